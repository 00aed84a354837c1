"""The worst corner: where inside the ranges a course is regretted most, found by search.

The largest regret among draws grows with the number of draws and is no property of the
stand-off; the largest over the whole box is. What one course is worth more than another is
mostly monotone in each number, so that the worst point is mostly a corner, and which one
can be told from the draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.stressing.decision import Array, Decision, Indices

__all__ = ["worst_corners"]

WORST = 8
"""How many of the worst draws give a corner to begin at."""
ROUNDS = 8
"""How often numbers are tried at their other end at most."""
FELT = 0.3
"""The part of the largest move of a regret below which a number is left for the end."""


def worst_corners(decision: Decision, theta: Array, values: Array) -> Array:
    """The most each course can be regretted inside the ranges, shape (C,), in points.

    Some corners are solved for each course; from the worst of them the search goes on to the
    worst corner beside it, until none is worse. The result is a lower bound of the true worst,
    and at least the worst draw.
    """
    found = np.asarray((values.max(axis=1, keepdims=True) - values).max(axis=0), dtype=np.float64)
    courses = len(decision.courses)
    if not decision.keys or courses < 2:
        return found
    slopes = fit_slopes(decision, theta, values)
    starts = {c: list_starts(decision, slopes, theta, values, c) for c in range(courses)}
    regrets = regrets_of(decision, starts)
    tops = [starts[c][regret.argmax()] for c, regret in regrets.items()]
    climbed = climb(decision, tops, np.array([regret.max() for regret in regrets.values()]))
    return np.maximum(found, climbed)


def list_starts(
    decision: Decision, slopes: Array, theta: Array, values: Array, course: int
) -> Array:
    """Corners to begin at: where each rival should be furthest ahead of a course by a straight
    line through the draws, and those nearest to the draws in which the course is regretted most."""
    rivals = [r for r in range(len(decision.courses)) if r != course]
    lines = [corner_of(decision, slopes[:, r] - slopes[:, course]) for r in rivals]
    regret = values.max(axis=1) - values[:, course]
    worst = theta[np.argsort(-regret, kind="stable")[:WORST]]
    return np.array([*lines, *corner_of(decision, worst - (decision.low + decision.high) / 2)])


def climb(decision: Decision, corners: list[Array], regrets: Array) -> Array:
    """The regret of each course at the corner that is reached from its own by worse neighbours.

    Each round numbers are tried at their other end, one by one; then the best of them, the best
    two, four, eight and so on together, and the worst corner is taken. All numbers are tried first
    and again before a course is done with; between, those that moved its regret.
    """
    reached, every = regrets.copy(), np.arange(len(decision.keys))
    tried = dict.fromkeys(range(len(corners)), every)
    for _ in range(ROUNDS):
        rows = {c: beside(decision, corners[c], which) for c, which in tried.items()}
        gains = {c: r - reached[c] for c, r in regrets_of(decision, rows).items()}
        worse = {c: tried[c][g > GAIN] for c, g in gains.items() if g.max() > GAIN}
        moved = {
            c: several(decision, corners[c], which, gains[c][gains[c] > GAIN])
            for c, which in worse.items()
        }
        for c, here in regrets_of(decision, moved).items():
            corners[c], reached[c] = moved[c][here.argmax()], here.max()
        tried = {
            c: felt(which, gains[c]) if c in worse else every
            for c, which in tried.items()
            if c in worse or len(which) < len(every)
        }
    return reached


def felt(which: Indices, gains: Array) -> Indices:
    """The numbers that move a regret, one way or the other, beside the one that does so most."""
    size = np.abs(gains)
    return np.asarray(which[size >= FELT * size.max()], dtype=np.intp)


def regrets_of(decision: Decision, rows: dict[int, Array]) -> dict[int, Array]:
    """The regret of each course at rows of its own; what is asked twice is solved once."""
    if not rows:
        return {}
    asked, place = np.unique(np.concatenate(list(rows.values())), axis=0, return_inverse=True)
    found = regrets_at(decision, asked)[place.reshape(-1)]
    ends = np.cumsum([len(r) for r in rows.values()])
    return {c: part[:, c] for c, part in zip(rows, np.split(found, ends[:-1]), strict=True)}


def several(decision: Decision, corner: Array, which: Indices, gains: Array) -> Array:
    """A corner with the numbers of most gain at their other end: the first, two, four, …, all."""
    order, most = which[np.argsort(-gains, kind="stable")], len(which)
    sizes = sorted({min(1 << k, most) for k in range(most.bit_length() + 1)})
    chosen = np.zeros((len(sizes), len(corner)), dtype=np.bool_)
    for row, size in zip(chosen, sizes, strict=True):
        row[order[:size]] = True
    return switch(decision, corner, chosen)


GAIN = 1e-9
"""Less than this is no gain."""


def switch(decision: Decision, corner: Array, which: NDArray[np.bool_]) -> Array:
    """A corner with some numbers at their other end."""
    return np.where(which, decision.low + decision.high - corner, corner)


def beside(decision: Decision, corner: Array, which: Indices) -> Array:
    """The corners that differ from one in a single number, one of `which` (K,): shape (K, N)."""
    return switch(decision, corner, np.arange(len(corner)) == which[:, None])


def regrets_at(decision: Decision, rows: Array) -> Array:
    """What each course is worth less than the best, at each row (rows, C)."""
    values = decision.evaluate(rows)
    return np.asarray(values.max(axis=1, keepdims=True) - values, dtype=np.float64)


def fit_slopes(decision: Decision, theta: Array, values: Array) -> Array:
    """How each course's value changes over the whole of each range, shape (N, C)."""
    width = decision.high - decision.low
    u = (theta - theta.mean(axis=0)) / np.where(width > 0, width, 1.0)
    return np.asarray(np.linalg.lstsq(u, values - values.mean(axis=0), rcond=None)[0])


def corner_of(decision: Decision, slopes: Array) -> Array:
    """The corner at which something with these slopes is largest."""
    return np.where(slopes > 0, decision.high, decision.low)
