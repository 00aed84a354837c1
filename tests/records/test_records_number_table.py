"""Numbers that decide stand in a table, each with its reason."""

from __future__ import annotations

import re
from dataclasses import astuple
from pathlib import Path
from typing import get_args

import pytest

from countermove.framing.shares import read_shares
from countermove.reading.relating.link_weights import read_link_weights
from countermove.records.events import Standing
from countermove.records.number_table import load_numbers, read_numbers

SOURCE = Path(__file__).parent.parent.parent / "src" / "countermove"
LOADED = re.compile(r'load_numbers\(\s*"([\w/.]+)"')
FORMS = {
    "framing/data/shares.tsv",
    "framing/data/scales.tsv",
    "reading/relating/data/link_weights.tsv",
}
"""Tables whose names are the fields of a record, which is made of the whole table."""


def list_loaded() -> dict[str, str]:
    """The tables that modules load, each with the text of all modules that load it."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for table in LOADED.findall(text):
            found[table] = found.get(table, "") + text
    return found


def test_the_numbers_of_a_table(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("# head\n\none\t1\twhy\ntwo\t-0.5\twhy\n", encoding="utf-8")
    assert read_numbers(table) == {"one": 1.0, "two": -0.5}


@pytest.mark.parametrize("row", ["two\t1", "two\t1\t ", "one\t2\tagain", "two\tmuch\twhy"])
def test_a_row_without_a_reason_or_a_name_of_its_own_is_refused(tmp_path: Path, row: str) -> None:
    table = tmp_path / "t.tsv"
    table.write_text(f"one\t1\twhy\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"t\.tsv:2|could not convert"):
        read_numbers(table)


def test_the_shipped_tables_fit() -> None:
    assert all(0 < share < 1 for share in astuple(read_shares()))
    weights = read_link_weights()
    assert all(-1 < weight < 1 for weight in astuple(weights))
    assert weights.joined_strongly > weights.most_strong > weights.most_weak > weights.uncued
    assert weights.opposite > weights.done_to_actor > weights.aimed_at_doer > weights.in_common


def test_a_shipped_table_cannot_be_changed() -> None:
    table = load_numbers("framing/data/bars.tsv")
    assert table is load_numbers("framing/data/bars.tsv")
    with pytest.raises(TypeError):
        table["sure"] = 0.1  # type: ignore[index]


@pytest.mark.parametrize("table", sorted(set(list_loaded()) - FORMS))
def test_every_number_of_a_table_is_used_and_every_used_one_is_in_it(table: str) -> None:
    text = list_loaded()[table]
    named = set(re.findall(r'(?:BARS|WEIGHTS|NUMBERS|tsv"\))\["(\w+)"\]', text))
    starts = re.findall(r'WEIGHTS\[f"(\w+)\{\w+\}"\]', text)
    rows = set(load_numbers(table))
    assert named <= rows
    spare = {row for row in rows - named if not row.startswith(tuple(starts))}
    assert spare - set(get_args(Standing)) == set()
