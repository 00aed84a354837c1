"""The worst corner: where inside the ranges a course is regretted most, found by search.

The largest regret among draws grows with the number of draws and is no property of the
stand-off; the largest over the whole box is. What one course is worth more than another is
mostly monotone in each number, so that the worst point is mostly a corner, and which one
can be told from the draws.
"""

from __future__ import annotations

import numpy as np

from countermove.stressing.decision import Array, Decision

__all__ = ["worst_corners"]

DOUBTFUL = 6
"""How many numbers with the weakest effects are tried at their other end."""


def worst_corners(decision: Decision, theta: Array, values: Array) -> Array:
    """The most each course can be regretted inside the ranges, shape (C,), in points.

    For each course and each rival the corner is solved at which a straight line through
    the draws puts the rival furthest ahead; the worst of them is then tried with each of
    the numbers of weakest effect at its other end. The result is a lower bound of the true
    worst, and at least the worst draw.
    """
    found = np.asarray((values.max(axis=1, keepdims=True) - values).max(axis=0), dtype=np.float64)
    courses = len(decision.courses)
    if not decision.keys or courses < 2:
        return found
    slopes = fit_slopes(decision, theta, values)
    pairs = [(c, r) for c in range(courses) for r in range(courses) if r != c]
    corners = np.array([corner_of(decision, slopes[:, r] - slopes[:, c]) for c, r in pairs])
    regrets = regrets_at(decision, corners)
    for c in range(courses):
        mine = [k for k, pair in enumerate(pairs) if pair[0] == c]
        top = max(mine, key=lambda k: regrets[k, c])
        tried = neighbours(decision, corners[top], slopes[:, pairs[top][1]] - slopes[:, c])
        found[c] = max(found[c], regrets[top, c], regrets_at(decision, tried)[:, c].max())
    return found


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


def neighbours(decision: Decision, corner: Array, slopes: Array) -> Array:
    """The corner with each of the numbers of weakest effect at its other end."""
    weakest = np.argsort(np.abs(slopes), kind="stable")[:DOUBTFUL]
    rows = np.tile(corner, (len(weakest), 1))
    other = decision.low + decision.high - corner
    rows[np.arange(len(weakest)), weakest] = other[weakest]
    return rows
