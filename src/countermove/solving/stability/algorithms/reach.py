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

    def steps(self, states: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many moves lead to each of the states, which were all reached."""
        count, here = np.zeros(len(states), np.int64), states
        while (away := self.parent[here] != here).any():
            count += away
            here = self.parent[here].astype(np.int64)
        return count

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
    option form, so a shortest sequence never has the same player twice in a row. States that
    differ only in bits a player can switch both ways lead it to the same states, so that
    such a cell is gone through again only from a state the player likes less than any before:
    O(k S) steps beside, and not one for every move.
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
    least = np.full((len(movers), len(feasible)), np.iinfo(np.int32).max, np.int32)
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
        for place in range(len(movers)):
            j = movers[place]
            cell = s & ~(masks[j] & ~(no_off | no_on))
            bar = rank[j, s] if willing else 0
            if least[place, cell] <= bar:
                continue
            least[place, cell] = bar
            vary = int(masks[j]) & ~(s & no_off) & ~(~s & no_on)
            sub = vary
            while sub:
                t = s ^ sub
                sub = (sub - 1) & vary
                if parent[t] < 0 and feasible[t] and not (willing and rank[j, t] <= bar):
                    parent[t] = s
                    mover[t] = j
                    queue[count] = t
                    count += 1
