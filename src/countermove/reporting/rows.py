"""Rows of the tables that stand in the page itself rather than under a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from countermove.phrasing.numbers import number
from countermove.records.answers import Answer
from countermove.records.preferences import Preference
from countermove.records.results import Table
from countermove.records.standoffs import Standoff
from countermove.records.stresses import NumberName, Variant
from countermove.reporting.charts.outcomes import read_bands
from countermove.reporting.conditions_in_words import condition_words

__all__ = [
    "AssumptionRow",
    "JudgedRow",
    "VariantRow",
    "assumption_rows",
    "judged_rows",
    "spreads",
    "variant_rows",
]

COMPARISONS = {
    "prefers": "would rather have {this} than {that}",
    "matters_more": "minds {this} more than {that}",
    "at_least_twice": "minds {this} at least twice as much as {that}",
    "at_most_twice": "minds {this} at most twice as much as {that}",
    "about_as_bad": "minds {this} about as much as {that}",
}
"""What each kind of comparison says (`countermove.records.preferences`)."""


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


@dataclass(frozen=True)
class JudgedRow:
    """A comparison that a person judged: what, who, how surely and why."""

    said: str
    by: str
    sure: float
    why: str


def judged_rows(standoff: Standoff) -> tuple[JudgedRow, ...]:
    """Every comparison of the model, in the order of the file."""
    labels = standoff.labels()
    return tuple(
        JudgedRow(
            said=f"{player.name} {say_comparison(kind, preference, labels)}",
            by=preference.by or "somebody unnamed",
            sure=preference.sure,
            why=preference.why,
        )
        for player in standoff.players
        for kind, _, preference in player.preferences()
    )


def say_comparison(kind: str, preference: Preference, labels: Mapping[str, str]) -> str:
    """One of them in words."""
    first, second = (condition_words(str(c), labels) for c in preference.conditions())
    return COMPARISONS[kind].format(this=first, that=second)


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
