"""Numbers, times and conditions as a reader would say them."""

from __future__ import annotations

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
