"""Chances carried forward, compiled: where play is, stage by stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.boards import Board
from countermove.solving.play.compiling import compiled
from countermove.solving.play.kernel import choose, likely_moves, widest

__all__ = ["move_on", "switch_on"]

Array = NDArray[np.float64]


@compiled
def move_on(board: Board, m: int, values: Array, paid: Array, scale: float, mass: Array) -> Array:
    """Chances of states after mover m's turn; `values` are those after it, by player."""
    after = np.zeros_like(mass)
    if np.isinf(scale):
        for s in range(len(mass)):
            if mass[s] > 0.0:
                after[board.target[choose(board, m, s, values, paid)]] += mass[s]
        return after
    start, end = board.class_start[m], board.class_start[m + 1]
    gathered = np.zeros(end - start)
    for s in range(len(mass)):
        gathered[board.class_of[m, s] - start] += mass[s]
    weights = np.empty(widest(board, start, end))
    for c in range(start, end):
        if gathered[c - start] > 0.0:
            likely_moves(board, m, c, values, paid, scale, weights)
            a = board.first[c]
            for e in range(a, board.first[c + 1]):
                after[board.target[e]] += gathered[c - start] * weights[e - a]
    return after


@compiled
def switch_on(board: Board, odds: Array, mass: Array) -> Array:
    """Chances of states after everything that changes by itself had its chance to."""
    for j in range(len(board.switch_to)):
        after = mass.copy()
        for s in range(len(mass)):
            to = board.switch_to[j, s]
            if to >= 0 and mass[s] > 0.0:
                moved = mass[s] * odds[board.switch_number[j, s]]
                after[s] -= moved
                after[to] += moved
        mass = after
    return mass
