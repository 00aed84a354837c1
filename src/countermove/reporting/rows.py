"""Rows of the tables that stand in the page itself rather than under a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from countermove.phrasing.numbers import number
from countermove.records.answers import Answer
from countermove.records.results import Table
from countermove.records.stresses import NumberName, Variant
from countermove.reporting.charts.outcomes import read_bands

__all__ = ["AssumptionRow", "VariantRow", "assumption_rows", "spreads", "variant_rows"]


@dataclass(frozen=True)
class AssumptionRow:
    """An assumed number: its range, what it explains and what knowing it is worth."""

    label: str
    low: str
    likely: str
    high: str
    influence: float
    worth: float


@dataclass(frozen=True)
class VariantRow:
    """What is changed in the model, and what the answer becomes."""

    label: str
    course: str
    same: bool
    comparable: bool
    lead: float


def assumption_rows(answer: Answer) -> tuple[AssumptionRow, ...]:
    """The answer's assumptions in its order."""
    names = {n.key: n for n in answer.stress.numbers}
    worths = {i.number: i.evppi for i in answer.stress.importance}
    return tuple(
        assumption_row(names[a.number], a.influence, worths.get(a.number, 0.0))
        for a in answer.assumptions
        if a.number in names
    )


def assumption_row(name: NumberName, influence: float, worth: float) -> AssumptionRow:
    """One of them."""
    low, likely, high = (number(x) for x in (name.low, name.likely, name.high))
    return AssumptionRow(name.label, low, likely, high, max(influence, 0.0), max(worth, 0.0))


def spreads(bands: Table | None, course: str) -> dict[str, tuple[float, float]]:
    """Each outcome's low and high at the last time under a course."""
    return {
        outcome: max(rows)[1:]
        for (own, outcome), rows in read_bands(bands).items()
        if own == course
    }


def variant_rows(answer: Answer, names: Mapping[str, str]) -> tuple[VariantRow, ...]:
    """Every change of the model, those that change the answer first."""
    likely = answer.stress.solution.play.best_course

    def row(variant: Variant) -> VariantRow:
        best = variant.best_course
        same = best == answer.course or (variant.same and likely == answer.course)
        return VariantRow(
            variant.label, names.get(best, best), same, variant.comparable, variant.lead
        )

    rows = [row(v) for v in answer.stress.variants]
    return tuple(sorted(rows, key=lambda r: (r.same, not r.comparable)))
