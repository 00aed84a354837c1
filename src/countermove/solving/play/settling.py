"""Fixed points of a map that iterating it cycles around: pseudo-transient continuation.

The flow dv/dτ = f(v) − v is followed by implicit steps whose length grows as the residual
f(v) − v falls (Kelley and Keyes 1998). A short step is damped iteration; a long one is
Newton's, which finds a fixed point whether or not it attracts. Each step's linear system is
solved roughly by GMRES (Saad and Schultz 1986), with derivatives by differences, so that all it
takes is the map. Sums are not left to BLAS, where they would depend on its threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flow", "settle"]

Array = NDArray[np.float64]
Linear = Callable[[Array], Array]

FIRST_STEP = 1.0
LONGEST_STEP = 1e12
GROWTH = 8.0
"""The most a step may lengthen at once."""

SETBACK = 10.0
"""How many times larger a step may leave the residual; after a larger one it is shortened."""

SHORTER = 0.25
ROUGH = 0.01
"""The share of a linear residual that GMRES may leave."""

MOST_VECTORS = 20
MEMORY = 4_000_000
"""Numbers that the vectors of GMRES may hold in all."""

NUDGE = 1e-7


@dataclass
class Flow:
    """A map whose fixed point is sought, and how many times it was applied."""

    apply: Callable[[Array], Array]
    sweeps: int = 0

    def residual(self, values: Array) -> Array:
        """How far the map moves some values."""
        self.sweeps += 1
        return self.apply(values) - values


def settle(flow: Flow, values: Array, tolerance: float, most: int) -> Array:
    """Values that the map moves by no more than `tolerance`, or where `most` sweeps led."""
    residual, length = flow.residual(values), FIRST_STEP
    while flow.sweeps < most and np.abs(residual).max() > tolerance:
        onward = values + implicit_step(flow, values, residual, length)
        left = flow.residual(onward)
        gain = size(residual) / max(size(left), 1e-300)
        if not gain * SETBACK >= 1.0:
            length *= SHORTER
            continue
        length = min(length * min(max(gain, SHORTER), GROWTH), LONGEST_STEP)
        values, residual = onward, left
    return values


def implicit_step(flow: Flow, values: Array, residual: Array, length: float) -> Array:
    """The step d with d / length − f'd = the residual, f' being the derivative of the flow."""
    scale = NUDGE * (1.0 + float(np.abs(values).max()))

    def operate(step: Array) -> Array:
        nudge = scale / max(float(np.abs(step).max()), 1e-300)
        moved = flow.residual(values + nudge * step.reshape(values.shape))
        return step / length - ((moved - residual) / nudge).ravel()

    return solve_roughly(operate, residual.ravel()).reshape(values.shape)


def solve_roughly(operate: Linear, right: Array) -> Array:
    """x with operate(x) near `right`: GMRES without restarts, from nought."""
    most = max(2, min(MOST_VECTORS, len(right), MEMORY // len(right)))
    start = size(right)
    basis, upper = np.empty((most + 1, len(right))), np.zeros((most, most))
    basis[0] = right / start
    turns, left = Turns([], []), [start]
    for k in range(most):
        column, length, basis[k + 1] = extend(operate(basis[k]), basis[: k + 1])
        upper[: k + 1, k], left = turns.add(column, length, left)
        if abs(left[-1]) <= ROUGH * start or length <= 1e-14 * start:
            break
    # What is left over after k + 1 rotations stands last; the rest is a triangular system.
    weights = np.linalg.solve(upper[: k + 1, : k + 1], np.array(left[: k + 1]))
    return np.asarray(np.einsum("i,ij->j", weights, basis[: k + 1]), dtype=np.float64)


def extend(vector: Array, basis: Array) -> tuple[Array, float, Array]:
    """A vector's shares along a basis, what is left of its length, and its direction there."""
    shares = np.einsum("ij,j->i", basis, vector)
    vector = vector - np.einsum("i,ij->j", shares, basis)
    length = size(vector)
    return shares, length, vector / max(length, 1e-300)


@dataclass
class Turns:
    """Givens rotations that make the matrix of GMRES triangular, column by column."""

    cosines: list[float]
    sines: list[float]

    def add(self, column: Array, below: float, left: list[float]) -> tuple[Array, list[float]]:
        """The column, with `below` under it, and the right-hand side, both turned."""
        for i, (c, s) in enumerate(zip(self.cosines, self.sines, strict=True)):
            column[i], column[i + 1] = (
                c * column[i] + s * column[i + 1],
                c * column[i + 1] - s * column[i],
            )
        whole = float(np.hypot(column[-1], below)) or 1e-300
        c, s = float(column[-1]) / whole, below / whole
        self.cosines.append(c)
        self.sines.append(s)
        column[-1] = whole
        return column, [*left[:-1], c * left[-1], -s * left[-1]]


def size(vector: Array) -> float:
    """The length of a vector, of whatever shape."""
    flat = vector.ravel()
    return float(np.sqrt(np.einsum("i,i->", flat, flat)))
