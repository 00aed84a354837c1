"""Hit-and-run: draws of numbers from their ranges, given that comparisons hold.

Smith 1984; for preferences, Tervonen and others 2012. A walk goes from a point inside along a
random line to another point of it, drawn by how likely the ranges make it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from countermove.records.ranges import Range
from countermove.stressing.decision import Array

__all__ = ["Region", "walk"]

WALKS = 64
BURN = 128
"""Steps before the first draw is taken; then one draw in every `THIN` steps of each walk."""
THIN = 24
CANDIDATES = 16
"""Points of a line among which the next is chosen by their density, one from each part of it."""


@dataclass(frozen=True)
class Region:
    """Shares of ranges (0 to 1 each) with rows @ share ≥ least; `shapes` are the ranges."""

    shapes: tuple[Range, ...]
    rows: Array
    least: Array

    def holds(self, shares: Array) -> Array:
        """Whether points (D, N) lie inside, as a mask (D,)."""
        return np.asarray((shares @ self.rows.T >= self.least).all(axis=1))


def walk(
    region: Region, starts: Array, draws: int, generator: np.random.Generator
) -> tuple[Array, float]:
    """`draws` points inside (draws, N), and the effective number of them.

    `starts` (S, N) are points inside, from which the walks begin by turns. The effective number
    is that of independent draws whose mean would be as uncertain (Gelman and others 2013,
    11.5, by the variance between walks), the least of any number's.
    """
    point = starts[np.arange(WALKS) % len(starts)].copy()
    bends = density_of(region.shapes)
    for _ in range(BURN):
        point = step(region, point, bends, generator)
    rounds = -(-draws // WALKS)
    taken = np.empty((rounds, *point.shape))
    for k in range(rounds):
        for _ in range(THIN):
            point = step(region, point, bends, generator)
        taken[k] = point
    return taken.reshape(-1, point.shape[1])[:draws], effective_number(taken, draws)


def density_of(shapes: Sequence[Range]) -> tuple[Array, Array]:
    """The exponents of share and of 1 − share in each range's density (PERT is a beta)."""
    mode = np.array([(r.likely - r.low) / (r.high - r.low) for r in shapes])
    peaked = np.array([4.0 if r.shape == "pert" else 0.0 for r in shapes])
    return peaked * mode, peaked * (1 - mode)


def step(
    region: Region, point: Array, bends: tuple[Array, Array], generator: np.random.Generator
) -> Array:
    """One step of every walk."""
    way = generator.standard_normal(point.shape)
    alone = generator.random(len(point)) < 0.5
    axis = generator.integers(point.shape[1], size=len(point))
    way[alone] = 0.0
    way[alone, axis[alone]] = 1.0
    back, ahead = reach(region, point, way)
    parts = (np.arange(CANDIDATES) + generator.random((len(point), CANDIDATES))) / CANDIDATES
    far = back[:, None] + (ahead - back)[:, None] * parts
    places = np.clip(point[:, None] + far[..., None] * way[:, None], 1e-12, 1 - 1e-12)
    weight = np.log(places) @ bends[0] + np.log1p(-places) @ bends[1]
    weight += -np.log(-np.log(generator.random(weight.shape)))
    chosen = weight.argmax(axis=1)
    return np.asarray(places[np.arange(len(point)), chosen], dtype=np.float64)


def reach(region: Region, point: Array, way: Array) -> tuple[Array, Array]:
    """How far each walk can go back (≤ 0) and ahead (≥ 0) along its line."""
    slopes = np.concatenate([way @ region.rows.T, way, -way], axis=1)
    room = np.concatenate([point @ region.rows.T - region.least, point, 1 - point], axis=1)
    room = np.maximum(room, 0.0)
    falls, rises = slopes < -1e-14, slopes > 1e-14
    ahead = np.where(falls, room / np.where(falls, -slopes, 1.0), np.inf).min(axis=1)
    back = -np.where(rises, room / np.where(rises, slopes, 1.0), np.inf).min(axis=1)
    return back, ahead


def effective_number(taken: Array, draws: int) -> float:
    """Independent draws that the walks' draws (rounds, walks, N) are as good as."""
    rounds = len(taken)
    if rounds < 2:
        return float(min(draws, taken.shape[1]))
    within = taken.var(axis=0, ddof=1).mean(axis=0)
    between = rounds * taken.mean(axis=0).var(axis=0, ddof=1)
    total = (rounds - 1) / rounds * within + between / rounds
    share = np.where(between > 0, total / np.where(between > 0, between, 1.0), 1.0)
    return float(draws * min(share.min(), 1.0))
