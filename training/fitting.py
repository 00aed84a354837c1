"""Fit the playbook's scales to rates of past cases: moments, the search, and what was held out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats.qmc import Sobol

from countermove.forecasting.tables import Count

__all__ = ["Aim", "Array", "Fit", "Moment", "Play", "fit", "gaps_of", "logit", "move_about"]

Array = NDArray[np.float64]
Play = Callable[[Array], Array]
"""From log scales to the weighed gaps of the model."""
TAU = 0.25
"""Standard deviation, in logits, for the class not being the case."""
Z90 = 1.645
REACH = 1.5
"""The scan goes a factor e^1.5 each way."""
WIDTH = 0.1
"""The step of the differences that the Jacobian is made of, in log scales."""
LONGEST = 1.0
"""A step moves the log scales by no more than the prior's width, all together."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The rate of an event by a year in a class of past cases."""

    name: str
    event: str
    years: int
    count: Count

    def inside(self, chance: float) -> bool:
        """Whether a chance lies in the rate's 90 % interval."""
        return self.count.low <= chance <= self.count.high

    def gap(self, chance: float) -> float:
        """How far a chance is from the rate, in logits, by the standard deviation due."""
        spread = (logit(self.count.high) - logit(self.count.low)) / (2 * Z90)
        return (logit(chance) - logit(self.count.rate)) / float(np.hypot(spread, TAU))


@dataclass(frozen=True, slots=True)
class Aim:
    """What is minimised: the sum over gaps g of 2 bend² (√(1 + (g / bend)²) - 1), which is g² for
    small gaps and grows like a line for large ones (soft L1; an infinite `bend` is least squares),
    and of (log scale / prior)²."""

    bend: float = np.inf
    prior: float = 1.0

    def lose(self, gaps: Array, place: Array) -> float:
        """The loss."""
        bent = gaps**2
        if np.isfinite(self.bend):
            bent = 2 * self.bend**2 * (np.sqrt(1 + (gaps / self.bend) ** 2) - 1)
        return float(np.sum(bent) + np.sum((place / self.prior) ** 2))

    def weigh(self, gaps: Array) -> Array:
        """The weights by which squares have the loss's slope at these gaps."""
        return np.asarray((1 + (gaps / self.bend) ** 2) ** -0.25)


@dataclass(frozen=True)
class Fit:
    """The log scales found `(K,)`, the loss there, and the Jacobian of the kept gaps `(M, K)`."""

    place: Array
    loss: float
    jacobian: Array


def logit(chance: float) -> float:
    clipped = min(max(chance, 0.002), 0.998)
    return float(np.log(clipped / (1 - clipped)))


def gaps_of(moments: Iterable[Moment], said: Sequence[float]) -> Array:
    """The weighed gaps of what the model says from the rates."""
    return np.array([m.gap(s) for m, s in zip(moments, said, strict=True)])


def move_about(play: Play, size: int, points: int) -> list[tuple[Array, Array]]:
    """The model's gaps as written and at evenly spread places: shared by all fits."""
    spread = (2 * Sobol(size, scramble=True, rng=7).random(points) - 1) * REACH
    return [(place, play(place)) for place in (np.zeros(size), *spread)]


def fit(
    play: Play, scan: Sequence[tuple[Array, Array]], kept: NDArray[np.bool_], steps: int, aim: Aim
) -> Fit:
    """The least loss of the kept gaps and the prior, from the best place of the scan.

    Gauss-Newton steps with a Jacobian by differences, kept up to date by Broyden's rule (1965),
    the gaps weighed anew in each; a step that does not help is halved.
    """
    place, gaps = min(scan, key=lambda pair: aim.lose(pair[1][kept], pair[0]))
    here = gaps[kept]
    slope = differentiate(lambda x: play(x)[kept], place, here)
    loss, share = aim.lose(here, place), 1.0
    for _ in range(steps):
        way = shorten(step_down(slope, here, place, aim)) * share
        there = play(place + way)[kept]
        slope = slope + np.outer(there - here - slope @ way, way) / float(way @ way)
        if aim.lose(there, place + way) < loss:
            place, here, share = place + way, there, 1.0
            loss = aim.lose(here, place)
        else:
            share /= 2
    return Fit(place, loss, slope)


def step_down(slope: Array, gaps: Array, place: Array, aim: Aim) -> Array:
    """The step to the least weighed squares of gaps and prior, were the gaps linear."""
    weights = aim.weigh(gaps)
    rows = np.concatenate([slope * weights[:, None], np.eye(len(place)) / aim.prior])
    here = np.concatenate([gaps * weights, place / aim.prior])
    return np.asarray(np.linalg.lstsq(rows, -here)[0])


def shorten(way: Array) -> Array:
    """A step that is no longer than it may be."""
    return way * min(1.0, LONGEST / max(float(np.linalg.norm(way)), 1e-12))


def differentiate(residuals: Callable[[Array], Array], place: Array, here: Array) -> Array:
    """The Jacobian by forward differences."""
    columns = [(residuals(place + step) - here) / WIDTH for step in np.eye(len(place)) * WIDTH]
    return np.stack(columns, axis=1)
