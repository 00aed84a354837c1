"""Wrong or missing tables, unknown classes, years beyond the data, no class: one message each."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.factories import make_player, make_standoff

from countermove.cli.app import run
from countermove.forecasting import history
from countermove.forecasting.tables import load_tables
from countermove.forecasting.telling import tell_history
from countermove.records.errors import InputError
from countermove.records.standoff_file import dump_standoff
from countermove.records.standoffs import Standoff

DATA = files("countermove.forecasting") / "data"
TABLES = ("classes.tsv", "rates.tsv", "pairs.tsv", "pacts.tsv")
Damage = Callable[[str], str]


def swap(old: str, new: str) -> Damage:
    """A damage that puts one text in another's place, the first time it stands there."""

    def damage(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return damage


def cut_rows(text: str) -> str:
    """Only the comments and the headings."""
    lines = text.splitlines(keepends=True)
    head = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return "".join(lines[: head + 1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped tables."""
    for name in TABLES:
        (tmp_path / name).write_text((DATA / name).read_text("utf-8"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_named_with_what_to_do(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(InputError, match=r"cannot be read; install countermove again") as told:
        load_tables(folder)
    assert name in str(told.value)


@pytest.mark.parametrize(
    ("name", "damage", "says"),
    [
        ("rates.tsv", swap("\trate\t", "\tshare\t"), "the columns class, outcome, years, n, k"),
        ("rates.tsv", swap("\t0.1668\t", "\ta sixth\t"), "rate takes a number from 0 to 1, not"),
        ("rates.tsv", swap("\t0.1668\t", "\t16.68\t"), "a number from 0 to 1, not '16.68'"),
        ("rates.tsv", swap("\t0.1668\t", "\tnan\t"), "a number from 0 to 1, not 'nan'"),
        ("rates.tsv", swap("\t741\t", "\tmany\t"), "n takes a whole number, not 'many'"),
        ("rates.tsv", swap("\t741\t", "\t"), "9 cells are due"),
        ("rates.tsv", lambda _: "", "the columns class, outcome"),
        ("rates.tsv", cut_rows, "the table has no rows"),
        ("pairs.tsv", swap("presser\tother", "one\tother"), "the columns presser, other, border"),
        ("pairs.tsv", swap("\t2", "\tlately 2"), "takes a whole number, not 'lately"),
        ("pairs.tsv", lambda _: "", "the columns presser, other"),
        ("classes.tsv", cut_rows, "the table has no rows"),
        ("classes.tsv", swap("key\ttree", "name\ttree"), "the columns key, tree"),
        ("pacts.tsv", swap("\t1949\t", "\t\t"), "since takes a whole number, not ''"),
    ],
)  # fmt: skip
def test_a_damaged_table_is_one_clear_message(
    folder: Path, name: str, damage: Damage, says: str
) -> None:
    path = folder / name
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError) as told:
        load_tables(folder)
    message = str(told.value)
    assert says in message
    assert name in message
    assert "\n" not in message


def test_a_damaged_cell_is_told_with_its_line(folder: Path) -> None:
    path = folder / "rates.tsv"
    lines = path.read_text("utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if "\t0.1668\t" in line)
    lines[place] = lines[place].replace("0.1668", "x")
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(InputError, match=rf"rates\.tsv:{place + 1}: rate takes"):
        load_tables(folder)


def stand_off(
    subject: str = "KAZ", presser: str = "RUS", years: float = 10, **told: Any
) -> Standoff:
    """A stand-off of two sides with the circumstances told."""
    sides = [
        make_player(id, [{"name": f"act_{place}", "label": "Act"}], name=id.title())
        for place, id in enumerate((subject, presser))
    ]
    return make_standoff(*sides, circumstances=told, settings={"horizon": years})


CUT: dict[str, Any] = {"instrument": "supply cut", "demand": "policy"}


@pytest.mark.parametrize(
    ("standoff", "arguments", "status", "says"),
    [
        (stand_off(history="supply"), [], 1, "circumstances.history: there is no class of past"),
        (stand_off(**CUT), ["--class", "supply"], 2, "--class: there is no class of past cases"),
        (stand_off("dockers", "port-authority", **CUT), [], 0, "No outside number: one of the two"),
        (stand_off("league", "FRA", **CUT), [], 0, "No outside number: one of the two is no state"),
        (stand_off(instrument="words"), [], 0, "No outside number: the text tells of no threat"),
        (stand_off(years=30, **CUT), [], 0, "counted up to 10 years: for the 30 years of this"),
    ],
)
def test_on_the_command_line_each_is_told_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    standoff: Standoff,
    arguments: list[str],
    status: int,
    says: str,
) -> None:
    path = tmp_path / "standoff.yaml"
    path.write_text(dump_standoff(standoff), "utf-8")
    before = path.read_bytes()
    monkeypatch.setattr("sys.argv", ["countermove", "history", str(path), *arguments])
    with pytest.raises(SystemExit) as stop:
        run()
    assert (stop.value.code or 0) == status
    told = capfd.readouterr()
    assert "Traceback" not in told.err
    assert len((told.err or told.out).strip().splitlines()) == 1 or not status
    assert says in (told.err if status else told.out)
    assert path.read_bytes() == before


def test_beyond_the_years_that_are_counted_there_is_no_outside_number() -> None:
    found = history(stand_off(years=30, **CUT))
    assert found.ends is not None
    assert found.ends.rate("gives_way", 30) is None
    assert "counted up to" not in tell_history(found, stand_off(years=10, **CUT))
