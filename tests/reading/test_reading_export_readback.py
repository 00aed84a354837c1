"""What is written is read back by the programs it is written for: pandas, DuckDB, a spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from countermove.reading.exporting import COLUMNS, export_events
from countermove.records.articles import Article
from countermove.records.events import Event, Party

NAMES = [
    "Côte d’Ivoire", 'the "Front"', "a, b; c", "line\nend", "=SUM(A1:A9)", "+1", "-2+3", "@cmd",
    "\tTab", "Северная Осетия", "中国",
    "0012", "1e5", "TRUE", "3/4/2022", " padded ", "|", "'quoted",
]  # fmt: skip


def make(name: str, number: int) -> Event:
    article = Article.from_text(f"{name} fired.", id=f"a{number}")
    return Event(
        id=f"e{number}",
        date=date(2022, 7, number % 28 + 1),
        precision="day",
        actor=Party(side=f"s{number}", name=name, text=name),
        target=None,
        action="ASSAULT",
        standing="done",
        label=name,
        quotes=(article.quote(0, len(article.text)),),
    )


EVENTS = tuple(make(name, n) for n, name in enumerate(NAMES))


def shown(name: str) -> str:
    """What a table gives for a name: an apostrophe before what would be run as a formula."""
    return f"'{name}" if name[:1] in set("=+-@\t\r") else name


def test_pandas_reads_the_csv(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    export_events(EVENTS, tmp_path / "e.csv")
    frame = pandas.read_csv(tmp_path / "e.csv", dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == COLUMNS
    assert frame["actor_name"].tolist() == [shown(x) for x in NAMES]
    assert frame["date"].tolist() == [str(e.date) for e in EVENTS]
    assert frame["quote"].tolist() == [shown(f"{x} fired.") for x in NAMES]


def test_duckdb_reads_the_csv(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    export_events(EVENTS, tmp_path / "e.csv")
    query = (
        f"select actor_name from read_csv('{tmp_path / 'e.csv'}', all_varchar=true, header=true)"
    )
    assert [x for (x,) in duckdb.sql(query).fetchall()] == [shown(x) for x in NAMES]


def test_a_spreadsheet_runs_nothing_of_the_csv(tmp_path: Path) -> None:
    """Put cell by cell into a workbook, as a spreadsheet opens a file, no cell is a formula."""
    openpyxl = pytest.importorskip("openpyxl")
    pandas = pytest.importorskip("pandas")
    export_events(EVENTS, tmp_path / "e.csv")
    frame = pandas.read_csv(tmp_path / "e.csv", dtype=str, keep_default_na=False)
    sheet = openpyxl.Workbook().active
    for row in [list(frame.columns), *frame.values.tolist()]:
        sheet.append(row)
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sheet.max_row == len(EVENTS) + 1
    assert max(len(str(c.value or "")) for row in sheet.iter_rows() for c in row) <= 32_767
    sheet.append(["=SUM(A1:A9)"])  # this is how a formula would look
    assert sheet.cell(sheet.max_row, 1).data_type == "f"


@pytest.mark.parametrize("reader", ["pandas", "duckdb", "polars"])
def test_parquet_is_read_back(tmp_path: Path, reader: str) -> None:
    module = pytest.importorskip(reader)
    path = tmp_path / "e.parquet"
    export_events(EVENTS, path)
    if reader == "duckdb":
        query = f"select actor_name, date from '{path}'"
        found = module.sql(query).fetchall()
        assert found == [(x, e.date) for x, e in zip(NAMES, EVENTS, strict=True)]
        return
    frame = module.read_parquet(path)
    assert list(frame["id"]) == [e.id for e in EVENTS]
    assert list(frame["label"]) == NAMES
    assert [str(day)[:10] for day in frame["date"]] == [str(e.date) for e in EVENTS]
