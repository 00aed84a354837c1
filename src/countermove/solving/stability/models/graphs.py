"""From option form to an explicit graph of moves, and to coalesced states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import InputError
from countermove.solving.stability.compiling import compiled
from countermove.solving.stability.estimate import refuse_too_large
from countermove.solving.stability.models.models import GraphModel, Ints, OptionModel
from countermove.solving.stability.models.relations import Pair, Relations

__all__ = ["build_graph", "coalesce", "graph_from_moves"]


def build_graph(
    model: OptionModel,
    *,
    level: Ints | None = None,
    pairs: Mapping[int, Sequence[Pair]] | None = None,
) -> GraphModel:
    """The same model with every move listed; states are the feasible patterns in rising order.

    `level` and `pairs` add strength and odd comparisons, by the numbers of the new states.

    Raises:
        TooLargeError: the list of moves will not fit in memory.
    """
    states = model.states()
    number = np.full(model.size, -1, np.int32)
    number[states] = np.arange(len(states), dtype=np.int32)
    masks = model.masks()
    starts = np.zeros((len(model.players), len(states) + 1), np.int64)
    count_moves(states, number, masks, model.no_off, model.no_on, starts)
    total = int(starts[-1, -1])
    refuse_too_large(4 * total, f"a graph of {total} moves")
    targets = np.empty(total, np.int32)
    list_moves(states, number, masks, model.no_off, model.no_on, targets)
    labels = tuple(" + ".join(model.in_force(int(s))) or "nothing" for s in states)
    relations = Relations.build(model.rank[:, states], level, pairs)
    return GraphModel(model.players, labels, starts, targets, relations, states, masks)


@compiled
def count_moves(
    states: NDArray[np.int64],
    number: NDArray[np.int32],
    masks: NDArray[np.int64],
    no_off: int,
    no_on: int,
    starts: NDArray[np.int64],
) -> None:
    """Fill the running totals of moves by player and state."""
    total = 0
    for i in range(len(masks)):
        for s in range(len(states)):
            starts[i, s] = total
            pattern = states[s]
            vary = masks[i] & ~(pattern & no_off) & ~(~pattern & no_on)
            sub = vary
            while sub:
                if number[pattern ^ sub] >= 0:
                    total += 1
                sub = (sub - 1) & vary
        starts[i, len(states)] = total


@compiled
def list_moves(
    states: NDArray[np.int64],
    number: NDArray[np.int32],
    masks: NDArray[np.int64],
    no_off: int,
    no_on: int,
    targets: NDArray[np.int32],
) -> None:
    """Fill the targets in the order of `count_moves`."""
    total = 0
    for i in range(len(masks)):
        for s in range(len(states)):
            pattern = states[s]
            vary = masks[i] & ~(pattern & no_off) & ~(~pattern & no_on)
            sub = vary
            while sub:
                target = number[pattern ^ sub]
                if target >= 0:
                    targets[total] = target
                    total += 1
                sub = (sub - 1) & vary


def graph_from_moves(
    players: Sequence[str],
    labels: Sequence[str],
    moves: Mapping[int, Mapping[int, Sequence[int]]],
    relations: Relations,
    *,
    patterns: NDArray[np.int64] | None = None,
    masks: NDArray[np.int64] | None = None,
    members: Mapping[int, int] | None = None,
) -> GraphModel:
    """A graph from each player's list of moves, by state.

    `members` gives the states of further patterns that are coalesced into them.
    """
    starts = np.zeros((len(players), len(labels) + 1), np.int64)
    targets: list[int] = []
    for i in range(len(players)):
        for s in range(len(labels)):
            starts[i, s] = len(targets)
            targets += sorted(set(moves.get(i, {}).get(s, ())) - {s})
        starts[i, len(labels)] = len(targets)
    packed = np.array(targets, np.int32)
    joined = (
        (np.array([*members], np.int64), np.array([*members.values()], np.int64))
        if members
        else None
    )
    return GraphModel(
        tuple(players), tuple(labels), starts, packed, relations, patterns, masks, joined
    )


def coalesce(model: OptionModel, groups: Sequence[Sequence[int]]) -> GraphModel:
    """The graph in which each group of states (bit patterns) counts as one state.

    A player moves from one coalesced state to another if it can from any member to any
    member. The first pattern of a group stands for it.

    Raises:
        InputError: a group names an infeasible state, or ranks its members apart.
    """
    stand_in = {int(s): int(s) for s in model.states()}
    for group in groups:
        for pattern in group:
            check_member(model, pattern, group[0])
            stand_in[pattern] = group[0]
    kept = sorted(set(stand_in.values()))
    place = {pattern: i for i, pattern in enumerate(kept)}
    moves: dict[int, dict[int, list[int]]] = {}
    for i in range(len(model.players)):
        rows: dict[int, list[int]] = {}
        for pattern, first in stand_in.items():
            targets = (place[stand_in[int(t)]] for t in model.moves(i, pattern))
            rows.setdefault(place[first], []).extend(targets)
        moves[i] = rows
    labels = [" + ".join(model.in_force(s)) or "nothing" for s in kept]
    patterns = np.array(kept, np.int64)
    relations = Relations.build(model.rank[:, patterns])
    members = {pattern: place[first] for pattern, first in stand_in.items()}
    return graph_from_moves(
        model.players,
        labels,
        moves,
        relations,
        patterns=patterns,
        masks=model.masks(),
        members=members,
    )


def check_member(model: OptionModel, pattern: int, first: int) -> None:
    """Refuse a member of a coalesced state that does not fit the first one."""
    if not 0 <= pattern < model.size or not model.feasible[pattern]:
        raise InputError(f"state {pattern} cannot be coalesced: it is not feasible")
    if (model.rank[:, pattern] != model.rank[:, first]).any():
        raise InputError(
            f"states {first} and {pattern} cannot be coalesced: some player ranks them apart"
        )
