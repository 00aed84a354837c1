"""Chances carried forward, compiled: where play is, stage by stage.

Several distributions over the states are carried at once, `(S, lanes)`: the choice chances,
which cost the most, are the same for all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.play.boards import Board
from countermove.solving.play.kernel import Reply, choose, likely_moves, widest

__all__ = ["move_on", "switch_on", "take_out"]

Array = NDArray[np.float64]


@compiled
def move_on(board: Board, m: int, values: Array, paid: Array, reply: Reply, mass: Array) -> Array:
    """Chances of states after mover m's turn; `values` are those after it, by player."""
    after = np.zeros_like(mass)
    if np.isinf(reply.scale):
        for s in range(len(mass)):
            if is_there(mass[s]):
                add_share(after[board.target[choose(board, m, s, values, paid)]], mass[s], 1.0)
        return after
    start, end = board.class_start[m], board.class_start[m + 1]
    gathered = np.zeros((end - start, mass.shape[1]))
    for s in range(len(mass)):
        add_share(gathered[board.class_of[m, s] - start], mass[s], 1.0)
    weights = np.empty(widest(board, start, end))
    for c in range(start, end):
        if is_there(gathered[c - start]):
            likely_moves(board, m, c, values, paid, reply, weights)
            a = board.first[c]
            for e in range(a, board.first[c + 1]):
                add_share(after[board.target[e]], gathered[c - start], weights[e - a])
    return after


@compiled
def take_out(mass: Array, there: NDArray[np.bool_]) -> Array:
    """The chances of the states marked, together, which are taken out of `mass`."""
    total = np.zeros(mass.shape[1])
    for s in range(len(mass)):
        if there[s]:
            add_share(total, mass[s], 1.0)
            mass[s] = 0.0
    return total


@compiled
def is_there(row: Array) -> bool:
    """Whether any lane has a chance here."""
    there = False
    for chance in row:
        there = there or chance > 0.0
    return there


@compiled
def add_share(into: Array, row: Array, share: float) -> None:
    """Add a share of each lane's chance."""
    for lane in range(len(row)):
        into[lane] += share * row[lane]


@compiled
def switch_on(board: Board, odds: Array, mass: Array) -> None:
    """Chances of states after everything that changes by itself had its chance to, in place.

    As in `switch_lanes`, the two states of a pair are all a switch takes.
    """
    for j in range(len(board.switch_to)):
        for s in range(len(mass)):
            to = board.switch_to[j, s]
            if to < 0 or (board.switch_to[j, to] >= 0 and to < s):
                continue
            p = odds[board.switch_number[j, s]]
            q = odds[board.switch_number[j, to]] if board.switch_to[j, to] >= 0 else 0.0
            here, there = mass[s], mass[to]
            for lane in range(mass.shape[1]):
                x, y = here[lane], there[lane]
                here[lane] = (1.0 - p) * x + q * y
                there[lane] = (1.0 - q) * y + p * x
