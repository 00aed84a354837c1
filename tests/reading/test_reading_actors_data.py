"""The actors' data as people review it: one name or one rule a row, short enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from countermove.reading import actors
from countermove.reading.actors.tables import read_organizations, read_people
from countermove.records.errors import CaseError

DATA = Path(actors.__file__).parent / "data"
LONGEST = 400
TABLES = sorted(DATA.glob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_row_can_be_read_in_a_diff(path: Path) -> None:
    rows = path.read_text(encoding="utf-8").splitlines()
    assert [n for n, row in enumerate(rows, start=1) if len(row) > LONGEST] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_opens_with_what_its_columns_mean(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[:2]
    assert all(line.startswith("#") for line in head)


@pytest.mark.parametrize("name", ["agencies", "countries", "leaders", "organizations", "sectors"])
def test_a_table_says_where_it_is_from(name: str) -> None:
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    assert "\n# Source: " in text


@pytest.mark.parametrize("name", ["agencies", "countries", "places", "sectors"])
def test_a_row_holds_one_name(name: str) -> None:
    rows = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t")[2 if name != "places" else 1] for row in rows if row[:1] != "#"]
    assert not [cell for cell in cells if "|" in cell]


def test_a_wrong_date_of_office_is_told_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "leaders.tsv"
    table.write_text("# people\nKAZ\tpresident\tA B\t-\tsoon\t-\t-\n", encoding="utf-8")
    sides = {sense.side: sense for _, sense, _ in read_organizations()}
    with pytest.raises(CaseError, match="no known side"):
        list(read_people({}, {}, table))
    with pytest.raises(CaseError, match="is no date") as caught:
        list(read_people({"KAZ": next(iter(sides.values()))}, {}, table))
    assert caught.value.line == 2
