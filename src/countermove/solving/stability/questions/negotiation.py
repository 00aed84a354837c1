"""The negotiation question: which single option, taken off the table, moves the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from countermove.records.stability import Concept
from countermove.solving.stability.algorithms.reach import reach
from countermove.solving.stability.judge import equilibria, judge
from countermove.solving.stability.models.models import OptionModel

__all__ = ["Removed", "outcome", "remove_options", "take_off"]


@dataclass(frozen=True)
class Removed:
    """Outcomes lost and gained when an option can no longer be in force.

    An outcome that differs from an old one only in lacking the option itself is neither.
    `possible` is false where the rules leave no state without it, or none like today's.
    """

    option: int
    possible: bool
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the outcome moves."""
        return bool(self.lost or self.gained)


def outcome(model: OptionModel, today: int, concept: Concept = "SEQ") -> frozenset[int]:
    """The equilibria that come about from today's state by moves their movers prefer."""
    states = equilibria(model, judge(model, [concept])[concept])
    tree = reach(model, [today], range(len(model.players)), willing=True)
    return frozenset(int(s) for s in states if tree.has(int(s)))


def take_off(model: OptionModel, option: int) -> OptionModel | None:
    """The model in which the option is never in force; None where nothing is feasible then."""
    states = np.arange(model.size, dtype=np.int64)
    feasible = model.feasible & (states >> option & 1 == 0)
    if not feasible.any():
        return None
    rank = np.where(feasible, model.rank, -1).astype(np.int32)
    return replace(model, feasible=feasible, rank=rank)


def remove_options(model: OptionModel, today: int, concept: Concept = "SEQ") -> tuple[Removed, ...]:
    """What each option's removal does to the outcome; if in force today, it is withdrawn."""
    before = outcome(model, today, concept)
    found = []
    for bit in range(len(model.options)):
        rest = take_off(model, bit)
        start = today & ~(1 << bit)
        if rest is None or not rest.feasible[start]:
            found.append(Removed(bit, False))
            continue
        after = outcome(rest, start, concept)
        lost = sorted(s for s in before if s & ~(1 << bit) not in after)
        gained = sorted(after - {s & ~(1 << bit) for s in before})
        found.append(Removed(bit, True, tuple(lost), tuple(gained)))
    return tuple(found)
