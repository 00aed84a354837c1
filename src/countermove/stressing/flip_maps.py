"""The either–or map: which course is best over two numbers, the others at likely values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.stressing.decision import Array, Decision, Indices, best

__all__ = ["Map", "map_courses"]


@dataclass(frozen=True)
class Map:
    """`winners[i, j]` is the best course at y[i], x[j]; `lead[i, j]` by how many points."""

    x: Array
    y: Array
    winners: Indices
    lead: Array


def map_courses(decision: Decision, x: int, y: int, points: int) -> Map:
    """Solve on a grid of `points` × `points` over the ranges of numbers `x` and `y`."""
    xs = np.linspace(decision.low[x], decision.high[x], points)
    ys = np.linspace(decision.low[y], decision.high[y], points)
    rows = decision.rows(points * points)
    rows[:, x] = np.tile(xs, points)
    rows[:, y] = np.repeat(ys, points)
    values = decision.evaluate(rows).reshape(points, points, len(decision.courses))
    return Map(xs, ys, best(values), lead_of_winner(values))


def lead_of_winner(values: Array) -> Array:
    """The best value less the second best, over the last axis; nought with one course."""
    if values.shape[-1] == 1:
        return np.zeros(values.shape[:-1])
    ranked = np.sort(values, axis=-1)
    return np.asarray(ranked[..., -1] - ranked[..., -2], dtype=np.float64)
