"""Nash stability (R): the player has no improvement.

1. From s the player can move to every u in R_i(s).
2. s is stable if it prefers no such u to s.

Nash (1950), "Equilibrium points in n-person games"; in the graph model, Fang, Hipel and
Kilgour (1993), definition 3.4. In option form: max over u in R_i(s) of p_i(u) <= p_i(s),
one sweep over the player's bits.
"""

from __future__ import annotations

import numpy as np

from countermove.solving.stability.algorithms.sweeps import greatest_in_one_move
from countermove.solving.stability.models.models import OptionModel, Verdicts

__all__ = ["nash"]


def nash(model: OptionModel, player: int) -> Verdicts:
    """For every bit pattern, whether it is feasible and Nash-stable for the player."""
    best = greatest_in_one_move(model, player, model.rank[player])
    return np.asarray(model.feasible & (best <= model.rank[player]), np.bool_)
