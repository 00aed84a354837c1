"""Assumed numbers that nobody has confirmed, most influential first."""

from __future__ import annotations

from countermove.answering.weighing import measure_stress, say_worth
from countermove.phrasing.letters import capital
from countermove.records.answers import Assumption
from countermove.records.number_table import load_numbers
from countermove.records.numbers import NumberName
from countermove.records.stresses import Importance, Stress
from countermove.stressing.measures import Measure
from countermove.stressing.places import say_range

__all__ = ["find_out_first", "find_turning", "list_assumptions"]

FACTS = 3
TURNING = 2
LEAST_WEIGHT = load_numbers("answering/data/bars.tsv")["least_weight"]
NOTHING = 1e-9


def list_assumptions(stress: Stress) -> tuple[Assumption, ...]:
    """Every assumed, unconfirmed number by the share of the lead's variance it explains."""
    weights = {i.number: i for i in stress.importance}
    measures = measure_stress(stress)
    found = [
        assumption_of(stress, name, measures[name.key], weights.get(name.key))
        for name in stress.numbers
        if name.basis == "assumed" and not name.confirmed
    ]
    return tuple(sorted(found, key=lambda a: (-a.influence, a.number)))


def assumption_of(
    stress: Stress, name: NumberName, measure: Measure, weight: Importance | None
) -> Assumption:
    """One assumed number with its range and what it matters."""
    matters = ""
    if weight is not None:
        worth = (
            f"to know it would be worth {say_worth(stress, weight.evppi)}"
            if weight.evppi > NOTHING
            else "to know it alone would not change the choice"
        )
        share = f"alone it explains {100 * weight.first_order:.0f} % of how the lead varies"
        matters = f"; {share}, and {worth}"
    assumed = f"assumed {say_range(measure, name.low, name.high)}"
    return Assumption(
        number=name.key,
        sentence=f"{capital(name.label)}: {assumed}{matters}.",
        influence=weight.first_order if weight is not None else 0.0,
    )


def find_out_first(stress: Stress) -> tuple[str, ...]:
    """Up to three numbers that would be worth most to know; none where to know any one alone
    would not change the choice."""
    labels = {n.key: n.label for n in stress.numbers}
    return tuple(labels[i.number] for i in stress.importance if i.evppi > NOTHING)[:FACTS]


def find_turning(stress: Stress) -> tuple[str, ...]:
    """Up to two numbers that alone explain most of how the lead varies, each a twentieth of it
    at least and beyond what luck would explain."""
    labels = {n.key: n.label for n in stress.numbers}
    found = [
        i
        for i in sorted(stress.importance, key=lambda i: (-i.first_order, i.number))
        if i.first_order > max(LEAST_WEIGHT, 2 * i.first_order_error)
    ]
    return tuple(labels[i.number] for i in found)[:TURNING]
