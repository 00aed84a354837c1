"""The worst corner: where inside the ranges a course is regretted most, found by search.

The largest regret among draws grows with the number of draws and is no property of the
stand-off; the largest over the whole box is. What one course is worth more than another is
mostly monotone in each number, so that the worst point is mostly a corner, and which one
can be told from the draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.stressing.decision import Array, Decision

__all__ = ["worst_corners"]

WORST = 8
"""How many of the worst draws give a corner to begin at."""
ROUNDS = 6
"""How often every number is tried at its other end at most."""


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
    starts = [list_starts(decision, slopes, theta, values, c) for c in range(courses)]
    regrets = regrets_at(decision, np.concatenate(starts))
    ends = np.cumsum([len(rows) for rows in starts])
    split = [part[:, c] for c, part in enumerate(np.split(regrets, ends[:-1]))]
    tops = [rows[part.argmax()] for rows, part in zip(starts, split, strict=True)]
    climbed = climb(decision, tops, np.array([part.max() for part in split]))
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

    Each round all numbers are tried at their other end, one by one; then the best of them, the
    best two, four, eight and so on together, and the worst corner is taken.
    """
    count, reached, open_ = len(decision.keys), regrets.copy(), list(range(len(corners)))
    for _ in range(ROUNDS):
        tried = regrets_at(decision, np.concatenate([beside(decision, corners[c]) for c in open_]))
        gains = [tried[i * count : (i + 1) * count, c] - reached[c] for i, c in enumerate(open_)]
        worse = [(c, g) for c, g in zip(open_, gains, strict=True) if g.max() > GAIN]
        if not worse:
            break
        moved = [several(decision, corners[c], g) for c, g in worse]
        found = iter(regrets_at(decision, np.concatenate(moved)))
        for (c, _), rows in zip(worse, moved, strict=True):
            here = np.array([next(found)[c] for _ in rows])
            corners[c], reached[c] = rows[here.argmax()], here.max()
        open_ = [c for c, _ in worse]
    return reached


def several(decision: Decision, corner: Array, gains: Array) -> Array:
    """A corner with the numbers of most gain at their other end: the first, two, four, …, all."""
    order = np.argsort(-gains, kind="stable")[: int((gains > GAIN).sum())]
    most = len(order)
    sizes = sorted({min(1 << k, most) for k in range(most.bit_length() + 1)})
    which = np.zeros((len(sizes), len(corner)), dtype=np.bool_)
    for row, size in zip(which, sizes, strict=True):
        row[order[:size]] = True
    return switch(decision, corner, which)


GAIN = 1e-9
"""Less than this is no gain."""


def switch(decision: Decision, corner: Array, which: NDArray[np.bool_]) -> Array:
    """A corner with some numbers at their other end."""
    return np.where(which, decision.low + decision.high - corner, corner)


def beside(decision: Decision, corner: Array) -> Array:
    """The corners that differ from one in a single number, shape (N, N)."""
    count = len(corner)
    return np.array([switch(decision, corner, np.arange(count) == n) for n in range(count)])


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
