"""Where the answer flips along one number, found by search with the others at likely values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from countermove.solving.play.vectors import WIDE
from countermove.stressing.decision import Array, Decision, best, lead_of

__all__ = ["Flip", "Scan", "find_flips", "later_bands", "nearest_each_way", "scan_numbers"]

SPLITS = 3

PRECISE = 0.001
"""Width of a bracket, as a part of the number's range, at which it is narrow enough."""

MOST_ROUNDS = 14
"""Cuts after which a bracket is narrow enough, whatever it was."""

MOST_CUTS = 3
"""Points at which a bracket is cut at once at most."""

HIDDEN_ROUNDS = 2
STILL = 1e-9
"""Points by which a lead moves through rounding alone."""
EVEN = 8
"""Points between the likely value and each end of a range along which the answer flips."""
FINE = 160
"""Steps on each side of the likely value at which a number is followed whose leads waver."""
STRIDE = 8
"""How many such steps are looked at before it is asked whether the answer has flipped."""
WAVER = 0.05
"""The least turn of a lead, as a part of the largest, that counts as one."""


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
    hide there. Last, the numbers along which a lead wavers, in fine steps outward as far as the
    nearest flip of all: sharp replies come to other ends from one step to the next, so that bands
    are narrower than any even step and the lead between two of them tells nothing.
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
    points, values = follow_wavering(decision, points, values)
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


def follow_wavering(
    decision: Decision, points: list[Array], values: list[Array]
) -> tuple[list[Array], list[Array]]:
    """The scan with fine steps outward where a lead wavers, as far as the nearest flip of all."""
    sides = list_sides(decision)
    fine = [s for s in sides if wavers(outward(decision, points, values, *s)[1])]
    for first in range(1, FINE if fine else 0, STRIDE):
        nearest = min(flip_share(*outward(decision, points, values, *s)) for s in sides)
        shares = np.arange(first, min(first + STRIDE, FINE)) / FINE
        shares = shares[shares < nearest]
        if not len(shares):
            break
        extra = [np.empty(0)] * len(points)
        for n, end in fine:
            likely = float(decision.likely[n])
            extra[n] = np.concatenate([extra[n], likely + (end - likely) * shares])
        points, values = add_points(decision, points, values, extra)
    return points, values


def list_sides(decision: Decision) -> list[tuple[int, float]]:
    """Every number with each end of its range that is not its likely value."""
    ends = zip(decision.low.tolist(), decision.high.tolist(), strict=True)
    return [(n, e) for n, both in enumerate(ends) for e in both if e != decision.likely[n]]


def outward(
    decision: Decision, points: list[Array], values: list[Array], number: int, end: float
) -> tuple[Array, Array]:
    """How far out a number's points lie towards an end of its range, as shares of the way, and
    the values there, from the likely value on."""
    likely = float(decision.likely[number])
    shares = (points[number] - likely) / (end - likely)
    order = [int(k) for k in np.argsort(shares, kind="stable") if shares[k] >= 0]
    return shares[order], values[number][order]


def wavers(values: Array) -> bool:
    """Whether the lead of the first answer over any course turns twice or more on the way."""
    leads = values[:, best(values[0])][:, None] - values
    for lead in leads.T:
        change = np.diff(lead)
        moved = np.sign(change[np.abs(change) > max(STILL, WAVER * np.abs(lead).max())])
        if np.count_nonzero(np.diff(moved)) > 1:
            return True
    return False


def flip_share(shares: Array, values: Array) -> float:
    """The share of the way at which another answer is first found; infinite without."""
    winners = best(values)
    found = np.flatnonzero(winners != winners[0])
    return float(shares[found[0]]) if len(found) else float("inf")


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
    """All brackets cut together until each is narrow enough.

    The lead is no guide to where it vanishes: where replies are sharp it jumps.
    """
    narrowed = list(brackets)
    for _ in range(MOST_ROUNDS):
        wide = [k for k, b in enumerate(narrowed) if not is_narrow(decision, b)]
        if not wide:
            break
        parts = cut(decision, [narrowed[k] for k in wide])
        for k, found in zip(wide, parts, strict=True):
            narrowed[k] = found
    return narrowed


def is_narrow(decision: Decision, bracket: Bracket) -> bool:
    """Whether a flip is known to a thousandth of the range of its number."""
    width = float(decision.high[bracket.number] - decision.low[bracket.number])
    return abs(bracket.far - bracket.near) <= PRECISE * width


def cut(decision: Decision, brackets: Sequence[Bracket]) -> list[Bracket]:
    """Of each bracket the part in which the answer first differs, seen from the near end.

    Brackets are halved; where they are few, cut into up to four parts, which costs no more: what
    solves a row solves `WIDE` in the same time.
    """
    count = max(1, min(MOST_CUTS, WIDE // len(brackets)))
    shares = np.arange(1, count + 1) / (count + 1)
    places = np.array([b.near + (b.far - b.near) * shares for b in brackets])
    rows = decision.rows(places.size)
    rows[np.arange(len(rows)), np.repeat([b.number for b in brackets], count)] = places.ravel()
    values = decision.evaluate(rows).reshape(*places.shape, -1)
    return [part_of(b, x, v) for b, x, v in zip(brackets, places, values, strict=True)]


def part_of(bracket: Bracket, places: Array, values: Array) -> Bracket:
    """The part of a bracket in which the answer first differs, from what is found at places
    inside, (K,) and (K, C), from the near end on."""
    winners, leads = best(values), lead_of(values, bracket.before)
    found = np.flatnonzero(winners != bracket.before)
    last = int(found[0]) if len(found) else len(places)
    if last > 0:
        near = float(places[last - 1])
        bracket = replace(bracket, near=near, ahead=float(leads[last - 1]))
    if last == len(places):
        return bracket
    far = float(places[last])
    return replace(bracket, far=far, behind=float(leads[last]), after=int(winners[last]))


def flip_at(decision: Decision, bracket: Bracket) -> Flip:
    """The flip with its distance from the likely value, 1 being the end of the range; within a
    narrow bracket the lead is taken to be straight."""
    n, likely = bracket.number, float(decision.likely[bracket.number])
    total = bracket.ahead - bracket.behind
    share = min(max(bracket.ahead / total, 0.0), 1.0) if total > 0 else 0.5
    at = float(bracket.near + share * (bracket.far - bracket.near))
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
