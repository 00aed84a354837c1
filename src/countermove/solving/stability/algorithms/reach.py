"""Which states can be reached from a state, and by a shortest sequence of which moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.stability.models.models import Move, OptionModel

__all__ = ["Reach", "reach"]


@dataclass(frozen=True, eq=False)
class Reach:
    """The tree of shortest sequences: `parent[s]` and `mover[s]`; -1 where not reached.

    A start is its own parent.
    """

    parent: NDArray[np.int32]
    mover: NDArray[np.int32]

    def has(self, state: int) -> bool:
        """Whether the state was reached."""
        return bool(self.parent[state] >= 0)

    def path(self, state: int) -> tuple[Move, ...]:
        """The moves from the start to a state that was reached."""
        moves: list[Move] = []
        while self.parent[state] != state:
            before = int(self.parent[state])
            moves.append(Move(int(self.mover[state]), before, state))
            state = before
        return tuple(reversed(moves))


def reach(
    model: OptionModel, starts: Sequence[int], movers: Sequence[int], *, willing: bool
) -> Reach:
    """Everything the movers can bring about from any of the starts, breadth first.

    `willing`: only by moves that their mover prefers. Moves of one player are transitive in
    option form, so a shortest sequence never has the same player twice in a row.
    """
    parent = np.full(model.size, -1, np.int32)
    mover = np.full(model.size, -1, np.int32)
    spread_out(
        (model.rank, model.feasible, model.masks()),
        (model.no_off, model.no_on, willing),
        np.array(sorted(movers), np.int64),
        np.array(list(starts), np.int64),
        (parent, mover),
    )
    return Reach(parent, mover)


@compiled
def spread_out(
    arrays: tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.int64]],
    rules: tuple[int, int, bool],
    movers: NDArray[np.int64],
    starts: NDArray[np.int64],
    tree: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> None:
    """Breadth-first search over bit patterns; see `reach`."""
    rank, feasible, masks = arrays
    no_off, no_on, willing = rules
    parent, mover = tree
    queue = np.empty(len(feasible), np.int32)
    count = 0
    for s in starts:
        if parent[s] < 0:
            parent[s] = s
            queue[count] = s
            count += 1
    head = 0
    while head < count:
        s = int(queue[head])
        head += 1
        for j in movers:
            vary = int(masks[j]) & ~(s & no_off) & ~(~s & no_on)
            sub = vary
            while sub:
                t = s ^ sub
                sub = (sub - 1) & vary
                if parent[t] < 0 and feasible[t] and not (willing and rank[j, t] <= rank[j, s]):
                    parent[t] = s
                    mover[t] = j
                    queue[count] = t
                    count += 1
