"""Where the answer flips along one number, found by search with the others at likely values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from countermove.stressing.decision import Array, Decision, best, lead_of

__all__ = ["Flip", "Scan", "find_flips", "later_bands", "nearest_each_way", "scan_numbers"]

SPLITS = 3
NARROW = (0.1, 0.02, 0.02, 0.01)
"""How closely the expected root is bracketed in each of the first rounds of narrowing."""

PRECISE = 0.001
"""Width of a bracket, as a part of the number's range, at which it is narrow enough."""

MOST_ROUNDS = 14
"""Rounds in which a bracket that is only ever halved is narrow enough, whatever it was."""

HIDDEN_ROUNDS = 2
STILL = 1e-9
"""Points by which a lead moves through rounding alone."""
EVEN = 8
"""Points between the likely value and each end of a range along which the answer flips."""


@dataclass(frozen=True)
class Scan:
    """Every number moved alone over its range and some way beyond both ends.

    For number n, `points[n]` (K,) rises, with the likely value at `middle[n]`, and
    `values[n]` is (K, C). K differs between numbers.
    """

    points: tuple[Array, ...]
    middle: tuple[int, ...]
    values: tuple[Array, ...]


@dataclass(frozen=True)
class Flip:
    """The answer changes from `before` (likely side) to `after` at `at` along number `number`."""

    number: int
    at: float
    before: int
    after: int
    beyond: bool
    distance: float


def scan_numbers(decision: Decision) -> Scan:
    """Solve along every number in turn, finer and finer where the answer may flip.

    First both ends of every range. A number that moves the lead over no other course by as much
    as a twentieth at either end is left at that: the lead over the next best alone would not
    tell, as the next best may be the same course but for something else. The others are
    followed at the quarters and beyond both ends; those along which another answer was found, at
    even steps, so that the nearest flip is found and every band; and all between neighbours with
    the same answer whose lead is small beside how it changes nearby, since another answer may
    hide there.
    """
    likely = decision.evaluate(decision.rows(1))
    points = [np.array([x]) for x in decision.likely]
    values = [likely] * len(points)
    points, values = add_points(decision, points, values, end_points(decision))
    points, values = add_points(decision, points, values, far_points(decision, points, values))
    even = [even_points(decision, n, values[n]) for n in range(len(points))]
    points, values = add_points(decision, points, values, even)
    for _ in range(HIDDEN_ROUNDS):
        hidden = [hidden_points(p, v) for p, v in zip(points, values, strict=True)]
        points, values = add_points(decision, points, values, hidden)
    middle = tuple(
        int(np.abs(p - x).argmin()) for p, x in zip(points, decision.likely, strict=True)
    )
    return Scan(tuple(points), middle, tuple(values))


def add_points(
    decision: Decision, points: list[Array], values: list[Array], extra: Sequence[Array]
) -> tuple[list[Array], list[Array]]:
    """The scan with more points solved, in rising order and each only once."""
    new = [np.setdiff1d(e, p) for e, p in zip(extra, points, strict=True)]
    solved = solve_along(decision, new)
    merged, found = [], []
    for n, fresh in enumerate(new):
        every = np.concatenate([points[n], fresh])
        order = np.argsort(every, kind="stable")
        merged.append(every[order])
        found.append(np.concatenate([values[n], solved[n]])[order])
    return merged, found


def end_points(decision: Decision) -> list[Array]:
    """Both ends of every range."""
    return [np.array([low, high]) for low, high in zip(decision.low, decision.high, strict=True)]


def far_points(decision: Decision, points: list[Array], values: list[Array]) -> list[Array]:
    """For the numbers that move the lead: quarters of the range, and beyond both ends."""
    found = []
    for n, likely in enumerate(decision.likely):
        middle = values[n][points[n] == likely][0]
        leads = middle[best(middle)] - middle
        moved = np.abs(values[n][:, best(middle)][:, None] - values[n] - leads).max(axis=0)
        if np.all((moved < leads / 20) | (moved <= STILL)):
            found.append(np.empty(0))
            continue
        low, high = float(decision.low[n]), float(decision.high[n])
        least, most = reach(low, high)
        found.append(np.array([least, (low + likely) / 2, (likely + high) / 2, most]))
    return found


def even_points(decision: Decision, number: int, values: Array) -> Array:
    """Even steps on both sides of the likely value where the answer flips along a number."""
    if len(set(best(values).tolist())) == 1:
        return np.empty(0)
    likely = float(decision.likely[number])
    ends = (float(decision.low[number]), float(decision.high[number]))
    return np.concatenate([np.linspace(likely, end, EVEN + 1)[1:-1] for end in ends])


def hidden_points(points: Array, values: Array) -> Array:
    """Points between neighbours of the same answer whose lead is small beside its change."""
    winners = best(values)
    found = [np.empty(0)]
    for k in range(len(points) - 1):
        nearby = values[max(k - 1, 0) : k + 3]
        leads = nearby[:, winners[k]][:, None] - nearby
        change = np.abs(np.diff(leads, axis=0)).max(axis=0)
        least = np.minimum(*(values[j, winners[k]] - values[j] for j in (k, k + 1)))
        rivals = np.arange(values.shape[1]) != winners[k]
        if winners[k] == winners[k + 1] and np.any((least < change - STILL) & rivals):
            found.append(np.linspace(points[k], points[k + 1], SPLITS + 1)[1:-1])
    return np.concatenate(found)


def reach(low: float, high: float) -> tuple[float, float]:
    """How far beyond its range a number is followed: one width, never across zero.

    A cost stays a cost, and a duration or a rate stays above zero, unless the range
    itself says otherwise.
    """
    width = high - low
    least, most = low - width, high + width
    if low >= 0:
        least = max(least, low / 2)
    if high <= 0:
        most = min(most, high / 2)
    return least, most


def solve_along(decision: Decision, points: Sequence[Array]) -> list[Array]:
    """Values (K, C) with number n set to each of points[n], the others likely; one batch."""
    counts = [len(p) for p in points]
    rows = decision.rows(sum(counts))
    which = np.repeat(np.arange(len(points)), counts)
    if len(rows):
        rows[np.arange(len(rows)), which] = np.concatenate(list(points))
    values = decision.evaluate(rows)
    return np.split(values, np.cumsum(counts)[:-1]) if points else []


def find_flips(decision: Decision, scan: Scan) -> tuple[Flip, ...]:
    """Every flip along every number; beyond the range only where there is none inside.

    Each is bracketed between two points of the scan, and narrowed.
    """
    brackets = [b for n in range(len(decision.keys)) for b in brackets_of(decision, scan, n)]
    flips = [flip_at(decision, b) for b in narrow(decision, brackets)]
    return tuple(sorted(flips, key=lambda f: (f.number, f.distance)))


@dataclass(frozen=True)
class Bracket:
    """A flip between `near` (likely side) and `far`, with the courses best there.

    `ahead` is by how much `before` leads at `near`, `behind` its lead at `far` (negative).
    """

    number: int
    near: float
    far: float
    before: int
    after: int
    ahead: float
    behind: float
    beyond: bool


def brackets_of(decision: Decision, scan: Scan, number: int) -> list[Bracket]:
    """Neighbouring points with different answers, from the likely value outward."""
    points, values, middle = scan.points[number], scan.values[number], scan.middle[number]
    low, high = decision.low[number], decision.high[number]
    winners = best(values)
    found = []
    for step, stop in ((1, len(points)), (-1, -1)):
        for k in range(middle + step, stop, step):
            before, after = int(winners[k - step]), int(winners[k])
            if before != after:
                ahead, behind = lead_of(values[[k - step, k]], before)
                ends = (float(points[k - step]), float(points[k]))
                beyond = not low <= points[k] <= high
                found.append(Bracket(number, *ends, before, after, ahead, behind, beyond))
    inside = [b for b in found if not b.beyond]
    return inside or first_each_way(found)


def first_each_way(brackets: Sequence[Bracket]) -> list[Bracket]:
    """The nearest bracket above and below."""
    above = [b for b in brackets if b.far > b.near]
    below = [b for b in brackets if b.far < b.near]
    return above[:1] + below[:1]


def narrow(decision: Decision, brackets: Sequence[Bracket]) -> list[Bracket]:
    """All brackets narrowed together until each is narrow enough: each round looks at the middle
    and around where the lead would be nought if it were straight (regula falsi)."""
    narrowed = list(brackets)
    for count in range(MOST_ROUNDS):
        wide = [k for k, b in enumerate(narrowed) if not is_narrow(decision, b)]
        if not wide:
            break
        apart = NARROW[min(count, len(NARROW) - 1)]
        for k, found in zip(
            wide, look_inside(decision, [narrowed[k] for k in wide], apart), strict=True
        ):
            narrowed[k] = found
    return narrowed


def is_narrow(decision: Decision, bracket: Bracket) -> bool:
    """Whether a flip is known to a thousandth of the range of its number."""
    width = float(decision.high[bracket.number] - decision.low[bracket.number])
    return abs(bracket.far - bracket.near) <= PRECISE * width


def look_inside(decision: Decision, brackets: Sequence[Bracket], apart: float) -> list[Bracket]:
    """Each bracket shrunk by what is found at a few points within, all solved in one batch."""
    points = [inner_points(b, apart) for b in brackets]
    rows = decision.rows(sum(len(p) for p in points))
    numbers = np.repeat([b.number for b in brackets], [len(p) for p in points])
    rows[np.arange(len(rows)), numbers] = np.concatenate(points)
    values = np.split(decision.evaluate(rows), np.cumsum([len(p) for p in points])[:-1])
    return [shrink(b, p, v) for b, p, v in zip(brackets, points, values, strict=True)]


def inner_points(bracket: Bracket, apart: float) -> Array:
    """Where to look inside a bracket, from the near end to the far one."""
    total = bracket.ahead - bracket.behind
    root = min(max(bracket.ahead / total, 0.0), 1.0) if total > 0 else 0.5
    shares = np.unique(np.clip([root - apart, root, root + apart, 0.5], 0.001, 0.999))
    return np.asarray(bracket.near + (bracket.far - bracket.near) * shares, dtype=np.float64)


def shrink(bracket: Bracket, points: Array, values: Array) -> Bracket:
    """The sub-bracket in which the answer first differs, seen from the near end."""
    winners = best(values)
    leads = lead_of(values, bracket.before)
    first = next((k for k, w in enumerate(winners) if w != bracket.before), None)
    found = bracket
    if first is not None:
        changes = {"far": points[first], "behind": leads[first], "after": int(winners[first])}
        found = replace(found, **changes)
    last = (len(points) if first is None else first) - 1
    return found if last < 0 else replace(found, near=points[last], ahead=leads[last])


def flip_at(decision: Decision, bracket: Bracket) -> Flip:
    """The flip with its distance from the likely value, 1 being the end of the range."""
    n, likely = bracket.number, float(decision.likely[bracket.number])
    at = float(bracket.near + bracket.far) / 2
    end = float(decision.high[n] if at > likely else decision.low[n]) - likely
    width = abs(end) or float(decision.high[n] - decision.low[n])
    distance = abs(at - likely) / width if width else float("inf")
    return Flip(n, at, bracket.before, bracket.after, bracket.beyond, distance)


def later_bands(flip: Flip, flips: Sequence[Flip], likely: float) -> tuple[Flip, ...]:
    """The flips farther out along the same number on the same side, nearest first."""
    return tuple(
        f
        for f in sorted(flips, key=lambda f: f.distance)
        if f.number == flip.number
        and f.distance > flip.distance
        and (f.at > likely) == (flip.at > likely)
    )


def nearest_each_way(decision: Decision, flips: Sequence[Flip]) -> list[tuple[Flip, Flip | None]]:
    """For each number that flips the answer, its nearest flip and the nearest on the other
    side of the likely value, if there is one; numbers in the order of their nearest flips,
    those inside their ranges first."""
    ranked = sorted(flips, key=lambda f: (f.beyond, f.distance, f.number))
    found: dict[int, tuple[Flip, Flip | None]] = {}
    for flip in ranked:
        first, other = found.get(flip.number, (flip, None))
        likely = decision.likely[flip.number]
        across = (flip.at > likely) != (first.at > likely)
        found[flip.number] = (first, flip if other is None and across else other)
    return list(found.values())
