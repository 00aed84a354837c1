"""Editing in place: the change is made, everything else stays byte for byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from countermove.records.errors import StandoffError
from countermove.records.standoff_edit import change_text, edit_standoff

TEXT = """\
# drawn up on a rainy day
title: A harbour and its dockers
question: What should the dockers do now?
subject: dockers
discount: 5 %          # a year
players:
  dockers:
    name: The dockers   # all of them
    options:
      strike: {label: Strike, today: true}   # since Monday
      wait:
        label: Wait
        # nobody likes it

    payoffs:
      # from the books
      - {when: lock_out, per_year: [-30, -15, -5]}
      - when: strike
        per_year: -4  # wages
  harbour:
    name: The harbour
    options:
      lock_out: {label: Lock the gates}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "standoff.yaml"
    path.write_text(TEXT)
    return path


def changed_lines(path: Path) -> list[str]:
    lines = difflib.ndiff(TEXT.splitlines(), path.read_text().splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_number_changes_and_comments_stay(path: Path) -> None:
    standoff = edit_standoff(path, {"players.dockers.payoffs[0].per_year": [-9, -6, -3]})
    assert changed_lines(path) == [
        "-       - {when: lock_out, per_year: [-30, -15, -5]}",
        "+       - {when: lock_out, per_year: [-9, -6, -3]}",
    ]
    payoff = standoff.player("dockers").payoffs[0].per_year
    assert payoff is not None
    assert payoff.likely == -6


def test_units_are_written_plainly(path: Path) -> None:
    edit_standoff(path, {"discount": "6 %", "players.harbour.options.lock_out.takes": "6 months"})
    assert "discount: 6 %          # a year\n" in path.read_text()
    assert "lock_out: {label: Lock the gates, takes: 6 months}\n" in path.read_text()


def test_missing_keys_are_added_where_they_belong(path: Path) -> None:
    standoff = edit_standoff(
        path, {"players.dockers.options.wait.today": True, "players.dockers.payoffs[1].why": "a, b"}
    )
    assert changed_lines(path) == ["+         today: true", '+         why: "a, b"']
    assert standoff.today() == {"strike", "wait"}


def test_whole_block_can_be_replaced(path: Path) -> None:
    standoff = edit_standoff(path, {"players.dockers.payoffs": []})
    assert standoff.player("dockers").payoffs == ()
    assert "# since Monday" in path.read_text()


def test_wrong_change_leaves_the_file_alone(path: Path) -> None:
    with pytest.raises(StandoffError, match="upside down"):
        edit_standoff(path, {"players.dockers.payoffs[0].per_year": [3, 2, 1]})
    with pytest.raises(StandoffError, match="known names: label"):
        edit_standoff(path, {"players.dockers.options.wait.lable.x": 1})
    with pytest.raises(StandoffError, match=r"list ends at \[1\]"):
        edit_standoff(path, {"players.dockers.payoffs[2].per_year": 1})
    assert path.read_text() == TEXT
    assert [p.name for p in path.parent.iterdir()] == ["standoff.yaml"]


def test_empty_mapping_takes_an_entry() -> None:
    assert change_text("a: {}\n", "a.b", [1, 2]) == "a: {b: [1, 2]}\n"
    assert change_text("a: 1", "b", "x: y") == 'a: 1\nb: "x: y"'
