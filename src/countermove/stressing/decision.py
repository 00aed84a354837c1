"""The decision seen as arrays: numbers in, what each course is worth to the subject out.

Everything the stress test computes is a plain function over these arrays, so that it can
be checked on functions whose answers are known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Decision", "Evaluate", "Indices", "best", "lead_of"]

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Evaluate = Callable[[Array], Array]
"""Rows of numbers (D, N) to what each course is worth (D, C), in the subject's points."""

TIE = 1e-9
"""Courses closer than this, relative to their size, are tied; the first one then stands."""


@dataclass(frozen=True)
class Decision:
    """Uncertain numbers and the courses between which they decide.

    `low`, `likely` and `high` have shape (N,). Columns of what `evaluate` returns stand
    for `courses`, which are in the order in which ties are broken.
    """

    keys: tuple[str, ...]
    low: Array
    likely: Array
    high: Array
    courses: tuple[str, ...]
    evaluate: Evaluate

    def rows(self, count: int) -> Array:
        """`count` rows of likely values, shape (count, N), to be changed by the caller."""
        return np.tile(self.likely, (count, 1))


def best(values: Array) -> Indices:
    """The column of the best course in each row of `values` (…, C); ties go to the first."""
    top = values.max(axis=-1, keepdims=True)
    near = values >= top - TIE * (1.0 + np.abs(top))
    return np.asarray(near.argmax(axis=-1), dtype=np.intp)


def lead_of(values: Array, course: int) -> Array:
    """How far a course is ahead of the best other one, per row (negative: behind).

    With a single course the lead is nought.
    """
    if values.shape[-1] == 1:
        return np.zeros(values.shape[:-1])
    others = np.delete(values, course, axis=-1)
    return np.asarray(values[..., course] - others.max(axis=-1), dtype=np.float64)
