"""Weighted median and mean of positions on one scale, the first forecasts of the school.

1. Each actor's weight is its capability times its salience.
2. The mean is the weighted mean of the positions. The median is the position at which, going
   up the scale, half of all weight is reached: the winner of a vote over pairs of positions if
   each actor likes a position the better the nearer it is (Black 1948).

Bueno de Mesquita (1994), *Political Forecasting: An Expected Utility Method*, in Bueno de
Mesquita and Stokman (eds), *European Community Decision Making*.
"""

from __future__ import annotations

import numpy as np

from countermove.records.bargains import Actor
from countermove.records.errors import SettingsError

__all__ = ["find_mean", "find_median"]


def find_mean(actors: tuple[Actor, ...]) -> float:
    """The weighted mean of the positions.

    Raises:
        SettingsError: nobody has any weight.
    """
    weights = weigh(actors)
    return float((weights * [a.position for a in actors]).sum() / weights.sum())


def find_median(actors: tuple[Actor, ...]) -> float:
    """The weighted median of the positions, the lower one where two share it.

    Raises:
        SettingsError: nobody has any weight.
    """
    weights, positions = weigh(actors), np.array([a.position for a in actors])
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order])
    # A ten-billionth of slack, so that sums that are half but for rounding count as half.
    first = int(np.searchsorted(reached, reached[-1] * (0.5 - 1e-10)))
    return float(positions[order][first])


def weigh(actors: tuple[Actor, ...]) -> np.ndarray:
    """Capability times salience."""
    weights = np.array([a.capability * a.salience for a in actors])
    if not len(weights) or weights.sum() <= 0:
        raise SettingsError("a forecast takes at least one actor with capability and salience")
    return weights
