"""History and model side by side: the chance of each named event by each horizon."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.answering.own_doing import is_own_doing
from countermove.forecasting import pool
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Answer
from countermove.records.chances import clip
from countermove.records.histories import History, Prospect, Rate, ReferenceClass
from countermove.records.number_table import load_numbers
from countermove.records.results import Table
from countermove.records.stresses import Stress

__all__ = ["Row", "forecasts", "list_prospects", "say_class", "say_gaps", "say_model"]

Row = tuple[str | float | None, ...]


def list_prospects(stress: Stress, course: str, past: History) -> tuple[Prospect, ...]:
    """For each named outcome under a course and each horizon, history, model and both together.

    What the course does itself is left out: history counts how often a side was brought to it,
    not what it was advised to do.
    """
    counts = {o.name: o.counts_as for o in stress.standoff.outcomes}
    paths = stress.solution.play.outcomes
    already = {p.outcome for p in paths if p.course == course and p.ever and p.ever[0] >= 1}
    return tuple(
        set_beside(
            row,
            find_rate(past, counts.get(str(row[0]), ""), float(row[3] or 0)),
            already=row[0] in already,
        )
        for row in forecasts(stress, stress.happened_bands, course)
    )


def forecasts(stress: Stress, table: Table | None, course: str) -> Iterator[Row]:
    """The rows of a course but for what it does itself; none where an older stress test has no
    such table."""
    own = {o.name for o in stress.standoff.outcomes if is_own_doing(stress, course, o)}
    for row in table.rows if table else ():
        if row[2] == course and row[0] not in own:
            yield row


def find_rate(past: History, event: str, years: float) -> tuple[ReferenceClass, Rate] | None:
    """The rate of an event in the class that counts it."""
    for found in (past.ends, past.force):
        rate = found.rate(event, round(years)) if found and years == round(years) else None
        if found is not None and rate is not None:
            return found, rate
    return None


def set_beside(row: Row, found: tuple[ReferenceClass, Rate] | None, *, already: bool) -> Prospect:
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
        "already": already,
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


def say_model(prospect: Prospect, chance: float) -> str:
    """A chance that the model has a part in; of what holds today, that it does."""
    return "already holds" if prospect.already else per_cent(chance)


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
        if p.years != last or p.history is None or p.already:
            continue
        if max(p.history, p.model) > FAR * min(p.history, p.model):
            where = "far below" if p.model < p.history else "far above"
            yield (
                f"{p.label}: the model is {where} history; what the model assumes about it wants "
                "checking first."
            )
