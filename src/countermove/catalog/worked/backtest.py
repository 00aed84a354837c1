"""What happened after the cut-off, and how well stated chances foresaw it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from countermove.records.chances import clip
from countermove.records.errors import CaseError, SettingsError
from countermove.records.record import Record
from countermove.records.results import OutcomePath, Table

__all__ = [
    "Afterwards",
    "BackTest",
    "Happening",
    "Scored",
    "chances_of",
    "score",
    "tabulate",
]

DAYS_A_YEAR = 365.25


class Happening(Record):
    """Whether an outcome held on a date, or with `ever` came about at any time up to it."""

    outcome: str
    on: dt.date
    ever: bool = False
    happened: bool
    why: str
    source: str


class Afterwards(Record):
    """What is known about the time after the cut-off date.

    `taken` is the course of the stand-off that the subject took up, for chances hang on it.
    """

    cutoff: dt.date
    taken: str = ""
    happenings: tuple[Happening, ...]
    notes: tuple[str, ...] = ()

    def years(self, happening: Happening) -> float:
        """The time from the cut-off to a happening's date."""
        return (happening.on - self.cutoff).days / DAYS_A_YEAR


class Scored(Record):
    """One outcome: the stated chance, what happened, and the squared error."""

    outcome: str
    chance: float
    happened: bool
    error: float


class BackTest(Record):
    """The Brier score (Brier 1950): the mean squared error of chances, 0 is perfect.

    `even` is the score of calling every outcome as likely as not, a quarter.
    """

    scored: tuple[Scored, ...]
    brier: float
    even: float = 0.25


def score(afterwards: Afterwards, chances: Sequence[float]) -> BackTest:
    """Score stated chances, one for each happening, in their order.

    Raises:
        SettingsError: a happening has no chance, or one that is none.
    """
    if len(chances) != len(afterwards.happenings):
        raise SettingsError("each happening takes a chance from 0 to 1")
    scored = []
    for happening, chance in zip(afterwards.happenings, chances, strict=True):
        if not 0 <= chance <= 1:
            raise SettingsError(f"{happening.outcome}: takes a chance from 0 to 1")
        scored.append(
            Scored(
                outcome=happening.outcome,
                chance=chance,
                happened=happening.happened,
                error=(chance - happening.happened) ** 2,
            )
        )
    return BackTest(scored=tuple(scored), brier=sum(s.error for s in scored) / len(scored))


def chances_of(
    afterwards: Afterwards, paths: Iterable[OutcomePath], course: str
) -> tuple[float, ...]:
    """The chance of each happening at its date, if `course` is taken up.

    Between two times of a path the chance is drawn as a straight line.

    Raises:
        CaseError: the stand-off no longer names the outcome.
    """
    found = {path.outcome: path for path in paths if path.course == course}
    chances = []
    for happening in afterwards.happenings:
        path = found.get(happening.outcome)
        if path is None:
            raise CaseError(f"the outcome {happening.outcome!r} is gone, so nothing can be scored")
        values = path.ever if happening.ever else path.chances
        chances.append(float(np.interp(afterwards.years(happening), path.times, values)))
    return tuple(chances)


def tabulate(test: BackTest, afterwards: Afterwards, labels: Mapping[str, str]) -> Table:
    """The back-test as a table for people: what was said, and what came of it."""
    rows = []
    for scored, happening in zip(test.scored, afterwards.happenings, strict=True):
        when = "by" if happening.ever else "on"
        label = labels.get(scored.outcome, scored.outcome)
        rows.append(
            (
                f"{label}, {when} {happening.on.isoformat()}",
                f"{100 * clip(scored.chance):.0f} %",
                "yes" if scored.happened else "no",
                f"{scored.error:.2f}",
                happening.why,
                happening.source,
            )
        )
    columns = ("outcome", "chance given", "happened", "squared error", "why", "source")
    return Table(columns=columns, rows=tuple(rows))
