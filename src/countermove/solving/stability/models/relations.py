"""Preferences between states: rankings with ties, strength, and unknown comparisons.

A ranking is kept as one number per state. Everything a ranking cannot say is kept as a
sparse list of pairs, so that no states-by-states table is ever made.

Sources: Li, Hipel, Kilgour and Fang (2004), "Preference uncertainty in the graph model for
conflict resolution", IEEE Trans. SMC-A 34(4), for unknown; Hamouda, Kilgour and Hipel (2004),
"Strength of preference in the graph model for conflict resolution", Group Decision and
Negotiation 13, for strength.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import InputError
from countermove.solving.compiling import compiled

__all__ = ["UNKNOWN", "Pair", "Relations", "compare", "from_ranking"]

UNKNOWN = 3
"""Code of an unknown comparison; 2 and 1 are (much) better, 0 equal, -1 and -2 worse."""

Pair = tuple[int, int, int]
"""(one, other, code): how state `one` compares with state `other`."""


class Relations(NamedTuple):
    """How every player compares any two states.

    `rank[i, s]`: higher is better. `level[i, s]`: a state is *much* preferred to a worse one
    when its level is higher (a level ends where the ranking has a "much preferred" gap).
    Pairs that follow neither stand in rows: those of player i and state s are
    ``others[rows[i, s]:rows[i, s + 1]]`` (rising) with their `codes`.
    """

    rank: NDArray[np.int32]
    level: NDArray[np.int32]
    rows: NDArray[np.int64]
    others: NDArray[np.int32]
    codes: NDArray[np.int8]

    @classmethod
    def build(
        cls,
        rank: NDArray[np.int32],
        level: NDArray[np.int32] | None = None,
        pairs: Mapping[int, Iterable[Pair]] | None = None,
    ) -> Relations:
        """Relations from ranks, with levels of strength and odd pairs, by player."""
        rank = np.ascontiguousarray(rank, np.int32)
        steps = np.zeros_like(rank) if level is None else np.ascontiguousarray(level, np.int32)
        if steps.shape != rank.shape:
            raise InputError("levels of strength take the shape of the ranks")
        rows, others, codes = pack_pairs(rank.shape, pairs or {})
        return cls(rank, steps, rows, others, codes)

    def compare(self, player: int, one: int, other: int) -> int:
        """2 or 1 if `one` is (much) better, 0 if equal, -1 or -2 if (much) worse, 3 unknown."""
        return int(compare(self, player, one, other))

    @property
    def complete(self) -> bool:
        """Whether the ranks alone say everything about who is better."""
        return len(self.others) == 0


def pack_pairs(
    shape: tuple[int, ...], pairs: Mapping[int, Iterable[Pair]]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]:
    """Odd pairs in both directions, as rows by player and state."""
    players, states = shape
    rows = np.zeros((players, states + 1), np.int64)
    others: list[int] = []
    codes: list[int] = []
    for i in range(players):
        table = both_ways(pairs.get(i, ()), states)
        for s in range(states):
            rows[i, s] = len(others)
            for other in sorted(table.get(s, {})):
                others.append(other)
                codes.append(table[s][other])
        rows[i, states] = len(others)
    return rows, np.array(others, np.int32), np.array(codes, np.int8)


def both_ways(pairs: Iterable[Pair], states: int) -> dict[int, dict[int, int]]:
    """The comparisons of each state, each pair entered from both sides."""
    table: dict[int, dict[int, int]] = {}
    for one, other, code in pairs:
        if not (0 <= one < states and 0 <= other < states) or one == other:
            raise InputError(f"the comparison of states {one} and {other} is of no two states")
        for a, b, c in ((one, other, code), (other, one, code if code == UNKNOWN else -code)):
            if table.setdefault(a, {}).setdefault(b, c) != c:
                raise InputError(f"states {one} and {other} are compared twice, differently")
    return table


def from_ranking(ranking: Sequence[Iterable[int]], states: int) -> NDArray[np.int32]:
    """Ranks (higher is better) from groups of tied states, best first; the rest share -1."""
    rank = np.full(states, -1, np.int32)
    for place, group in enumerate(ranking):
        for s in group:
            rank[s] = len(ranking) - 1 - place
    return rank


@compiled
def compare(relations: Relations, player: int, one: int, other: int) -> int:
    """How `one` compares with `other` for a player; see `Relations.compare`."""
    rows, others = relations.rows, relations.others
    if len(others):
        low, high = rows[player, one], rows[player, one + 1]
        while low < high:
            middle = (low + high) // 2
            if others[middle] < other:
                low = middle + 1
            else:
                high = middle
        if low < rows[player, one + 1] and others[low] == other:
            return int(relations.codes[low])
    a, b = relations.rank[player, one], relations.rank[player, other]
    levels = relations.level[player, one], relations.level[player, other]
    if a == b:
        return 0
    if a > b:
        return 2 if levels[0] > levels[1] else 1
    return -2 if levels[0] < levels[1] else -1
