"""Scores of chances that were given for things that happened or did not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]

FLOOR = 0.01


def clip(chances: Array) -> Array:
    """Chances between 1 and 99 %, as they are printed."""
    return np.clip(chances, FLOOR, 1 - FLOOR)


def brier(chances: Array, happened: Array) -> float:
    """Mean squared distance (Brier 1950), 0 to 1."""
    return float(np.mean((chances - happened) ** 2))


def log_scores(chances: Array, happened: Array) -> Array:
    """Minus the logarithm of the chance given to what came, in nats, with the floor."""
    p = clip(chances)
    return -(happened * np.log(p) + (1 - happened) * np.log(1 - p))


def slope(chances: Array, happened: Array) -> tuple[float, float]:
    """Slope and intercept of what happened on the log odds given: 1 and 0 are calibrated; a
    slope above 1 is too timid, below 1 too bold (Cox 1958)."""
    odds = np.log(clip(chances) / (1 - clip(chances)))
    if np.ptp(odds) < 1e-9:
        return float("nan"), float("nan")
    found = fit_logistic(odds[:, None], happened, 1e-6)
    return float(found[1]), float(found[0])


def fit_logistic(columns: Array, happened: Array, penalty: float) -> Array:
    """Intercept and weights of a logistic regression with an L2 penalty on the weights."""
    design = np.column_stack([np.ones(len(columns)), columns])

    def loss(w: Array) -> float:
        z = design @ w
        return float(np.sum(np.logaddexp(0, z) - happened * z) + penalty * np.sum(w[1:] ** 2) / 2)

    return np.asarray(minimize(loss, np.zeros(design.shape[1]), method="BFGS").x)


def reliability(chances: Array, happened: Array, bins: int = 5) -> list[tuple[int, float, float]]:
    """By equal bins of the chance: how many, the mean chance, and how many of them happened."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        (int(here.sum()), float(chances[here].mean()), float(happened[here].mean()))
        for b in range(bins)
        if (here := place == b).any()
    ]


def bootstrap(differences: Array, groups: list[str], rounds: int, seed: int) -> tuple[float, float]:
    """The 90 % interval of a mean difference when groups, not cases, are drawn again."""
    names = sorted(set(groups))
    place = {name: i for i, name in enumerate(names)}
    of = np.array([place[g] for g in groups])
    sums = np.bincount(of, differences)
    counts = np.bincount(of)
    drawn = np.random.default_rng(seed).integers(0, len(names), (rounds, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.05, 0.95))
    return float(low), float(high)
