"""The smallest pair of numbers that flips the answer together, where neither does so alone.

Solving every pair on a grid would take thousands of solutions. The scan along each
number says what a pair would do if effects added up; the pairs that would flip soonest
are then solved along rays, and only flips that were solved are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from countermove.stressing.decision import Array, Decision, Indices, best
from countermove.stressing.thresholds import Flip, Scan

__all__ = ["Pair", "find_pairs"]

CORNERS = 32
CANDIDATES = 5
TURNS = (-0.2, 0.0, 0.2)
"""Rays around the predicted direction, in radians."""

RADII = 3
ROUNDS = 4


@dataclass(frozen=True)
class Pair:
    """Numbers `first` and `second` at `at` flip the answer to `after`.

    `distance` is the length of the joint change; each number counts 1 at its range's end.
    """

    first: int
    second: int
    at: tuple[float, float]
    after: int
    distance: float


@dataclass(frozen=True)
class Axis:
    """The scan of one number inside its range: `offset` (K,) from −1 (low) over 0 (likely)
    to 1 (high), and `gap` (K, C), what each course is ahead of today's answer there."""

    offset: Array
    gap: Array


def find_pairs(decision: Decision, scan: Scan, flips: tuple[Flip, ...]) -> tuple[Pair, ...]:
    """Pairs inside the ranges that flip the answer together where neither number does alone.

    A number that flips it by itself somewhere in its range is left out: its own threshold
    says more than any pair with it.
    Sorted by distance, at most one per pair of numbers and `CANDIDATES` in all. With strong
    interplay inside the ranges a nearer flip of a pair that was screened out can be missed.
    """
    if len(decision.keys) < 2 or len(decision.courses) < 2:
        return ()
    middle = scan.values[0][scan.middle[0]]
    answer = int(best(middle[None])[0])
    alone = {flip.number for flip in flips if not flip.beyond}
    axes = [axis_of(decision, scan, n, answer) for n in range(len(decision.keys))]
    base = np.delete(middle - middle[answer], answer)
    joint = [n for n in range(len(decision.keys)) if n not in alone]
    candidates = screen(decision, axes, joint, base, answer)
    found = search(decision, candidates, answer)
    nearest_of = {(p.first, p.second): p for p in sorted(found, key=by_distance, reverse=True)}
    return tuple(sorted(nearest_of.values(), key=by_distance))


def by_distance(pair: Pair) -> tuple[float, int, int]:
    """Nearest first, then in the order of the numbers."""
    return (pair.distance, pair.first, pair.second)


def axis_of(decision: Decision, scan: Scan, number: int, answer: int) -> Axis:
    """The scan of one number, normalised, as differences from the answer; rivals only."""
    low, likely, high = (a[number] for a in (decision.low, decision.likely, decision.high))
    points, values = scan.points[number], scan.values[number]
    inside = (points >= low) & (points <= high)
    shift = points[inside] - likely
    scale = np.where(shift > 0, high - likely, likely - low)
    offset = np.where(shift == 0, 0.0, shift / np.where(scale > 0, scale, 1.0))
    gap = values[inside] - values[inside][:, [answer]]
    return Axis(offset, np.delete(gap, answer, axis=1))


@dataclass(frozen=True, order=True)
class Candidate:
    """A pair and the signs of its steps, with what added-up effects predict.

    `distance` is infinite where no flip is predicted; `shortfall` is how far the nearest
    rival is then still behind, in points. `angle` is the direction of the step, 0 being
    along the first number and π/2 along the second.
    """

    distance: float
    shortfall: float
    first: int
    second: int
    signs: tuple[int, int]
    angle: float


def screen(
    decision: Decision, axes: list[Axis], numbers: list[int], base: Array, answer: int
) -> list[Candidate]:
    """The pairs of `numbers` that would flip soonest: predicted, or seen to in their corner."""
    ranked = sorted(c for i, j in combinations(numbers, 2) for c in predict(axes, base, i, j))[
        :CORNERS
    ]
    if not ranked:
        return []
    corner = np.array([1.0, 1.0])
    rows = np.concatenate([place(decision, c, corner, np.ones(1)) for c in ranked])
    flips = best(decision.evaluate(rows)) != answer
    likely = [c for c, flip in zip(ranked, flips, strict=True) if flip or np.isfinite(c.distance)]
    return likely[:CANDIDATES]


def predict(axes: list[Axis], base: Array, i: int, j: int) -> list[Candidate]:
    """When a pair would flip if its numbers' effects added up, for each pair of signs."""
    first, second = axes[i], axes[j]
    gap = (first.gap[:, None, :] + second.gap[None, :, :] - base).max(axis=-1)
    length = np.hypot(first.offset[:, None], second.offset[None, :])
    found = []
    for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        ways = (first.offset * signs[0] > 0)[:, None] & (second.offset * signs[1] > 0)
        if not ways.any():
            continue
        flipped = ways & (gap >= 0)
        distance = float(np.where(flipped, length, np.inf).min())
        highest = np.where(ways, gap, -np.inf)
        at = np.where(flipped, length, np.inf).argmin() if flipped.any() else highest.argmax()
        row, column = np.unravel_index(int(at), gap.shape)
        angle = np.arctan2(abs(second.offset[column]), abs(first.offset[row]))
        found.append(Candidate(distance, -float(highest.max()), i, j, signs, float(angle)))
    return found


@dataclass(frozen=True)
class Rays:
    """Per candidate and ray: the bracket [near, far] in which the answer first changes,
    whether it does at all, and to which course. All of shape (candidates, rays)."""

    near: Array
    far: Array
    flips: NDArray[np.bool_]
    after: Indices


def search(decision: Decision, candidates: list[Candidate], answer: int) -> list[Pair]:
    """Solve each candidate along rays from the likely values and narrow the nearest flip."""
    shape = (len(candidates), len(TURNS))
    directions = np.array([directions_of(c) for c in candidates]).reshape(*shape, 2)
    rays = Rays(
        near=np.zeros(shape),
        far=1 / directions.max(axis=2),
        flips=np.ones(shape, dtype=np.bool_),
        after=np.zeros(shape, dtype=np.intp),
    )
    for _ in range(ROUNDS):
        rays = advance(decision, candidates, directions, rays, answer)
    found = [nearest(decision, c, directions[k], rays, k) for k, c in enumerate(candidates)]
    return [pair for pair in found if pair is not None]


def directions_of(candidate: Candidate) -> Array:
    """Unit steps around the predicted direction, shape (rays, 2)."""
    angles = np.clip(candidate.angle + np.array(TURNS), 0.1, np.pi / 2 - 0.1)
    return np.column_stack([np.cos(angles), np.sin(angles)])


def advance(
    decision: Decision, candidates: list[Candidate], directions: Array, rays: Rays, answer: int
) -> Rays:
    """Split every ray's bracket into RADII parts and keep the part that flips first."""
    steps = np.arange(1, RADII + 1) / RADII
    radii = rays.near[..., None] + (rays.far - rays.near)[..., None] * steps
    live = np.argwhere(rays.flips)
    if not len(live):
        return rays
    rows = [place(decision, candidates[k], directions[k, a], radii[k, a]) for k, a in live]
    winners = best(decision.evaluate(np.concatenate(rows))).reshape(len(live), RADII)
    near, far = rays.near.copy(), rays.far.copy()
    flips, after = rays.flips.copy(), rays.after.copy()
    for (k, a), won in zip(live, winners, strict=True):
        changed = won != answer
        flips[k, a] = changed.any()
        if flips[k, a]:
            first = int(changed.argmax())
            near[k, a] = radii[k, a, first - 1] if first else near[k, a]
            far[k, a], after[k, a] = radii[k, a, first], won[first]
    return Rays(near, far, flips, after)


def place(decision: Decision, candidate: Candidate, direction: Array, radii: Array) -> Array:
    """Rows of numbers at the given distances along a ray, shape (len(radii), N)."""
    rows = decision.rows(len(radii))
    numbers = (candidate.first, candidate.second)
    for number, sign, part in zip(numbers, candidate.signs, direction, strict=True):
        end = decision.high[number] if sign > 0 else decision.low[number]
        rows[:, number] += radii * part * (end - decision.likely[number])
    return rows


def nearest(
    decision: Decision, candidate: Candidate, directions: Array, rays: Rays, k: int
) -> Pair | None:
    """The flip nearest to the likely values among a candidate's rays, if there is one."""
    if not rays.flips[k].any():
        return None
    a = int(np.where(rays.flips[k], rays.far[k], np.inf).argmin())
    row = place(decision, candidate, directions[a], rays.far[k, [a]])[0]
    i, j = candidate.first, candidate.second
    at = (float(row[i]), float(row[j]))
    return Pair(i, j, at, int(rays.after[k, a]), float(rays.far[k, a]))
