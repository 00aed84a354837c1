"""Assumed numbers that nobody has confirmed, most influential first."""

from __future__ import annotations

from countermove.answering.wording import capital
from countermove.records.answers import Assumption
from countermove.records.numbers import NumberName
from countermove.records.stresses import Importance, Stress
from countermove.stressing import say_points, say_value

__all__ = ["find_out_first", "list_assumptions"]

FACTS = 3
NOTHING = 1e-9


def list_assumptions(stress: Stress) -> tuple[Assumption, ...]:
    """Every assumed, unconfirmed number by the share of the lead's variance it explains."""
    weights = {i.number: i for i in stress.importance}
    found = [
        assumption_of(name, weights.get(name.key))
        for name in stress.numbers
        if name.basis == "assumed" and not name.confirmed
    ]
    return tuple(sorted(found, key=lambda a: (-a.influence, a.number)))


def assumption_of(name: NumberName, weight: Importance | None) -> Assumption:
    """One assumed number with its range and what it matters."""
    low, likely, high = (say_value(name.key, x) for x in (name.low, name.likely, name.high))
    matters = ""
    if weight is not None:
        worth = (
            f"to know it would be worth {say_points(weight.evppi)}"
            if weight.evppi > NOTHING
            else "to know it alone would not change the choice"
        )
        share = f"alone it explains {100 * weight.first_order:.0f} % of how the lead varies"
        matters = f"; {share}, and {worth}"
    return Assumption(
        number=name.key,
        sentence=f"{capital(name.label)}: assumed {low} to {high}, likely {likely}{matters}.",
        influence=weight.first_order if weight is not None else 0.0,
    )


def find_out_first(stress: Stress) -> tuple[str, ...]:
    """Up to three numbers that would be worth most to know; none where to know any one alone
    would not change the choice."""
    labels = {n.key: n.label for n in stress.numbers}
    return tuple(labels[i.number] for i in stress.importance if i.evppi > NOTHING)[:FACTS]
