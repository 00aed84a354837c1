"""Draws of all numbers that meet the stand-off's comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.stats import qmc

from countermove.records.contradictions import ContradictionError, find_contradiction, find_room
from countermove.records.fitting_likely import scale_rows
from countermove.records.halfspaces import HalfSpace
from countermove.records.ranges import Range
from countermove.stressing.decision import Array, Indices
from countermove.stressing.draws import draw_ranges, inset, refuse_count
from countermove.stressing.walking import Region, walk

__all__ = ["Conditioned", "draw_conditioned"]

DOUBLINGS = 4
"""Sobol points tried: this many doublings of the draws wanted; then walks take over."""


@dataclass(frozen=True)
class Conditioned:
    """Draws (D, N) that meet the comparisons, and how they were come by.

    `effective` is the number of independent draws they are as good as; `kept` the share of free
    draws that meet the comparisons (each unsure one where it binds); `walked` how many draws
    are of walks, because too few free ones do; `bound` whether there are comparisons at all.
    """

    theta: Array
    effective: float
    kept: float
    walked: int
    bound: bool = True


def draw_conditioned(
    ranges: Mapping[str, Range],
    keys: Sequence[str],
    spaces: Sequence[HalfSpace],
    draws: int,
    generator: np.random.Generator,
) -> Conditioned:
    """`draws` values of the numbers `keys`, given that the comparisons hold.

    1. Sobol points that meet them are kept; those that do not give their place to later points
       of the same sequence. A comparison of which one is not sure binds that share of the
       draws, chosen by the generator.
    2. Where too few meet them, walks inside the half-spaces take over (`walking`).

    Without comparisons, or where every draw meets them, the draws are those of `draw_ranges`.

    Raises:
        ContradictionError: the comparisons cannot all hold.
        SettingsError: `draws` is out of range.
    """
    refuse_count(draws)
    shapes = tuple(ranges[k] for k in keys)
    if not spaces or all(r.is_point for r in shapes):
        return Conditioned(draw_ranges(shapes, draws, generator), float(draws), 1.0, 0, bound=False)
    if places := find_contradiction(spaces, ranges):
        raise ContradictionError(places)
    sampler = qmc.Sobol(sum(not r.is_point for r in shapes), scramble=True, rng=generator)
    task = set_task(dict(ranges), keys, spaces, draws, generator)
    return fill(task, sampler, generator)


@dataclass(frozen=True)
class Task:
    """What is to be drawn: draw k must lie in region `binding[k]` of `regions`.

    `wide` are the columns with a range, `bound` those that a comparison speaks of.
    """

    shapes: tuple[Range, ...]
    wide: tuple[int, ...]
    bound: tuple[int, ...]
    regions: tuple[Region, ...]
    starts: tuple[Array, ...]
    binding: Indices


def set_task(
    ranges: dict[str, Range],
    keys: Sequence[str],
    spaces: Sequence[HalfSpace],
    draws: int,
    generator: np.random.Generator,
) -> Task:
    """The regions, and which of them each draw must lie in."""
    shapes = tuple(ranges[k] for k in keys)
    wide = tuple(i for i, r in enumerate(shapes) if not r.is_point)
    spoken = {k for s in spaces for k in s.counts}
    bound = tuple(i for i in wide if keys[i] in spoken)
    sets, binding = deal_out(spaces, draws, generator)
    names = [keys[i] for i in bound]
    regions, starts = [], []
    for places in sets:
        active = [s for s in spaces if s.sure == 1 or s.place in places]
        regions.append(make_region(active, names, ranges))
        inner = find_room(active, ranges)[1]
        point = [(inner.get(k, ranges[k].likely), ranges[k]) for k in names]
        starts.append(np.array([[(x - r.low) / (r.high - r.low) for x, r in point]]))
    return Task(shapes, wide, bound, tuple(regions), tuple(starts), binding)


def deal_out(
    spaces: Sequence[HalfSpace], draws: int, generator: np.random.Generator
) -> tuple[list[frozenset[str]], Indices]:
    """Sets of unsure comparisons that bind, and the set of each draw.

    Each binds its share of the draws, independently of the others, so that the draws are the
    mixture in which it is right with that chance.
    """
    unsure = sorted({(s.place, s.sure) for s in spaces if s.sure < 1})
    flags = np.zeros((draws, len(unsure)), dtype=np.bool_)
    for column, (_, sure) in enumerate(unsure):
        flags[generator.permutation(draws)[: round(sure * draws)], column] = True
    rows, binding = np.unique(flags, axis=0, return_inverse=True)
    sets = [frozenset(u[0] for u, on in zip(unsure, row, strict=True) if on) for row in rows]
    return sets, np.asarray(binding, dtype=np.intp).reshape(draws)


def make_region(
    spaces: Sequence[HalfSpace], names: Sequence[str], ranges: dict[str, Range]
) -> Region:
    """The region of some half-spaces, each line once, in one order, implied lines left out."""
    rows, least = scale_rows(spaces, names, ranges)
    both = np.hstack([rows, least[:, None]]).round(12)
    lines: Array = np.unique(both, axis=0).astype(np.float64)
    kept = list(range(len(lines)))
    for k in range(len(lines)):
        rest = [j for j in kept if j != k]
        if is_implied(lines[k], lines[rest]):
            kept = rest
    lines = lines[kept]
    return Region(tuple(ranges[n] for n in names), lines[:, :-1], lines[:, -1])


def is_implied(line: Array, others: Array) -> bool:
    """Whether a line (row, least) holds wherever the others do, within the ranges."""
    found = linprog(
        line[:-1],
        A_ub=-others[:, :-1] if len(others) else None,
        b_ub=-others[:, -1] if len(others) else None,
        bounds=[(0.0, 1.0)] * (len(line) - 1),
        method="highs",
    )
    return bool(found.status == 0 and found.fun >= line[-1] - 1e-9)


def fill(task: Task, sampler: qmc.Sobol, generator: np.random.Generator) -> Conditioned:
    """Keep points that meet what binds there; walk where too few do."""
    draws = len(task.binding)
    power = int(np.ceil(np.log2(draws)))
    points = inset(sampler.random_base2(power))[:draws]
    met = meeting(task, points)[task.binding, np.arange(draws)]
    theta = values_of(task, points)
    empty = ~met
    for extra in range(DOUBLINGS):
        if empty.any():
            refill(task, theta, empty, inset(sampler.random_base2(power + extra)))
    effective, walked = float(draws), 0
    for number in np.unique(task.binding[empty]):
        places = np.flatnonzero(task.binding == number)
        effective += walk_into(task, theta, places, empty, generator) - len(places)
        walked += len(places)
    return Conditioned(theta, effective, float(met.mean()), walked)


def meeting(task: Task, points: Array) -> NDArray[np.bool_]:
    """Whether each point of the sequence lies in each region, (regions, D)."""
    shares = np.empty((len(points), len(task.bound)))
    for n, i in enumerate(task.bound):
        r = task.shapes[i]
        shares[:, n] = (r.quantile(points[:, task.wide.index(i)]) - r.low) / (r.high - r.low)
    return np.stack([region.holds(shares) for region in task.regions])


def values_of(task: Task, points: Array) -> Array:
    """Numbers (D, N) of points of the sequence."""
    theta = np.tile([r.likely for r in task.shapes], (len(points), 1))
    for column, i in enumerate(task.wide):
        theta[:, i] = task.shapes[i].quantile(points[:, column])
    return theta


def refill(task: Task, theta: Array, empty: NDArray[np.bool_], points: Array) -> None:
    """Give empty places the first of these points that lie in their regions."""
    met, free = meeting(task, points), np.ones(len(points), dtype=np.bool_)
    for number in np.unique(task.binding[empty]):
        places = np.flatnonzero(empty & (task.binding == number))
        taken = np.flatnonzero(met[number] & free)[: len(places)]
        theta[places[: len(taken)]] = values_of(task, points[taken])
        empty[places[: len(taken)]] = False
        free[taken] = False


def walk_into(
    task: Task,
    theta: Array,
    places: Indices,
    empty: NDArray[np.bool_],
    generator: np.random.Generator,
) -> float:
    """Fill all places of one region by walks, from the points kept there if there are any.

    Only the numbers that comparisons speak of walk; the others stay as they were drawn.
    """
    number = int(task.binding[places[0]])
    region, bound = task.regions[number], np.array(task.bound)
    low = np.array([task.shapes[i].low for i in bound])
    width = np.array([task.shapes[i].high for i in bound]) - low
    kept = places[~empty[places]]
    starts = (theta[np.ix_(kept, bound)] - low) / width if len(kept) else task.starts[number]
    shares, effective = walk(region, starts, len(places), generator)
    theta[np.ix_(places, bound)] = low + width * shares
    return effective
