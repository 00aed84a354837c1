"""Numbers, times and conditions as a reader would say them."""

from __future__ import annotations

from datetime import date

import pytest

from countermove.records.ranges import Duration, Range
from countermove.reporting import wording
from countermove.reporting.conditions_in_words import (
    condition_words,
    duration_words,
    range_words,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0\u00a0%"),
        (0.0004, "under 1\u00a0%"),
        (0.005, "0\u00a0%"),
        (0.126, "13\u00a0%"),
        (0.9951, "over 99\u00a0%"),
        (1, "100\u00a0%"),
    ],
)
def test_percent(share: float, words: str) -> None:
    assert wording.percent(share) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(-47.5, "−48"), (9.5, "9.5"), (-0.04, "0"), (1330.4, "1,330"), (2.0, "2")],
)
def test_points(value: float, words: str) -> None:
    assert wording.points(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.54, "0.54"), (-47.5, "−47.5"), (1200, "1,200"), (0.00001234, "0.000012"), (0, "0")],
)
def test_number(value: float, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [(0, "no time"), (0.5, "6 months"), (1, "1 year"), (2.5, "2.5 years"), (1 / 365.25, "1 day")],
)
def test_span(years: float, words: str) -> None:
    assert wording.span(years) == words


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
    assert wording.day(date(2031, 3, 4), precision) == words
    assert wording.day(None, precision) == "undated"


def test_join() -> None:
    assert wording.join([]) == ""
    assert wording.join(["a"]) == "a"
    assert wording.join(["a", "b", "c"]) == "a, b and c"


def test_lines_are_cut_with_an_ellipsis() -> None:
    assert wording.lines("one two three", 7, most=1) == ["one …"]
    assert wording.lines("", 7) == [""]
    assert wording.lines("onetwothree", 6, most=1) == ["onet …"]
    assert all(len(line) <= 8 for line in wording.lines("onetwothreefour five", 8, most=2))


def test_conditions_are_told_in_labels() -> None:
    labels = {"fleet": "Send the fleet", "settle": "Settle"}
    told = condition_words("fleet and not done(settle)", labels)
    assert told == "“Send the fleet” and not “Settle” is done"


def test_a_label_that_looks_like_a_name_is_not_replaced_again() -> None:
    assert condition_words("a or b", {"a": "b", "b": "a"}) == "“b” or “a”"


def test_ranges() -> None:
    assert range_words(Range.model_validate([-30, -20, -12])) == "−20 (−30 to −12)"
    assert range_words(Range.model_validate([1, 2])) == "1 to 2"
    assert range_words(Range.model_validate(3)) == "3"
    takes = Duration.model_validate(["1 year", "2 years", "4 years"])
    assert duration_words(takes) == "2 years (1 year to 4 years)"
