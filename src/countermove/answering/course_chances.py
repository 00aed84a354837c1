"""How likely each outcome is under each course, counted as the judgements count it."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.answering.prospects import Row, forecasts, list_prospects
from countermove.records.answers import CourseChance
from countermove.records.chances import clip
from countermove.records.histories import History, Prospect
from countermove.records.stresses import Stress

__all__ = ["list_chances"]


def list_chances(stress: Stress, past: History) -> tuple[CourseChance, ...]:
    """Every outcome under every course at the last time that was looked at.

    What past cases count is said as having happened by then, at their rate; the rest as holding
    then, from the model: so each chance stands once, wherever it is told. What a course does
    itself has no chance.
    """
    table = stress.outcome_bands
    last = max((float(row[3] or 0) for row in (table.rows if table else ())), default=0.0)
    return tuple(
        chance
        for course in dict.fromkeys(str(row[2]) for row in (table.rows if table else ()))
        for chance in list_course(stress, course, last, past)
    )


def list_course(stress: Stress, course: str, last: float, past: History) -> Iterator[CourseChance]:
    """The chances under one course."""
    counted = {
        p.outcome: p for p in list_prospects(stress, course, past) if p.years == last and p.counted
    }
    for row in forecasts(stress, stress.outcome_bands, course):
        if row[3] == last:
            yield tell_chance(course, row, counted.get(str(row[0])))


def tell_chance(course: str, row: Row, prospect: Prospect | None) -> CourseChance:
    """The chance of one outcome: the rate of past cases, else what the row has of the model."""
    mean, low, high = (clip(float(x or 0)) for x in row[4:7])
    if prospect is not None:
        mean, low, high = prospect.model, prospect.model_low, prospect.model_high
    return CourseChance(
        course=course,
        outcome=str(row[0]),
        label=str(row[1]),
        chance=prospect.chance if prospect else mean,
        low=low,
        high=high,
        model=mean,
        n=prospect.n if prospect else 0,
    )
