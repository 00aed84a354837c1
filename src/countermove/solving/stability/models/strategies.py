"""The strategies behind a graph of moves, where its states are combinations of them.

1. A player's own strategy is what the others cannot change: two states have the same strategy
   of i where moves of the others, in either direction, lead from one to the other.
2. Where no two states have the same strategies throughout, each state is named by them, and
   simultaneous moves (SIM) have an outcome: everybody's new strategy at once.

Where two states do share all strategies the graph is not of this kind, and SIM is undefined.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from countermove.solving.stability.models.models import GraphModel

__all__ = ["find_strategies"]

Numbers = NDArray[np.int64]
MOST_BITS = 62


def find_strategies(model: GraphModel) -> tuple[Numbers, Numbers] | None:
    """Every state's strategies as a bit pattern, and the bits of every player; None if none.

    A player's bits hold the number of its strategy.
    """
    patterns = np.zeros(model.size, np.int64)
    masks = np.zeros(len(model.players), np.int64)
    used = 0
    for i in range(len(model.players)):
        strategies = own_strategies(model, i)
        width = int(strategies.max()).bit_length()
        if used + width > MOST_BITS:
            return None
        patterns |= strategies << used
        masks[i] = ((1 << width) - 1) << used
        used += width
    return (patterns, masks) if len(np.unique(patterns)) == model.size else None


def own_strategies(model: GraphModel, player: int) -> Numbers:
    """The number of the player's strategy in every state."""
    starts, targets = [], []
    for j in range(len(model.players)):
        if j != player:
            row = model.starts[j]
            starts.append(np.repeat(model.states(), np.diff(row)))
            targets.append(model.targets[row[0] : row[-1]])
    ends = np.concatenate([np.zeros(0, np.int64), *targets])
    begins = np.concatenate([np.zeros(0, np.int64), *starts])
    shape = (model.size, model.size)
    links = coo_matrix((np.ones(len(ends), np.bool_), (begins, ends)), shape=shape)
    return np.asarray(connected_components(links, directed=False)[1], np.int64)
