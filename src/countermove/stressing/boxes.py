"""Where a course wins, as a box of few limits: the patient rule induction method.

Friedman and Fisher (1999), with the choice of few limits after Bryant and Lempert (2010):
thin slices are peeled off the draws, each time the one whose loss leaves the course
winning most often in what remains; limits that hardly help are then taken away again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.records.number_table import load_numbers
from countermove.stressing.decision import Array

__all__ = ["Found", "find_box"]

Wins = NDArray[np.bool_]

BARS = load_numbers("stressing/data/regions.tsv")
PEEL = BARS["peel"]
LEAST = BARS["least"]
FEWEST = int(BARS["fewest"])
MOST_LIMITS = int(BARS["most_limits"])
HELPS = BARS["helps"]
NEARLY_ALL = BARS["nearly_all"]
LEAST_DENSITY = BARS["least_density"]
"""A region in which a course wins less than one draw in four tells nobody when to take it."""


@dataclass(frozen=True)
class Found:
    """A box: `limits` maps a column to (low, high), infinite where there is none.

    `density` is the share of draws inside in which the course wins, `coverage` the share
    of its wins that lie inside, `support` the share of all draws inside.
    """

    limits: dict[int, tuple[float, float]]
    density: float
    coverage: float
    support: float


def find_box(theta: Array, wins: Wins) -> Found | None:
    """The box in which a course wins most purely and most fully, or None without one.

    `theta` is (D, N), `wins` (D,). Of the nested boxes the peeling leaves, the one with the
    highest harmonic mean of density and coverage is taken, then shed of limits. None where
    the course never wins, or where no box does better than all draws together or holds a
    quarter of wins; no limits
    where it wins nearly everywhere.
    """
    if not wins.any():
        return None
    if wins.mean() >= NEARLY_ALL:
        return Found({}, float(wins.mean()), 1.0, 1.0)
    boxes = peel(theta, wins)
    chosen = max(boxes, key=lambda limits: merit(theta, wins, limits))
    box = measure(theta, wins, shed(theta, wins, chosen))
    told = box.limits and box.density > max(wins.mean() + HELPS, LEAST_DENSITY)
    return box if told else None


def contains(theta: Array, limits: dict[int, tuple[float, float]]) -> Wins:
    """Which draws lie in a box, both ends included."""
    inside = np.ones(len(theta), dtype=np.bool_)
    for j, (low, high) in limits.items():
        inside &= (theta[:, j] >= low) & (theta[:, j] <= high)
    return inside


def measure(theta: Array, wins: Wins, limits: dict[int, tuple[float, float]]) -> Found:
    """Density, coverage and support of a box."""
    inside = contains(theta, limits)
    won = float((inside & wins).sum())
    return Found(limits, won / max(inside.sum(), 1), won / wins.sum(), float(inside.mean()))


def merit(theta: Array, wins: Wins, limits: dict[int, tuple[float, float]]) -> float:
    """Harmonic mean of density and coverage."""
    box = measure(theta, wins, limits)
    return 2 * box.density * box.coverage / max(box.density + box.coverage, 1e-12)


def peel(theta: Array, wins: Wins) -> list[dict[int, tuple[float, float]]]:
    """Ever smaller boxes, from all draws down to a twentieth of them, 25, or nothing but wins."""
    limits: dict[int, tuple[float, float]] = {}
    boxes = [limits]
    inside = np.ones(len(theta), dtype=np.bool_)
    least = max(LEAST * len(theta), FEWEST)
    while inside.sum() > least and not wins[inside].all():
        options = cuts(theta[inside], wins[inside])
        if not options:
            break
        _, j, low, high = max(options, key=lambda cut: (cut[0], -cut[1]))
        was = limits.get(j, (-np.inf, np.inf))
        limits = limits | {j: (max(low, was[0]), min(high, was[1]))}
        inside = contains(theta, limits)
        boxes.append(limits)
    return boxes


def cuts(theta: Array, wins: Wins) -> list[tuple[float, int, float, float]]:
    """What peeling either end of each column leaves: share won, column, and the new limits."""
    lows, highs = np.quantile(theta, [PEEL, 1 - PEEL], axis=0)
    found = []
    for keep, ends in ((theta >= lows, lows), (theta <= highs, highs)):
        left = keep.sum(axis=0)
        won = (keep & wins[:, None]).sum(axis=0) / np.maximum(left, 1)
        for j in np.flatnonzero((left > 0) & (left < len(theta))):
            low, high = (ends[j], np.inf) if ends is lows else (-np.inf, ends[j])
            found.append((float(won[j]), int(j), float(low), float(high)))
    return sorted(found, key=lambda cut: (cut[1], -cut[2]))


def shed(
    theta: Array, wins: Wins, limits: dict[int, tuple[float, float]]
) -> dict[int, tuple[float, float]]:
    """The box without the limits that hardly help, and with at most three."""
    while limits:
        without = [{k: v for k, v in limits.items() if k != j} for j in sorted(limits)]
        least = max(without, key=lambda rest: merit(theta, wins, rest))
        loss = merit(theta, wins, limits) - merit(theta, wins, least)
        if loss > HELPS and len(limits) <= MOST_LIMITS:
            break
        limits = least
    return limits
