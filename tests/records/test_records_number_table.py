"""Numbers that decide stand in a table, each with its reason."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from countermove.framing.shares import read_shares
from countermove.reading.relating.link_weights import read_link_weights
from countermove.records.number_table import read_numbers


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
