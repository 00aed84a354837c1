"""How many nodes a game has as a tree, counted before the tree is built."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.game import Game
from countermove.solving.play.timing import fill_numbers, set_clock, turn_order

__all__ = ["count_nodes"]

Array = NDArray[np.float64]


def count_nodes(game: Game) -> float:
    """Decisions, chances and ends of the free game at likely values; infinite past 1e308.

    Backward over steps and states, so that it takes time in proportion to the board and not to
    the tree.
    """
    row = fill_numbers(game, None)[0]
    steps = int(set_clock(game, row[None, :]).steps[0])
    order = [int(m) for m in turn_order(game, None)]
    below = np.ones(len(game.board.states))
    with np.errstate(over="ignore"):
        for _ in range(steps):
            below = before_turns(game, before_switches(game, below), order)
    return float(below[game.start])


def before_switches(game: Game, below: Array) -> Array:
    """The nodes from before a step's switches, from those after them, by state."""
    for to in game.board.switch_to[::-1]:
        below = np.where(to < 0, below, 1 + below + below[np.maximum(to, 0)])
    return below


def before_turns(game: Game, below: Array, order: list[int]) -> Array:
    """The nodes from before a step's turns, from those after them, by state."""
    board = game.board
    widths = np.diff(board.first)
    for m in reversed(order):
        under = np.add.reduceat(below[board.target], board.first[:-1])
        below = (under + (widths > 1))[board.class_of[m]]
    return below
