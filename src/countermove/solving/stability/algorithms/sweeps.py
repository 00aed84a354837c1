"""Least and greatest values over what players can reach, by sweeps over option bits.

A move of one player changes any of its bits at once, so the reachable set is a product of
one chain per bit; the least value over it is found bit by bit (a zeta transform), without
ever listing moves: n passes over 2^n numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.stability.models.models import Ints, OptionModel

__all__ = ["WORST", "greatest_in_one_move", "least_in_sequences"]

WORST = np.iinfo(np.int32).max
"""Stands for a value no state has: infeasible states never give the least value."""


def greatest_in_one_move(model: OptionModel, player: int, values: Ints) -> Ints:
    """For every state, the greatest value the player can reach in at most one move.

    `values` are at least -1; -1 comes back where a state is infeasible.
    """
    result = -spread(model, player, -np.where(model.feasible, values, np.int32(-1)))
    result[~model.feasible] = -1
    return np.asarray(result, np.int32)


def least_in_sequences(model: OptionModel, movers: list[int], values: Ints) -> Ints:
    """For every state, the least value that the movers can reach by any sequence of moves.

    Moves of one player are transitive in option form, so that the rule "nobody twice in a
    row" takes nothing away. One sweep is enough where every state is feasible; otherwise
    sweeps are repeated until nothing changes.
    """
    result = np.where(model.feasible, values, np.int32(WORST))
    while True:
        before = result.copy()
        for player in movers:
            result = spread(model, player, result)
            result[~model.feasible] = WORST
        if len(movers) < 2 or model.feasible.all() or np.array_equal(before, result):
            return result


def spread(model: OptionModel, player: int, values: Ints) -> Ints:
    """The least value over all patterns of the player's bits reachable from each state."""
    result = np.array(values, np.int32)
    for bit in range(len(model.options)):
        if model.owner[bit] == player:
            on, off = not model.no_on >> bit & 1, not model.no_off >> bit & 1
            relax_bit(result, 1 << bit, on, off)
    return result


@compiled
def relax_bit(values: NDArray[np.int32], step: int, on: bool, off: bool) -> None:
    """Let each state take the lesser value of its twin across one bit, if it can move there."""
    for base in range(0, len(values), 2 * step):
        for low in range(base, base + step):
            high = low + step
            without, with_ = values[low], values[high]
            if on and with_ < without:
                values[low] = with_
            if off and without < with_:
                values[high] = without
