"""History and model side by side: the chance of each named event by each horizon."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from countermove.forecasting import pool
from countermove.forecasting.pool import clip
from countermove.records.answers import Answer
from countermove.records.histories import History, Prospect, Rate, ReferenceClass
from countermove.records.number_table import load_numbers
from countermove.records.results import Table
from countermove.records.standoffs import Outcome
from countermove.records.stresses import Stress

__all__ = ["Row", "list_prospects", "rows_of", "say_class", "say_gaps"]

Row = tuple[str | float | None, ...]


def list_prospects(stress: Stress, course: str, past: History) -> tuple[Prospect, ...]:
    """For each named outcome under a course and each horizon, history, model and both together."""
    counts = {
        o.name: "" if is_chosen(stress, course, o) else o.counts_as
        for o in stress.standoff.outcomes
    }
    return tuple(
        set_beside(row, find_rate(past, counts.get(str(row[0]), ""), float(row[3] or 0)))
        for row in rows_of(stress.happened_bands, course)
    )


def is_chosen(stress: Stress, course: str, outcome: Outcome) -> bool:
    """Whether taking the course up is itself what the outcome tells: then nothing is forecast.

    History counts how often a side was brought to it, not what it was advised to do.
    """
    standoff = stress.standoff
    own = {o.name for o in standoff.player(standoff.subject).options}
    taken = next((c.options for c in stress.solution.play.courses if c.name == course), ())
    held = (standoff.today() - own) | set(taken)
    return bool(outcome.condition.evaluate(lambda name, _done: np.array(name in held)))


def rows_of(table: Table | None, course: str) -> Iterator[Row]:
    """The rows of a course; none where the stress test is an older one without them."""
    yield from (row for row in (table.rows if table else ()) if row[2] == course)


def find_rate(past: History, event: str, years: float) -> tuple[ReferenceClass, Rate] | None:
    """The rate of an event in the class that counts it."""
    for found in (past.ends, past.force):
        rate = found.rate(event, round(years)) if found and years == round(years) else None
        if found is not None and rate is not None:
            return found, rate
    return None


def set_beside(row: Row, found: tuple[ReferenceClass, Rate] | None) -> Prospect:
    """One prospect from the model's row and, where there is one, a rate of past cases."""
    mean, low, high = (float(x or 0) for x in row[4:7])
    told = {
        "outcome": str(row[0]),
        "label": str(row[1]),
        "years": float(row[3] or 0),
        "model": clip(mean),
        "model_low": clip(low),
        "model_high": clip(high),
        "together": clip(mean),
    }
    if found is not None:
        past, rate = found
        told |= {
            "history": clip(rate.rate),
            "history_low": clip(rate.low),
            "history_high": clip(rate.high),
            "n": past.n,
            "key": past.key,
            "together": pool(rate.rate, mean),
        }
    return Prospect.model_validate(told)


FAR = load_numbers("answering/data/bars.tsv")["far"]
"""Views further apart than this factor are told to be (a factor of two, as ICD 203's own bands
would be crossed)."""


def say_class(answer: Answer) -> Iterator[str]:
    """Which past cases are counted, a sentence a class."""
    past = answer.history
    for found in (past.ends, past.force) if past else ():
        if found is not None:
            yield f"Past cases: {found.named}."


def say_gaps(answer: Answer) -> Iterator[str]:
    """Where history and model are far apart at the last horizon, in words."""
    last = max((p.years for p in answer.prospects), default=0.0)
    for p in answer.prospects:
        if p.years != last or p.history is None:
            continue
        if max(p.history, p.model) > FAR * min(p.history, p.model):
            where = "far below" if p.model < p.history else "far above"
            yield (
                f"{p.label}: the model is {where} history, so that history counts most; what the "
                "model assumes about it wants checking first."
            )
