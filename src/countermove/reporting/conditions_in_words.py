"""Conditions, payoffs and durations of a stand-off as a reader would say them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from countermove.phrasing.numbers import number
from countermove.phrasing.times import span
from countermove.records.ranges import Duration, Range
from countermove.records.standoffs import Payoff, Stake

__all__ = ["condition_words", "duration_words", "payoff_words", "range_words"]

ATOM = re.compile(r"done\((\w+)\)|\b([A-Za-z_]\w*)\b")
WORDS = frozenset(
    ("and", "or", "not", "implies", "if", "iff", "always", "at", "most", "exactly", "one", "of")
)


def condition_words(condition: str, labels: Mapping[str, str]) -> str:
    """The condition with every option's label in quotation marks in place of its name."""

    def say(match: re.Match[str]) -> str:
        if match[1]:
            return f"“{labels.get(match[1], match[1])}” is done"
        name = match[2]
        if name.lower() in WORDS and name not in labels:
            return name
        return f"“{labels[name]}”" if name in labels else name

    return ATOM.sub(say, condition)


def range_words(value: Range) -> str:
    """The likely value, with the range in brackets where there is one."""
    if value.is_point:
        return number(value.likely, 2)
    if value.shape == "uniform":
        return f"{number(value.low, 2)} to {number(value.high, 2)}"
    return f"{number(value.likely, 2)} ({number(value.low, 2)} to {number(value.high, 2)})"


def duration_words(value: Duration) -> str:
    """A length of time, with its range in brackets."""
    if value.is_point:
        return span(value.likely)
    if value.shape == "uniform":
        return f"{span(value.low)} to {span(value.high)}"
    return f"{span(value.likely)} ({span(value.low)} to {span(value.high)})"


def payoff_words(payoff: Payoff, stake: Stake) -> str:
    """What a payoff is, in multiples of its player's stake, and how it falls due."""
    value = payoff.per_year or payoff.once
    assert value is not None
    ends = {k: getattr(value, k) / stake.worth for k in ("low", "likely", "high")}
    pace = "a year" if payoff.per_year else "once"
    return f"{range_words(value.model_copy(update=ends))} times {stake.label}, {pace}"
