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
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from countermove.solving.stability.models.models import Model, OptionModel

__all__ = ["acting_groups", "every_group"]


def every_group(players: int, least: int = 1) -> list[tuple[int, ...]]:
    """Every group of at least `least` players, small ones first."""
    return [g for n in range(least, players + 1) for g in combinations(range(players), n)]


def acting_groups(model: Model) -> list[tuple[int, ...]]:
    """Every group of two or more of the players that can move at all, small ones first."""
    can_move = model.own if isinstance(model, OptionModel) else np.ptp(model.starts, axis=1)
    acting = {i for i, anything in enumerate(can_move) if anything}
    return [g for g in every_group(len(model.players), 2) if set(g) <= acting]
