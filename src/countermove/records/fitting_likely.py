"""Likely values that meet the comparisons: the nearest to those of the file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from countermove.records.halfspaces import HalfSpace, list_halfspaces
from countermove.records.numbers import keyed_payoffs, number_ranges
from countermove.records.ranges import Range
from countermove.records.standoffs import Payoff, Player, Standoff

__all__ = ["fit_likely", "scale_rows"]

Array = NDArray[np.float64]
MOST_ROUNDS = 2000
CLOSE = 1e-10
INSIDE = 1e-6
"""How far inside a half-space the likely values come to lie, in widths of the ranges."""


def fit_likely(standoff: Standoff) -> Standoff:
    """The stand-off with likely values moved as little as the comparisons take.

    Distances are in widths of the ranges, which stay as they are. Comparisons that are rather
    wrong than right (`sure` up to a half) move nothing. Done twice it changes nothing.
    """
    spaces = [s for s in list_halfspaces(standoff) if s.sure > 0.5]
    ranges = number_ranges(standoff)
    keys = sorted({k for s in spaces for k in s.counts if not ranges[k].is_point})
    if not keys:
        return standoff
    low = np.array([ranges[k].low for k in keys])
    width = np.array([ranges[k].high for k in keys]) - low
    rows, least = scale_rows(spaces, keys, ranges)
    start = (np.array([ranges[k].likely for k in keys]) - low) / width
    if (rows @ start >= least).all():
        return standoff
    share = project(start, rows, least + INSIDE)
    moved = dict(zip(keys, (low + width * share).tolist(), strict=True))
    players = tuple(move_likely(p, moved) for p in standoff.players)
    return standoff.model_copy(update={"players": players})


def scale_rows(
    spaces: Sequence[HalfSpace], keys: Sequence[str], ranges: dict[str, Range]
) -> tuple[Array, Array]:
    """Half-spaces over shares of the ranges: rows of length 1 with rows @ share ≥ least.

    What numbers outside `keys` add, at their likely values, is in `least`.
    """
    low = np.array([ranges[k].low for k in keys])
    width = np.array([ranges[k].high for k in keys]) - low
    raw = np.array([[s.counts.get(k, 0.0) for k in keys] for s in spaces]).reshape(-1, len(keys))
    fixed = np.array(
        [sum(c * ranges[k].likely for k, c in s.counts.items() if k not in keys) for s in spaces]
    )
    rows = raw * width
    length = np.sqrt((rows**2).sum(axis=1))
    length[length == 0] = 1.0
    return rows / length[:, None], -(fixed + raw @ low) / length


def project(start: Array, rows: Array, least: Array) -> Array:
    """The nearest point of the unit cube with rows @ point ≥ least (Dykstra 1983)."""
    point = start.copy()
    push = np.zeros(len(rows))
    beyond = np.zeros_like(point)
    for _ in range(MOST_ROUNDS):
        before = point.copy()
        for k, row in enumerate(rows):
            back = point - push[k] * row
            push[k] = max(float(least[k] - row @ back), 0.0)
            point = back + push[k] * row
        kept = point + beyond
        point = np.clip(kept, 0.0, 1.0)
        beyond = kept - point
        if np.abs(point - before).max() < CLOSE:
            break
    return point


def move_likely(player: Player, moved: dict[str, float]) -> Player:
    """A player with the named payoffs' likely values moved."""
    payoffs: list[Payoff] = []
    for key, payoff in keyed_payoffs(player):
        field = "once" if payoff.per_year is None else "per_year"
        old: Range = getattr(payoff, field)
        if key in moved:
            likely = min(max(moved[key], old.low), old.high)
            payoff = payoff.model_copy(update={field: old.model_copy(update={"likely": likely})})  # noqa: PLW2901
        payoffs.append(payoff)
    return player.model_copy(update={"payoffs": tuple(payoffs)})
