"""How likely each outcome is under each course, counted as the judgements count it."""

from __future__ import annotations

from countermove.answering.prospects import list_prospects
from countermove.records.answers import CourseChance
from countermove.records.histories import History
from countermove.records.stresses import Stress

__all__ = ["list_chances"]


def list_chances(stress: Stress, past: History) -> tuple[CourseChance, ...]:
    """Every outcome under every course at the last time that was looked at.

    What past cases count is said as having happened by then, from history and model together;
    the rest as holding then, from the model: so each chance stands once, wherever it is told.
    """
    table = stress.outcome_bands
    rows = table.rows if table else ()
    last = max((float(row[3] or 0) for row in rows), default=0.0)
    courses = dict.fromkeys(str(row[2]) for row in rows)
    pooled = {
        (course, p.outcome): p
        for course in courses
        for p in list_prospects(stress, course, past)
        if p.years == last and p.history is not None
    }
    found = []
    for outcome, label, course, years, mean, low, high in (row[:7] for row in rows):
        if years != last:
            continue
        both = pooled.get((str(course), str(outcome)))
        found.append(
            CourseChance(
                course=str(course),
                outcome=str(outcome),
                label=str(label),
                chance=both.together if both else float(mean or 0),
                low=both.model_low if both else float(low or 0),
                high=both.model_high if both else float(high or 0),
            )
        )
    return tuple(found)
