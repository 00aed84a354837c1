"""What a person judges one player would rather have, or minds more: comparisons, no numbers.

    prefers: [{this: squeeze, to: not squeeze, by: AB, on: 2026-11-27, why: …}]
    matters_more: [{this: squeeze, than: refuse}]
    at_least_twice: [{this: squeeze, than: refuse, sure: 0.8}]
    about_as_bad: [{this: squeeze, that: refuse}]

`countermove.records.halfspaces` says what each requires of the numbers.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import field_validator

from countermove.records.conditions import Condition, parse_condition
from countermove.records.record import Record

__all__ = ["COMPARED", "Likeness", "Liking", "Preference", "Weighing"]

COMPARED = {
    "prefers": "to",
    "matters_more": "than",
    "at_least_twice": "than",
    "at_most_twice": "than",
    "about_as_bad": "that",
}
"""The keys of comparisons under a player, and what each calls its second condition."""


class Preference(Record):
    """One comparison: of what, who judged so when and why, and how surely.

    `sure` below 1 is the chance that it is right: with the rest of the chance it binds nothing.
    """

    this: str
    basis: Literal["judged"] = "judged"
    sure: float = 1.0
    by: str = ""
    on: date | None = None
    why: str = ""

    @field_validator("this", "to", "than", "that", check_fields=False)
    @classmethod
    def _check_condition(cls, value: str) -> str:
        return str(parse_condition(value))

    @field_validator("sure")
    @classmethod
    def _check_sure(cls, value: float) -> float:
        if not 0 < value <= 1:
            raise ValueError("sure takes a chance above 0 and up to 1, such as 0.8")
        return value

    def conditions(self) -> tuple[Condition, Condition]:
        """The two conditions compared, the one named first coming first."""
        second = next(v for k, v in vars(self).items() if k in ("to", "than", "that"))
        return parse_condition(self.this), parse_condition(second)


class Liking(Preference):
    """A player would rather have `this` than `to`, other things as today."""

    to: str


class Weighing(Preference):
    """`this` matters more to a player than `than`: more, at least twice, or at most twice."""

    than: str


class Likeness(Preference):
    """`this` and `that` matter about as much: neither more than a quarter more."""

    that: str
