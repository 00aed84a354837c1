"""General and symmetric metarationality (GMR, SMR).

1. Each improvement u of the player from s is examined.
2. GMR: u is deterred if the others can reach, by any legal sequence of moves from u, a
   state t that the player does not prefer to s.
3. SMR: the same, and from t the player cannot get to a state it prefers to s either.
4. s is stable if every improvement is deterred.

Howard (1971), *Paradoxes of Rationality*; in the graph model, Fang, Hipel and Kilgour
(1993), definitions 3.5 and 3.6. In option form, with H the others: s is stable iff
max over u in R_i(s) of min(p_i(u), w(u)) <= p_i(s), where w(u) is the least over t in
R_H(u) of p_i(t) (GMR), or of max(p_i(t), max p_i over R_i(t)) (SMR).
"""

from __future__ import annotations

import numpy as np

from countermove.solving.stability.algorithms.sweeps import greatest_in_one_move, least_in_sequences
from countermove.solving.stability.models.models import Ints, OptionModel, Verdicts

__all__ = ["gmr", "settled", "smr"]


def gmr(model: OptionModel, player: int) -> Verdicts:
    """For every bit pattern, whether it is feasible and GMR-stable for the player."""
    worst = least_in_sequences(model, others(model, player), model.rank[player])
    return settled(model, player, worst)


def smr(model: OptionModel, player: int) -> Verdicts:
    """For every bit pattern, whether it is feasible and SMR-stable for the player."""
    escape = greatest_in_one_move(model, player, model.rank[player])
    return settled(model, player, least_in_sequences(model, others(model, player), escape))


def others(model: OptionModel, player: int) -> list[int]:
    """Every player but this one."""
    return [j for j in range(len(model.players)) if j != player]


def settled(model: OptionModel, player: int, worst: Ints) -> Verdicts:
    """Where no improvement is worth more, after what the others make of it, than staying."""
    rank = model.rank[player]
    worth = np.minimum(rank, worst)
    return np.asarray(
        model.feasible & (greatest_in_one_move(model, player, worth) <= rank), np.bool_
    )
