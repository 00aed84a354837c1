"""Coalitions: which groups of players would leave a state together.

1. R_C(s): what the members reach by legal sequences of their own moves.
2. A coalition improvement is a state in R_C(s) that every member prefers to s.
3. It is deterred as under the concept for one player, by the players outside C moving one by
   one: a state deters if some member does not prefer it to s (the member then regrets it).
   SMR: from there no state of R_C is preferred to s by all members.
4. s is stable for C if every coalition improvement is deterred; a state is coalition-proof
   under a concept if it is stable for every group, single players included.

Kilgour, Hipel, Fang and Peng (2001), "Coalition analysis in group decision support", Group
Decision and Negotiation 10, for steps 1 and 2; Inohara and Hipel (2008), "Coalition analysis
in the graph model for conflict resolution", Systems Engineering 11, for GMR, SMR and SEQ.
Sanctions here are by single moves of outsiders; outsiders who sanction by forming coalitions
themselves are not considered.

In option form nothing is listed: step 1 is one search, and step 3 the least rank of a member
after the others' moves, as for one player (`metarational`, `sequential`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from countermove.records.stability import Concept
from countermove.solving.stability.algorithms.flooding import least_in_improvements, sort_cells
from countermove.solving.stability.algorithms.reach import reach
from countermove.solving.stability.algorithms.sweeps import least_in_sequences
from countermove.solving.stability.models.models import Ints, Model, OptionModel, Verdicts

__all__ = ["acting_groups", "every_group", "judged_in_options", "stable_in_options"]


def every_group(players: int, least: int = 1) -> list[tuple[int, ...]]:
    """Every group of at least `least` players, small ones first."""
    return [g for n in range(least, players + 1) for g in combinations(range(players), n)]


def acting_groups(model: Model) -> list[tuple[int, ...]]:
    """Every group of two or more of the players that can move at all, small ones first."""
    can_move = model.own if isinstance(model, OptionModel) else np.ptp(model.starts, axis=1)
    acting = {i for i, anything in enumerate(can_move) if anything}
    return [g for g in every_group(len(model.players), 2) if set(g) <= acting]


def judged_in_options(concept: Concept, group: Sequence[int], players: int) -> bool:
    """Whether `stable_in_options` judges the concept; SIM only where nobody else is there."""
    return concept in ("NASH", "GMR", "SMR", "SEQ") or (concept == "SIM" and len(group) == players)


def stable_in_options(
    model: OptionModel, concept: Concept, group: tuple[int, ...], states: Sequence[int]
) -> Verdicts:
    """Whether each of the states (bit patterns) is stable for the group.

    The concept is one of those that are `judged_in_options`.
    """
    rest = [j for j in range(len(model.players)) if j not in group]
    rank = model.rank[list(group)]
    worst = worst_after(model, concept, group, rest) if concept in ("GMR", "SEQ") else None
    result = np.zeros(len(states), np.bool_)
    for place, state in enumerate(states):
        better = (rank > rank[:, [state]]).all(axis=0)
        reached = reach(model, [state], group, willing=False).parent >= 0
        if worst is not None:
            better &= (worst > rank[:, [state]]).all(axis=0)
        tempted = better & reached
        if concept == "SMR" and tempted.any():
            tempted &= ~shut_in(model, group, rest, state)
        result[place] = not tempted.any()
    return result


def worst_after(
    model: OptionModel, concept: Concept, group: tuple[int, ...], rest: list[int]
) -> Ints | None:
    """For every member and state, its least rank after moves of the others; None without any."""
    if not rest:
        return None
    if concept == "GMR":
        return np.stack([least_in_sequences(model, rest, model.rank[i]) for i in group])
    cells = sort_cells(model)
    return np.stack([least_in_improvements(model, cells, i, group) for i in group])


def shut_in(model: OptionModel, group: tuple[int, ...], rest: list[int], state: int) -> Verdicts:
    """From where the others can take the group to a harm (against `state`) without a way out."""
    if not rest:
        return np.zeros(model.size, np.bool_)
    rank = model.rank[list(group)]
    gain = (rank > rank[:, [state]]).all(axis=0) & model.feasible
    away = least_in_sequences(model, list(group), np.where(gain, 0, 1).astype(np.int32))
    harm = np.where(away == 1, 0, 1).astype(np.int32)
    return np.asarray(least_in_sequences(model, rest, harm) == 0, np.bool_)
