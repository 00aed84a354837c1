"""What it would be worth to know the numbers before choosing (Raiffa and Schlaifer 1961)."""

from __future__ import annotations

import numpy as np

from countermove.records.number_table import load_numbers
from countermove.stressing.decision import Array
from countermove.stressing.smoothing import basis_of, fit_additive

__all__ = ["value_of_knowing", "value_of_knowing_all"]

SLICES = 12
SURE = load_numbers("stressing/data/regions.tsv")["sure"]
"""Standard errors by which a choice by slices must gain before it counts."""


def value_of_knowing_all(values: Array) -> float:
    """Expected value of perfect information: E[max_c V_c] − max_c E[V_c], from values (D, C)."""
    return float(max(values.max(axis=1).mean() - values.mean(axis=0).max(), 0.0))


def value_of_knowing(theta: Array, values: Array) -> Array:
    """Expected value of knowing each number alone: E[max_c E[V_c | x_j]] − max_c E[V_c].

    `theta` is (D, N), drawn independently, `values` (D, C); the result (N,) is in the units of
    `values`. Two estimates are made from what each course is worth less than the course that
    is best on average, and the larger is taken. By regression (Strong, Oakley and Brennan
    2014, with `smoothing` for their splines): precise where differences are well behaved. By
    slices: a course is chosen for each twelfth of x_j on half of its draws and valued on the
    other half; coarser, but not misled where a few draws differ hugely from the rest, and
    counted only where it is three standard errors above nought.
    """
    leader = int(values.mean(axis=0).argmax())
    gains = values - values[:, [leader]]
    smooth = gain_by_regression(theta, gains, leader)
    sliced = np.array([gain_by_slices(x, gains) for x in theta.T])
    most = value_of_knowing_all(values)
    return np.asarray(np.minimum(np.maximum(smooth, sliced), most), dtype=np.float64)


def gain_by_regression(theta: Array, gains: Array, leader: int) -> Array:
    """What choosing by fitted conditional means gains over always taking the leader, (N,)."""
    bases = [basis_of(x) for x in theta.T]
    best = np.zeros(theta.shape)
    for c, gain in enumerate(gains.T):
        if c != leader:
            best = np.maximum(best, gain.mean() + fit_additive(bases, gain)[0])
    return np.asarray(best.mean(axis=0), dtype=np.float64)


def gain_by_slices(x: Array, gains: Array) -> float:
    """What choosing by slices of x gains, valued on draws that did not choose."""
    gained = np.zeros(len(x))
    leader = int(gains.mean(axis=0).argmax())
    for part in np.array_split(np.argsort(x, kind="stable"), SLICES):
        for half in (0, 1):
            chosen = int(gains[part[half::2]].mean(axis=0).argmax()) if len(part) > 1 else leader
            gained[part[1 - half :: 2]] = gains[part[1 - half :: 2], chosen]
    worth, noise = gained.mean(), gained.std() / np.sqrt(len(x))
    return float(worth) if worth > SURE * noise else 0.0
