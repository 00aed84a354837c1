"""Numbers that decide stand in a table, each with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from countermove.framing.shares import read_shares
from countermove.reading.relating.link_weights import read_link_weights
from countermove.records.events import Standing
from countermove.records.number_table import load_counts, load_numbers, read_numbers

SOURCE = Path(__file__).parent.parent.parent / "src" / "countermove"
FORMS = {
    "framing/data/shares.tsv",
    "framing/data/scales.tsv",
    "reading/relating/data/link_weights.tsv",
}
"""Tables whose names are the fields of a record, which is made of the whole table."""


def table_of(node: ast.AST) -> str:
    """The path of the table that a call loads, or empty."""
    match node:
        case ast.Call(ast.Name("load_numbers" | "load_counts"), [ast.Constant(str() as path)]):
            return path
    return ""


def list_used(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The numbers a module uses, each with its table: a name, or how a name begins with a star."""
    tables = {
        target.id: table_of(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript):
            continue
        held = tables.get(node.value.id, "") if isinstance(node.value, ast.Name) else ""
        table = held or table_of(node.value)
        match node.slice:
            case ast.Constant(str() as name) if table:
                yield table, name
            case ast.JoinedStr([ast.Constant(str() as start), *_]) if table:
                yield table, f"{start}*"


@cache
def list_tables() -> dict[str, set[str]]:
    """Every table of numbers with what all modules use of it."""
    found: dict[str, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for table in filter(None, (table_of(n) for n in ast.walk(tree) if isinstance(n, ast.expr))):
            found.setdefault(table, set())
        for table, name in list_used(tree):
            found[table].add(name)
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


def test_a_table_of_counts_holds_whole_numbers() -> None:
    assert load_counts("reading/coding/data/reaches.tsv")["label"] == 12
    with pytest.raises(ValueError, match=r"bars\.tsv: a whole number is due for .*\bsure\b"):
        load_counts("framing/data/bars.tsv")


def test_a_shipped_table_cannot_be_changed() -> None:
    table = load_numbers("framing/data/bars.tsv")
    assert table is load_numbers("framing/data/bars.tsv")
    with pytest.raises(TypeError):
        table["sure"] = 0.1  # type: ignore[index]


@pytest.mark.parametrize("table", sorted(set(list_tables()) - FORMS))
def test_every_number_of_a_table_is_used_and_every_used_one_is_in_it(table: str) -> None:
    used = list_tables()[table]
    rows = set(load_numbers(table))
    assert {name for name in used if not name.endswith("*")} <= rows
    starts = tuple(name[:-1] for name in used if name.endswith("*"))
    spare = {row for row in rows - used if not (starts and row.startswith(starts))}
    assert spare - set(get_args(Standing)) == set()
