"""What the rankings of a stand-off do not say: strength, unknown comparisons, unseen states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from countermove.records.conditions import Condition, Lookup, parse_condition
from countermove.records.errors import StandoffError, TooLargeError
from countermove.records.standoffs import Player, Standoff
from countermove.solving.stability.models.graphs import build_graph, without
from countermove.solving.stability.models.models import GraphModel, Ints, Verdicts
from countermove.solving.stability.models.rankings import prioritise
from countermove.solving.stability.models.relations import UNKNOWN, Pair
from countermove.solving.stability.models.snapshots import Snapshot, make_lookup

__all__ = ["Doubts", "build_views", "find_doubts"]

MOST_STATES = 4096
MOST_PAIRS = 500_000


@dataclass(frozen=True, eq=False)
class Doubts:
    """What rankings do not say, by player and the numbers of the snapshot's feasible states."""

    level: Ints
    pairs: dict[int, list[Pair]]
    unseen: tuple[NDArray[np.int64], ...]

    @property
    def strong(self) -> bool:
        """Whether anything is much preferred."""
        return bool(self.level.any())

    @property
    def unknown(self) -> bool:
        """Whether some comparison is unknown."""
        return any(self.pairs.values())

    @property
    def unlike(self) -> bool:
        """Whether somebody does not see everything."""
        return any(len(row) for row in self.unseen)


def find_doubts(standoff: Standoff, shot: Snapshot) -> Doubts:
    """The stand-off's `much`, `unknown` and `unseen` in one snapshot.

    Raises:
        TooLargeError: there are too many states or unknown comparisons to list.
    """
    states = shot.model.states()
    if len(states) > MOST_STATES:
        raise TooLargeError(
            f"{len(states)} states are too many for strength, unknown and unseen; "
            f"the most is {MOST_STATES}"
        )
    chances = [c.name for c in standoff.chance]
    lookup = make_lookup(shot.options, shot.chance, chances, shot.when)
    players = [standoff.player(i) for i in shot.model.players]
    feasible = shot.model.feasible
    return Doubts(
        np.stack([grade(p, lookup, feasible)[states] for p in players]),
        {i: list_unknown(p, lookup, states) for i, p in enumerate(players)},
        tuple(np.flatnonzero(any_of(p.unseen, lookup, states)) for p in players),
    )


def grade(player: Player, lookup: Lookup, feasible: Verdicts) -> Ints:
    """The grade of every state by the player's `much`; all alike where it says nothing."""
    truths = [parse_condition(text).evaluate(lookup) for text in player.much]
    return prioritise([np.broadcast_to(t, feasible.shape) for t in truths], feasible)


def truth(condition: Condition, lookup: Lookup, states: NDArray[np.int64]) -> Verdicts:
    """Where the condition holds among the states."""
    full = condition.evaluate(lookup)
    return np.asarray(full[states] if full.ndim else np.full(len(states), full), np.bool_)


def any_of(texts: Sequence[str], lookup: Lookup, states: NDArray[np.int64]) -> Verdicts:
    """Where at least one of the conditions holds among the states."""
    found = np.zeros(len(states), np.bool_)
    for text in texts:
        found |= truth(parse_condition(text), lookup, states)
    return found


def list_unknown(player: Player, lookup: Lookup, states: NDArray[np.int64]) -> list[Pair]:
    """Every pair of states the player is not known to prefer either way."""
    pairs: set[tuple[int, int]] = set()
    for texts in player.unknown:
        one, other = (
            np.flatnonzero(truth(parse_condition(t), lookup, states)).tolist() for t in texts
        )
        if len(one) * len(other) > MOST_PAIRS:
            raise TooLargeError(f"too many unknown comparisons; the most is {MOST_PAIRS}")
        pairs |= {(min(a, b), max(a, b)) for a, b in product(one, other) if a != b}
    return [(a, b, UNKNOWN) for a, b in sorted(pairs)]


def build_views(shot: Snapshot, doubts: Doubts) -> tuple[GraphModel, ...]:
    """The graph of the snapshot with all doubts, as every player sees it.

    Raises:
        StandoffError: a player sees no state at all.
    """
    graph = build_graph(shot.model, level=doubts.level, pairs=doubts.pairs)
    for player, row in zip(graph.players, doubts.unseen, strict=True):
        if len(row) == graph.size:
            raise StandoffError(f"player {player} sees no state at all: loosen its `unseen`")
    return tuple(
        without(graph, [graph.labels[s] for s in row.tolist()]) if len(row) else graph
        for row in doubts.unseen
    )
