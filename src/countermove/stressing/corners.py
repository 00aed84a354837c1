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

ROUNDS = 6
"""How often every number is tried at its other end at most."""


def worst_corners(decision: Decision, theta: Array, values: Array) -> Array:
    """The most each course can be regretted inside the ranges, shape (C,), in points.

    For each course and each rival the corner is solved at which a straight line through
    the draws puts the rival furthest ahead; from the worst of them the search goes on to the
    worst corner beside it, until none is worse. The result is a lower bound of the true worst,
    and at least the worst draw.
    """
    found = np.asarray((values.max(axis=1, keepdims=True) - values).max(axis=0), dtype=np.float64)
    courses = len(decision.courses)
    if not decision.keys or courses < 2:
        return found
    slopes = fit_slopes(decision, theta, values)
    pairs = [(c, r) for c in range(courses) for r in range(courses) if r != c]
    corners = np.array([corner_of(decision, slopes[:, r] - slopes[:, c]) for c, r in pairs])
    regrets = regrets_at(decision, corners)
    mine = [[k for k, pair in enumerate(pairs) if pair[0] == c] for c in range(courses)]
    tops = [max(rows, key=lambda k, c=c: regrets[k, c]) for c, rows in enumerate(mine)]  # type: ignore[misc]
    starts = [corners[k] for k in tops]
    climbed = climb(decision, starts, np.array([regrets[k, c] for c, k in enumerate(tops)]))
    return np.maximum(found, climbed)


def climb(decision: Decision, corners: list[Array], regrets: Array) -> Array:
    """The regret of each course at the corner that is reached from its own by worse neighbours.

    Each round all numbers are tried at their other end, one by one; then all together that made
    it worse, or the worst alone.
    """
    count, reached, open_ = len(decision.keys), regrets.copy(), list(range(len(corners)))
    for _ in range(ROUNDS):
        tried = regrets_at(decision, np.concatenate([beside(decision, corners[c]) for c in open_]))
        gains = [tried[i * count : (i + 1) * count, c] - reached[c] for i, c in enumerate(open_)]
        worse = [(c, g) for c, g in zip(open_, gains, strict=True) if g.max() > GAIN]
        if not worse:
            break
        moved = [switch(decision, corners[c], g > GAIN) for c, g in worse]
        together = regrets_at(decision, np.array(moved))
        for (c, g), corner, found in zip(worse, moved, together, strict=True):
            alone = reached[c] + g.max()
            single = np.arange(count) == g.argmax()
            corners[c] = corner if found[c] >= alone else switch(decision, corners[c], single)
            reached[c] = max(found[c], alone)
        open_ = [c for c, _ in worse]
    return reached


GAIN = 1e-9
"""Less than this is no gain."""


def switch(decision: Decision, corner: Array, which: Array) -> Array:
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
