"""Limited-move stability L_h (LMH) and non-myopic stability (NM).

A player looks h moves ahead and expects everybody to do the same with one move less.

1. With no move left nothing happens. With h left, player j at state s looks at each of its
   moves u, and at what is expected after u with h - 1 moves left and the others on move.
2. j moves if the best of these is better for it than s; otherwise it stays.
3. With several others on move, any of them that wants to may be the one that moves; if none
   wants to, the state stays. A player judges a set of expected outcomes by the worst for
   itself, and goes for all its equally good moves alike, so that ties never depend on the
   order of states.
4. s is L_h-stable for i if i, on move at s with h moves left, stays. It is non-myopically
   stable if that holds for every h from some h on.

With two players and strict rankings this is the published definition: Kilgour (1985),
"Anticipation and stability in two-person non-cooperative games"; Zagare (1984), "Limited-move
equilibria in 2 x 2 games"; Fang, Hipel and Kilgour (1993), section 3.4; Brams and Wittman
(1981), "Nonmyopic equilibria in 2 x 2 games". For three or more players several extensions
are published; step 3, the cautious one, is ours. A coalition makes the first move together
and moves if every member gains.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import SettingsError, TooLargeError
from countermove.solving.compiling import compiled
from countermove.solving.stability.algorithms.searches import (
    Tables,
    explore,
    make_scratch,
    tables_of,
)
from countermove.solving.stability.models.models import GraphModel, Verdicts

__all__ = ["Foresight", "limited_move", "look_ahead", "non_myopic"]

MOST_HORIZONS = 5000


class Expected(NamedTuple):
    """`Foresight` as compiled code reads it."""

    moves: NDArray[np.bool_]
    worst: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Foresight:
    """What is expected with h moves left: `moves[j, s]` and the worst ranks that follow.

    `worst[j, s, i]` is the least rank for player i of what j on move at s leads to.
    """

    horizon: int
    moves: NDArray[np.bool_]
    worst: NDArray[np.int32]

    def key(self) -> bytes:
        """Equal for equal expectations: what follows is a function of it."""
        return hashlib.sha256(self.moves.tobytes() + self.worst.tobytes()).digest()


def look_ahead(model: GraphModel) -> Iterator[Foresight]:
    """Expectations with h = 0, 1, 2, … moves left.

    Raises:
        SettingsError: preferences are not complete rankings.
    """
    if not model.relations.complete:
        raise SettingsError("foresight needs complete rankings; some comparison is unknown or odd")
    rank = model.relations.rank
    players, S = rank.shape
    worst = np.broadcast_to(rank.T, (players, S, players)).astype(np.int32)
    now = Foresight(0, np.zeros((players, S), np.bool_), worst)
    while True:
        yield now
        after = Expected(np.zeros((players, S), np.bool_), np.empty_like(now.worst))
        expect(tables_of(model), Expected(now.moves, now.worst), after)
        now = Foresight(now.horizon + 1, *after)


@compiled
def reply(
    rank: NDArray[np.int32],
    expected: Expected,
    state: int,
    barred: NDArray[np.bool_],
    result: NDArray[np.int32],
) -> None:
    """The worst ranks after `state` when anyone not barred may move."""
    anyone = False
    for i in range(len(result)):
        result[i] = np.iinfo(np.int32).max
    for j in range(len(barred)):
        if not barred[j] and expected.moves[j, state]:
            anyone = True
            for i in range(len(result)):
                result[i] = min(result[i], expected.worst[j, state, i])
    if not anyone:
        for i in range(len(result)):
            result[i] = rank[i, state]


@compiled
def expect(tables: Tables, before: Expected, after: Expected) -> None:
    """Fill `after` (h moves left) from `before` (h - 1 moves left)."""
    rank = tables.relations.rank
    players, S = rank.shape
    ranks = np.empty(players, np.int32)
    for j in range(players):
        barred = np.zeros(players, np.bool_)
        barred[j] = True
        for s in range(S):
            best = rank[j, s]
            after.worst[j, s] = rank[:, s]
            for e in range(tables.starts[j, s], tables.starts[j, s + 1]):
                reply(rank, before, tables.targets[e], barred, ranks)
                if ranks[j] > best:
                    best = ranks[j]
                    after.moves[j, s] = True
                    after.worst[j, s] = ranks
                elif ranks[j] == best and after.moves[j, s]:
                    after.worst[j, s] = np.minimum(after.worst[j, s], ranks)


def limited_move(
    model: GraphModel,
    groups: Sequence[tuple[int, ...]],
    states: NDArray[np.int64],
    horizon: int,
) -> list[Verdicts]:
    """By group: whether each of `states` is L_h-stable for it.

    Raises:
        SettingsError: the horizon is below 1, or preferences are not complete rankings.
    """
    if horizon < 1:
        raise SettingsError(f"the horizon of limited moves must be at least 1, not {horizon}")
    ahead = look_ahead(model)
    for _ in range(horizon - 1):
        next(ahead)
    expected = next(ahead)
    return [stays(model, group, states, expected) for group in groups]


def non_myopic(
    model: GraphModel, groups: Sequence[tuple[int, ...]], states: NDArray[np.int64]
) -> list[Verdicts]:
    """By group: whether each of `states` is stable for it at every horizon from some one on.

    Expectations with h moves are a function of those with h - 1, so they repeat in a cycle;
    the verdict is taken over one whole cycle, for all groups in one go.

    Raises:
        TooLargeError: no cycle shows within 5,000 moves.
    """
    first = repeated_horizon(model)
    result = [np.ones(len(states), np.bool_) for _ in groups]
    seen: set[bytes] = set()
    for expected in look_ahead(model):
        if expected.horizon < first:
            continue
        if expected.key() in seen:
            return result
        seen.add(expected.key())
        for group, verdicts in zip(groups, result, strict=True):
            np.logical_and(verdicts, stays(model, group, states, expected), out=verdicts)
    return result


def repeated_horizon(model: GraphModel) -> int:
    """The first horizon whose expectations come back later."""
    seen: dict[bytes, int] = {}
    for expected in look_ahead(model):
        if expected.horizon > MOST_HORIZONS:
            break
        if expected.key() in seen:
            return seen[expected.key()]
        seen[expected.key()] = expected.horizon
    raise TooLargeError(f"non-myopic expectations do not settle within {MOST_HORIZONS} moves")


def stays(
    model: GraphModel, group: tuple[int, ...], states: NDArray[np.int64], expected: Foresight
) -> Verdicts:
    """Whether the group stays, given what is expected after its move."""
    result = np.zeros(len(states), np.bool_)
    members = np.array(sorted(group), np.int64)
    known = Expected(expected.moves, expected.worst)
    judge_foresight(tables_of(model), known, members, states, result)
    return result


@compiled
def judge_foresight(
    tables: Tables,
    expected: Expected,
    members: NDArray[np.int64],
    states: NDArray[np.int64],
    result: NDArray[np.bool_],
) -> None:
    """A state is stable when no move of the group leaves every member better off."""
    rank = tables.relations.rank
    players, S = rank.shape
    own = make_scratch(S, len(members))
    barred = np.zeros(players, np.bool_)
    for i in members:
        barred[i] = True
    after = np.empty(players, np.int32)
    for q in range(len(states)):
        s = int(states[q])
        count = explore(tables, own, s, members, False)
        result[q] = True
        for c in range(count):
            u = int(own.queue[c] // max(len(members), 1))
            reply(rank, expected, u, barred, after)
            gains = u != s
            for i in members:
                gains = gains and after[i] > rank[i, s]
            if gains:
                result[q] = False
                break
