"""Lists, capitals, numbers, times and dates in words."""

from __future__ import annotations

import doctest
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.phrasing import commands, letters, lists, numbers, times


@pytest.mark.parametrize(
    ("value", "words"),
    [(-47.5, "−48"), (9.5, "9.5"), (-0.04, "0"), (1330.4, "1,330"), (2.0, "2")],
)
def test_points(value: float, words: str) -> None:
    assert numbers.points(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.54, "0.54"), (-47.5, "−47.5"), (1200, "1,200"), (0.00001234, "0.000012"), (0, "0")],
)
def test_number(value: float, words: str) -> None:
    assert numbers.number(value) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [(0, "no time"), (0.5, "6 months"), (1, "1 year"), (2.5, "2.5 years"), (1 / 365.25, "1 day")],
)
def test_span(years: float, words: str) -> None:
    assert times.span(years) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "4 March 2031"),
        ("week", "week of 4 March 2031"),
        ("month", "March 2031"),
        ("quarter", "first quarter of 2031"),
        ("year", "2031"),
        ("unknown", "undated"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(precision: str, words: str) -> None:
    assert times.day(date(2031, 3, 4), precision) == words
    assert times.day(None, precision) == "undated"


def test_join() -> None:
    assert lists.join([]) == ""
    assert lists.join(["a"]) == "a"
    assert lists.join(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize("module", [commands, letters, lists, numbers, times])
def test_docstring_examples(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["Serbia", "Bosnia and Herzegovina"], "Serbia, and Bosnia and Herzegovina"),
        (["‘Pay, then wait’", "‘Dig and build’"], "‘Pay, then wait’ and ‘Dig and build’"),
        (["“the firm’s bid, and ours”", "b"], "“the firm’s bid, and ours” and b"),
        (["‘the isle’s own road, and no other’", "b"], "‘the isle’s own road, and no other’ and b"),
    ],
)
def test_a_part_with_its_own_and_or_comma(parts: list[str], words: str) -> None:
    assert lists.join(parts) == words


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=5))
def test_every_part_of_a_list_is_said(parts: list[str]) -> None:
    said = lists.join(parts)
    assert all(part in said for part in parts)
    assert said.count(" and ") == (len(parts) > 1)
