"""The inverse question: what must change in a player's preferences for a state to be stable.

Raising a state s in player i's ranking, everything else left in its order, is a change of one
number. s becomes stable exactly when it draws level with
max over u in R_i(s) of min(p_i(u), w_i(u)), the left side of the test for the concept; a
lesser raise does not do, and no raise by one player undoes the stability of s for another.

The other measure is the smallest number of states whose comparison with s must be turned
round (from better to no better): each improvement that nothing deters must itself be turned
round, or one of its countermoves be made to deter, together with the ways out of it (SMR).
It is found exactly, by branch and bound over these alternatives.

After Kinsara, Kilgour and Hipel (2015), "Inverse approach to the graph model for conflict
resolution", IEEE Trans. SMC: Systems 45(5), which enumerates rankings instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import InputError, SettingsError
from countermove.records.stability import Concept
from countermove.solving.compiling import compiled
from countermove.solving.stability.algorithms.reach import reach
from countermove.solving.stability.models.models import GraphModel, Model, OptionModel, ranks
from countermove.solving.stability.questions.reasons import explain, joint_outcomes, sequences

__all__ = ["Raise", "fewest_reversals", "least_raise", "raise_state", "wish"]

MOST_NODES = 20_000
MOST_WAYS = 2_000
MOST_LOOKS = 5_000_000


@dataclass(frozen=True)
class Raise:
    """The least raise of the wanted state in a player's ranking that makes it stable for it.

    `level` is the rank it must draw level with, `passed` the states now ranked above it and
    no higher than that, `fewest` the smallest set of comparisons to turn round (None if the
    search was too large).
    """

    player: int
    level: int
    level_with: tuple[int, ...]
    passed: int
    fewest: tuple[int, ...] | None


def wish(model: Model, state: int, concept: Concept) -> tuple[Raise, ...]:
    """The least change, for every player that must change, that makes the state stable for all.

    Raises:
        InputError: the state is not feasible.
        SettingsError: the concept is not NASH, SEQ, GMR, SMR or SIM.
    """
    check_wished(model, state)
    levels: dict[int, int] = {}
    while True:
        raised = raise_state(model, state, levels)
        needed = {
            i: level
            for i in range(len(model.players))
            if (level := least_raise(raised, i, state, concept)) > ranks(raised)[i, state]
        }
        if not needed:
            return tuple(describe(model, state, concept, i, levels[i]) for i in sorted(levels))
        levels |= needed


def check_wished(model: Model, state: int) -> None:
    """Refuse a state that is not feasible, and preferences that no ranking says."""
    if isinstance(model, GraphModel):
        if not model.relations.complete:
            raise SettingsError("the inverse question needs complete rankings")
    elif not 0 <= state < model.size or not model.feasible[state]:
        inside = ", ".join(model.in_force(state)) or "nothing"
        raise InputError(f"the state with {inside} in force breaks a rule; it cannot be wished for")


def reached_from(model: Model, start: int, movers: list[int], *, willing: bool) -> list[int]:
    """Where the movers may get to from a state, itself included."""
    if isinstance(model, OptionModel):
        return np.flatnonzero(reach(model, [start], movers, willing=willing).parent >= 0).tolist()
    ways = sequences(model, tuple(movers), start, improving=willing)
    return sorted({start, *(way[-1].end for way in ways)})


def describe(model: Model, state: int, concept: Concept, player: int, level: int) -> Raise:
    """A raise with what it passes and the smallest change that would do instead."""
    rank = ranks(model)[player]
    return Raise(
        player,
        level,
        tuple(np.flatnonzero(rank == level).tolist()),
        int(np.count_nonzero((rank > rank[state]) & (rank <= level))),
        fewest_reversals(model, player, state, concept),
    )


def least_raise(model: Model, player: int, state: int, concept: Concept) -> int:
    """The rank the state needs to be stable for the player; its own rank if it is already."""
    rank = ranks(model)[player]
    worth = [int(rank[state])]
    for u in model.moves(player, state).tolist():
        if rank[u] > rank[state]:
            worst = min((w for w, _ in answers(model, player, state, u, concept)), default=None)
            worth.append(int(rank[u]) if worst is None else min(int(rank[u]), worst))
    return max(worth)


def answers(
    model: Model, player: int, state: int, end: int, concept: Concept
) -> list[tuple[int, int]]:
    """What may follow the move to `end`: (worth to the player at best from there, state)."""
    rank = ranks(model)[player]
    rest = [j for j in range(len(model.players)) if j != player]
    if concept == "NASH":
        return []
    if concept == "SIM":
        return [(int(rank[t]), t) for t in joint_outcomes(model, (player,), state, end)]
    if concept not in ("SEQ", "GMR", "SMR"):
        raise SettingsError(f"the inverse question is not answered for {concept}")
    reached = reached_from(model, end, rest, willing=concept == "SEQ")
    if concept != "SMR":
        return [(int(rank[t]), t) for t in reached]
    return [(max([int(rank[t]), *rank[model.moves(player, t)].tolist()]), t) for t in reached]


def fewest_reversals(
    model: Model, player: int, state: int, concept: Concept
) -> tuple[int, ...] | None:
    """The smallest set of states, now preferred, that must become no better than `state`."""
    rank = ranks(model)[player]
    bar = int(rank[state])
    needs: list[list[frozenset[int]]] = []
    for temptation in explain(model, concept, (player,), state).temptations:
        if temptation.deterred_by is not None:
            continue
        end = temptation.state
        ways = {frozenset([end])}
        for _, t in answers(model, player, state, end, concept):
            turned = {t} if rank[t] > bar else set()
            if concept == "SMR":
                turned |= {z for z in model.moves(player, t).tolist() if rank[z] > bar}
            ways.add(frozenset(turned))
        if len(ways) > MOST_WAYS:
            return None
        needs.append(smallest_only(ways))
    chosen = cover(needs)
    return None if chosen is None else tuple(sorted(chosen))


def smallest_only(ways: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The ways that contain no other way, small ones first."""
    kept: list[frozenset[int]] = []
    for way in sorted(ways, key=lambda w: (len(w), sorted(w))):
        if not any(k <= way for k in kept):
            kept.append(way)
    return kept


def cover(needs: list[list[frozenset[int]]]) -> frozenset[int] | None:
    """The smallest union of one way for each need, by branch and bound; None if too large."""
    first = frozenset().union(*(min(n, key=len) for n in needs))
    states = sorted({s for need in needs for way in need for s in way})
    place = {s: b for b, s in enumerate(states)}
    words = len(states) // 64 + 1
    ways = np.zeros((sum(map(len, needs)), words), np.uint64)
    for row, way in enumerate(way for need in needs for way in need):
        for s in way:
            ways[row, place[s] // 64] |= np.uint64(1) << np.uint64(place[s] % 64)
    starts = np.cumsum([0, *map(len, needs)]).astype(np.int64)
    best = np.zeros(words, np.uint64)
    most = min(MOST_LOOKS // (len(ways) + 1), MOST_NODES)
    size = branch_and_bound(ways, starts, len(first), most, best)
    if size < 0:
        return None
    bits = np.unpackbits(best.view(np.uint8), bitorder="little")
    return first if size == len(first) else frozenset(s for s in states if bits[place[s]])


@compiled
def branch_and_bound(
    ways: NDArray[np.uint64],
    starts: NDArray[np.int64],
    size: int,
    most: int,
    best: NDArray[np.uint64],
) -> int:
    """Fill `best` with the first smallest union below `size`; its size, -1 after `most` nodes.

    Need n is met by any of the ways in rows ``starts[n]`` to ``starts[n + 1]``, sets of bits.
    """
    stack = np.zeros((256, ways.shape[1]), np.uint64)
    top, nodes = 1, 0
    while top:
        top -= 1
        nodes += 1
        if nodes > most:
            return -1
        chosen = stack[top].copy()
        if count_bits(chosen) >= size:
            continue
        need = first_unmet(ways, starts, chosen)
        if need < 0:
            best[:] = chosen
            size = count_bits(chosen)
            continue
        for way in range(starts[need + 1] - 1, starts[need] - 1, -1):
            joined = chosen | ways[way]
            if count_bits(joined) < size:
                if top == len(stack):
                    stack = np.concatenate((stack, np.zeros_like(stack)))
                stack[top] = joined
                top += 1
    return size


@compiled
def first_unmet(
    ways: NDArray[np.uint64], starts: NDArray[np.int64], chosen: NDArray[np.uint64]
) -> int:
    """The first need none of whose ways is among the chosen; -1 if there is none."""
    for need in range(len(starts) - 1):
        met = False
        for way in range(starts[need], starts[need + 1]):
            inside = True
            for w in range(len(chosen)):
                if ways[way, w] & ~chosen[w]:
                    inside = False
                    break
            if inside:
                met = True
                break
        if not met:
            return need
    return -1


@compiled
def count_bits(words: NDArray[np.uint64]) -> int:
    """How many bits are set."""
    total = 0
    for word in words:
        rest = word
        while rest:
            rest &= rest - np.uint64(1)
            total += 1
    return total


def raise_state(model: Model, state: int, levels: Mapping[int, int]) -> Model:
    """The model with the state brought level with a rank, by player; all else stays."""
    rank = ranks(model).copy()
    for player, level in levels.items():
        rank[player, state] = level
    if isinstance(model, OptionModel):
        return replace(model, rank=rank)
    return replace(model, relations=model.relations._replace(rank=rank))
