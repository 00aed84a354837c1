"""Drawing every range at once, evenly: a scrambled Sobol sequence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import qmc

from countermove.records.errors import SettingsError
from countermove.records.ranges import Range
from countermove.stressing.decision import Array

__all__ = ["draw_ranges", "draw_shares", "inset", "refuse_count"]

MOST_DRAWS = 1 << 20


def draw_shares(numbers: int, draws: int, generator: np.random.Generator) -> Array:
    """Points of a scrambled Sobol sequence in the open unit cube, shape (draws, numbers).

    Where `draws` is no power of two the sequence is cut off, which costs some of its
    evenness (Owen 1998).

    Raises:
        SettingsError: `draws` is not between 2 and 2**20.
    """
    refuse_count(draws)
    if numbers == 0:
        return np.empty((draws, 0))
    power = int(np.ceil(np.log2(draws)))
    return inset(qmc.Sobol(numbers, scramble=True, rng=generator).random_base2(power)[:draws])


def refuse_count(draws: int) -> None:
    """Refuse fewer than 2 or more than 2**20 draws."""
    if not 2 <= draws <= MOST_DRAWS:
        raise SettingsError(f"{draws} draws are out of range; it takes 2 to {MOST_DRAWS}")


def inset(points: Array) -> Array:
    """Points moved off the ends of the unit cube.

    A scrambled point can fall on 0; a quantile there is the end of the range, which is
    harmless for bounded ranges, yet the middle of the cell is the fairer place.
    """
    return np.asarray(np.clip(points, 2.0**-31, 1 - 2.0**-31), dtype=np.float64)


def draw_ranges(ranges: Sequence[Range], draws: int, generator: np.random.Generator) -> Array:
    """Values of all ranges over the draws, shape (draws, len(ranges)).

    Ranges of no width take no part in the sequence, so that fixing a number that was
    never uncertain moves no other draw.
    """
    theta = np.empty((draws, len(ranges)))
    wide = [i for i, r in enumerate(ranges) if not r.is_point]
    shares = draw_shares(len(wide), draws, generator)
    for i, r in enumerate(ranges):
        theta[:, i] = r.likely
    for column, i in enumerate(wide):
        theta[:, i] = ranges[i].quantile(shares[:, column])
    return theta
