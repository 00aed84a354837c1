"""What to expect of a quantity once one number is known: E[y | x_j], from the draws made.

Least squares on Legendre polynomials of the rank of each number, whose degree is chosen
by the leave-one-out error (PRESS, Allen 1974), fitted to what the other numbers leave
over (backfitting, Hastie and Tibshirani 1990): the numbers are drawn independently, so
taking the others' effects away leaves the expectation as it is and the noise smaller.
Ranks are evenly spread whatever the sample, so the fit is as valid on Sobol points as on
independent ones; a number that does not matter gets no terms, which keeps noise out.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.polynomial import legendre
from scipy.stats import rankdata

from countermove.records.number_table import load_numbers
from countermove.stressing.decision import Array

__all__ = ["Fits", "basis_of", "fit_additive", "fit_mean"]

DEGREES = 14
SWEEPS = 4
LUCK = load_numbers("stressing/data/regions.tsv")["luck"]
"""z² of the best of a few dozen terms that mean nothing, exceeded once in about 50 fits."""

Fits = tuple[Array, tuple[int, ...]]


def basis_of(x: Array) -> Array:
    """Orthonormal polynomials of the rank of x (D,), shape (D, terms + 1), first column 1."""
    draws, values = len(x), len(np.unique(x))
    degrees = max(0, min(DEGREES, draws // 8, values - 1))
    if values == draws:
        return even_basis(draws, degrees)[np.argsort(np.argsort(x))]
    return orthonormal((rankdata(x) - 0.5) / draws, degrees)


@lru_cache(maxsize=4)
def even_basis(draws: int, degrees: int) -> Array:
    """The basis of numbers without ties, in rising order: the same for all of them."""
    return orthonormal((np.arange(draws) + 0.5) / draws, degrees)


def orthonormal(u: Array, degrees: int) -> Array:
    """Legendre polynomials of shares u (D,), made orthonormal over these very draws."""
    basis, upper = np.linalg.qr(legendre.legvander(2 * u - 1, degrees))
    return np.asarray(basis * np.sign(np.diag(upper)) * np.sqrt(len(u)), dtype=np.float64)


def fit_additive(bases: list[Array], y: Array) -> Fits:
    """E[y | x_j] − E[y] at each draw, shape (D, N), and the number of terms for each x_j.

    Numbers are taken in the order of how much they explain alone.
    """
    centred = y - y.mean()
    fits = np.zeros((len(y), len(bases)))
    terms = [0] * len(bases)
    order = sorted(
        range(len(bases)), key=lambda j: -np.square(fit_mean(bases[j], centred)[0]).sum()
    )
    left = centred
    for _ in range(SWEEPS):
        for j in order:
            left = left + fits[:, j]
            fits[:, j], terms[j] = fit_mean(bases[j], left)
            left = left - fits[:, j]
    return fits, tuple(terms)


def fit_mean(basis: Array, y: Array) -> tuple[Array, int]:
    """E[y | x] less the mean of y, at each draw (D,), and the number of terms it took.

    Terms are taken only where they lower the leave-one-out error by more than luck
    would: a term that means nothing lowers it by about z² / D, z being standard normal.
    """
    draws = len(y)
    coefficients = basis.T @ y / draws
    fits = np.cumsum(basis * coefficients, axis=1)
    leverage = np.cumsum(basis**2, axis=1) / draws
    press = np.square((y[:, None] - fits) / np.maximum(1 - leverage, 1e-6)).mean(axis=0)
    terms = choose_terms(press, draws)
    return fits[:, terms] - fits[:, 0], terms


def choose_terms(press: Array, draws: int) -> int:
    """The fewest terms whose leave-one-out error is, but for luck, the least."""
    least = press.min()
    if least >= press[0] * (1 - LUCK / draws):
        return 0
    return int(np.argmax(press <= least * (1 + 2 / draws)))
