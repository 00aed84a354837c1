"""Lengths of time in quotes: whether the words tell how long something takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from countermove.records.articles import Quote
from countermove.records.ranges import Duration

__all__ = ["find_lengths", "is_quoted"]

COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
COUNTS = {word: float(i) for i, word in enumerate(COUNTED.split(), start=1)}
COUNTS |= {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "thirty": 30.0, "ninety": 90.0}
YEARS = {"hour": 1 / 8766, "day": 1 / 365.25, "week": 7 / 365.25, "fortnight": 14 / 365.25}
YEARS |= {"month": 1 / 12, "year": 1.0, "decade": 10.0, "century": 100.0}
LENGTH = re.compile(
    rf"(?<![\w.,])(\d+(?:\.\d+)?|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
    rf"[\s-]+({'|'.join(YEARS)})s?\b",
    re.IGNORECASE,
)
NEAR = 0.01
"""A month is no exact part of a year, nor a week of a month."""


def find_lengths(text: str) -> Iterator[float]:
    """Every length of time that a text tells, in years.

    >>> [round(years, 2) for years in find_lengths("within three years, or 18 months")]
    [3.0, 1.5]
    >>> list(find_lengths("the company cut supplies on Monday"))
    []
    """
    for number, unit in LENGTH.findall(text):
        count = COUNTS.get(number.lower())
        yield (float(number) if count is None else count) * YEARS[unit.lower()]


def is_quoted(duration: Duration, quotes: Iterable[Quote]) -> bool:
    """Whether a quote tells a length of time that lies within a duration's range."""
    low, high = duration.low * (1 - NEAR), duration.high * (1 + NEAR)
    return any(low <= years <= high for q in quotes for years in find_lengths(q.text))
