"""Comparisons that cannot all hold, found by linear programming (HiGHS, through SciPy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from countermove.records.halfspaces import HalfSpace, list_halfspaces
from countermove.records.misplaced import MisplacedError
from countermove.records.numbers import number_ranges
from countermove.records.ranges import Range

if TYPE_CHECKING:
    from countermove.records.standoffs import Standoff

__all__ = ["ContradictionError", "check_comparisons", "find_contradiction", "find_room"]

LEAST_ROOM = 1e-7
"""Room left, as a part of the ranges' widths, below which comparisons contradict each other."""

MOST_SETS = 400
"""Small sets tried before the first irreducible one found is told as the smallest."""


class ContradictionError(MisplacedError):
    """Comparisons that cannot all hold: the smallest set of them, by their `places`."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        super().__init__(word_contradiction(places), place=places[0])


def word_contradiction(places: Sequence[str], lines: Sequence[int] = ()) -> str:
    """That some comparisons cannot all hold, by place, or by line where those are known."""
    told = [f"line {n}" for n in lines] or list(places)
    if len(told) == 1:
        return f"{told[0]} cannot hold within the ranges given; widen a range or take it back"
    listed = f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{listed} cannot all hold within the ranges given; take one of them back"


def check_comparisons(standoff: Standoff) -> None:
    """Refuse comparisons that cannot all hold within the ranges.

    Raises:
        ContradictionError: with the smallest set that cannot.
        MisplacedError: a comparison compares nothing.
    """
    spaces = list_halfspaces(standoff)
    if not spaces:
        return
    places = find_contradiction(spaces, number_ranges(standoff))
    if places:
        raise ContradictionError(places)


def find_contradiction(spaces: Sequence[HalfSpace], ranges: Mapping[str, Range]) -> tuple[str, ...]:
    """The places of the smallest set of comparisons that cannot all hold; empty if all can."""
    if find_room(spaces, ranges)[0] > LEAST_ROOM:
        return ()
    places = list(dict.fromkeys(s.place for s in spaces))
    core = reduce_places(places, spaces, ranges)
    tried = 0
    for size in range(1, len(core)):
        for few in combinations(places, size):
            tried += 1
            if tried > MOST_SETS:
                return tuple(core)
            if clash(few, spaces, ranges):
                return few
    return tuple(core)


def reduce_places(
    places: Sequence[str], spaces: Sequence[HalfSpace], ranges: Mapping[str, Range]
) -> list[str]:
    """A set that clashes of which no member can be left out (Chinneck's deletion filter)."""
    core = list(places)
    for place in places:
        rest = [p for p in core if p != place]
        if rest and clash(rest, spaces, ranges):
            core = rest
    return core


def clash(places: Sequence[str], spaces: Sequence[HalfSpace], ranges: Mapping[str, Range]) -> bool:
    """Whether the comparisons at these places cannot all hold."""
    return find_room([s for s in spaces if s.place in places], ranges)[0] <= LEAST_ROOM


def find_room(
    spaces: Sequence[HalfSpace], ranges: Mapping[str, Range]
) -> tuple[float, dict[str, float]]:
    """How far inside all half-spaces one can be, and numbers that are.

    Numbers are measured in widths of their ranges, half-spaces by their largest count; the room
    is capped at 1. A number of no width counts with its one value.
    """
    keys = sorted({k for s in spaces for k in s.counts})
    if not keys:
        return 1.0, {}
    low = np.array([ranges[k].low for k in keys])
    width = np.array([ranges[k].high for k in keys]) - low
    counts = np.array([[s.counts.get(k, 0.0) for k in keys] for s in spaces]).reshape(-1, len(keys))
    scale = np.maximum(np.abs(counts * np.where(width > 0, width, np.abs(low))).max(1), 1e-300)
    rows = np.hstack([-(counts * width) / scale[:, None], np.ones((len(spaces), 1))])
    inset = np.where(width > 0, 1.0, 0.0)
    found = solve_room(rows, counts @ low / scale, inset)
    if found is None:
        return -1.0, {}
    share, room = found
    return room, dict(zip(keys, (low + width * share).tolist(), strict=True))


def solve_room(
    rows: NDArray[np.float64], most: NDArray[np.float64], wide: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float] | None:
    """Shares of the ranges as far inside as can be, ends of the ranges included; None if none."""
    from scipy.optimize import linprog  # slow to import, and few files compare wholes

    n = len(wide)
    ends = np.hstack([np.vstack([-np.eye(n), np.eye(n)]), np.ones((2 * n, 1))])
    ends[:, -1] = np.concatenate([wide, wide]) * 0.5
    limits = np.concatenate([np.zeros(n), np.ones(n)])
    cost = np.zeros(n + 1)
    cost[-1] = -1.0
    found = linprog(
        cost,
        A_ub=np.vstack([rows, ends]),
        b_ub=np.concatenate([most, limits]),
        bounds=[(0.0, 1.0)] * n + [(-1e6, 1.0)],
        method="highs",
    )
    return (found.x[:-1], float(found.x[-1])) if found.status == 0 else None
