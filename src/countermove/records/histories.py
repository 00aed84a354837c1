"""How stand-offs of a kind have gone: reference classes with their counts."""

from __future__ import annotations

from typing import Literal

from countermove.records.record import Record

__all__ = ["EndName", "ForceName", "History", "Prospect", "Rate", "ReferenceClass"]

EndName = Literal["gives_way", "gives_up", "settled", "no_change"]
"""How pressure ends for the smaller side: it gives way, the presser gives up, they settle."""

ForceName = Literal["force", "intervention", "war"]
"""Whether the bigger side uses force; `intervention` is occupation, or force with 25 deaths."""


class Rate(Record):
    """The share of cases in which something has happened by so many years after the start.

    `rate`, `low` and `high` (90 %) are shrunk to the parent class; `counted` is the class's own.
    """

    outcome: EndName | ForceName
    years: int
    rate: float
    low: float
    high: float
    counted: float


class Prospect(Record):
    """The chance that something has happened by so many years, from history and from the model.

    `history` is the rate of `n` past cases with its 90 % interval; `model` the mean over the
    draws, with what nine draws in ten lie between; `together` the pool of the two. Without past
    cases `history` is None and `together` is the model's. `chance` is the one that leads.
    What holds today has happened already (`already`): no forecast, for anybody.
    """

    outcome: str
    label: str
    years: float
    history: float | None = None
    history_low: float | None = None
    history_high: float | None = None
    n: int = 0
    key: str = ""
    model: float
    model_low: float
    model_high: float
    together: float
    already: bool = False

    @property
    def counted(self) -> bool:
        """Whether past cases stand beside it, and it is still to come."""
        return self.history is not None and not self.already

    @property
    def chance(self) -> float:
        """The class's rate where past cases are counted, else the model's.

        The rule was fixed before the back-test: the pool leads only where it beats the class
        rate, and it did not (docs/explanation/record.md).
        """
        return self.model if self.history is None else self.history


class ReferenceClass(Record):
    """Past cases that are alike in what a text can tell: "of {n} {of} {says}"."""

    key: str
    tree: Literal["ends", "force"]
    of: str
    says: str
    n: int
    rates: tuple[Rate, ...]
    source: str

    @property
    def named(self) -> str:
        """How many cases of what kind, as a sentence would call them."""
        return f"{self.n:,} {self.of} {self.says}"

    def rate(self, outcome: str, years: int) -> Rate | None:
        """The rate of an outcome by so many years, or None where it is not counted."""
        found = (r for r in self.rates if r.outcome == outcome and r.years == years)
        return next(found, None)


class History(Record):
    """The outside view of one stand-off: its classes, why these, the nearest others.

    `silent` says why there is no outside number; then `ends` and `force` are None.
    """

    ends: ReferenceClass | None = None
    force: ReferenceClass | None = None
    near: tuple[ReferenceClass, ...] = ()
    why: tuple[str, ...] = ()
    chosen: bool = False
    silent: str = ""
