"""Which numbers matter: two measures that need nothing but the draws already made.

Methods that rely on a special order of the points, such as RBD-FAST, are wrong on Sobol
points; both measures here are given-data methods (Plischke, Borgonovo and Smith 2013).
"""

from __future__ import annotations

import numpy as np

from countermove.stressing.decision import Array
from countermove.stressing.smoothing import basis_of, fit_additive

__all__ = ["first_order", "pawn"]

SLICES = 10


def first_order(theta: Array, y: Array) -> tuple[Array, Array]:
    """The share of the variance of y (D,) each number explains alone, and its standard error.

    Var(E[y | x_j]) / Var(y) (Sobol 1993) for the columns x_j of `theta` (D, N), which must be
    drawn independently of each other; both results have shape (N,). E[y | x_j] is fitted as
    in `smoothing`; the standard error follows from the influence of each draw,
    f² + 2 f r for the fit f and what is left over r.
    """
    numbers = theta.shape[1]
    centred = y - y.mean()
    variance = float(np.square(centred).mean())
    if variance <= 1e-18 * (1 + float(np.square(y).max())):
        return np.zeros(numbers), np.zeros(numbers)
    fits, _ = fit_additive([basis_of(theta[:, j]) for j in range(numbers)], y)
    left = (centred - fits.sum(axis=1))[:, None]
    explained = np.square(fits).mean(axis=0) / variance
    influence = (fits**2 + 2 * fits * left - explained * centred[:, None] ** 2) / variance
    return explained, influence.std(axis=0) / np.sqrt(len(y))


def pawn(x: Array, y: Array) -> float:
    """How far the distribution of y moves once x is known: median Kolmogorov–Smirnov distance.

    PAWN (Pianosi and Wagener 2018) over ten slices of x with equally many draws. What an x
    without influence would score on as many draws, about 0.83 / sqrt(draws in a slice) in
    the median, is not subtracted.
    """
    order = np.argsort(x, kind="stable")
    everything = np.sort(y)
    distances = [distance(np.sort(part), everything) for part in np.array_split(y[order], SLICES)]
    return float(np.median(distances))


def distance(part: Array, everything: Array) -> float:
    """Largest gap between two empirical distribution functions of sorted samples."""
    inside = np.searchsorted(part, everything, side="right") / max(len(part), 1)
    overall = np.searchsorted(everything, everything, side="right") / len(everything)
    return float(np.abs(inside - overall).max())
