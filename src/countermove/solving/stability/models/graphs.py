"""From option form, or from lists of moves, to an explicit graph; and a graph without states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.stability.estimate import refuse_too_large
from countermove.solving.stability.models.models import GraphModel, Ints, OptionModel
from countermove.solving.stability.models.relations import Pair, Relations

__all__ = ["build_graph", "graph_from_moves", "graph_from_patterns", "without"]


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
    labels = tuple(" + ".join(model.in_force(int(s))) or "nothing" for s in states)
    relations = Relations.build(model.rank[:, states], level, pairs)
    return graph_from_patterns(model, states, labels, relations)


def graph_from_patterns(
    model: OptionModel, states: NDArray[np.int64], labels: Sequence[str], relations: Relations
) -> GraphModel:
    """The graph whose states are these patterns, in this order; moves are those of the model.

    Raises:
        TooLargeError: the list of moves will not fit in memory.
    """
    number = np.full(model.size, -1, np.int32)
    number[states] = np.arange(len(states), dtype=np.int32)
    masks = model.masks()
    starts = np.zeros((len(model.players), len(states) + 1), np.int64)
    count_moves(states, number, masks, model.no_off, model.no_on, starts)
    total = int(starts[-1, -1])
    refuse_too_large(4 * total, f"a graph of {total} moves")
    targets = np.empty(total, np.int32)
    list_moves(states, number, masks, model.no_off, model.no_on, targets)
    return GraphModel(model.players, tuple(labels), starts, targets, relations, states, masks)


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


def without(model: GraphModel, unseen: Sequence[str]) -> GraphModel:
    """The graph with some states and all moves to and from them left out."""
    kept = [s for s, label in enumerate(model.labels) if label not in unseen]
    place = {s: i for i, s in enumerate(kept)}
    moves = {
        i: {place[s]: [place[int(t)] for t in model.moves(i, s) if int(t) in place] for s in kept}
        for i in range(len(model.players))
    }
    old = model.relations
    pairs: dict[int, list[Pair]] = {i: [] for i in range(len(model.players))}
    for i, row_pairs in pairs.items():
        for s in kept:
            row = slice(old.rows[i, s], old.rows[i, s + 1])
            for other, code in zip(old.others[row].tolist(), old.codes[row].tolist(), strict=True):
                if s < other and other in place:
                    row_pairs.append((place[s], place[other], code))
    relations = Relations.build(old.rank[:, kept], old.level[:, kept], pairs)
    return graph_from_moves(
        model.players,
        [model.labels[s] for s in kept],
        moves,
        relations,
        patterns=None if model.patterns is None else model.patterns[kept],
        masks=model.masks,
        members=members_of(model, place),
    )


def members_of(model: GraphModel, place: Mapping[int, int]) -> dict[int, int]:
    """The patterns coalesced into the states that are kept, by their new numbers."""
    if model.members is None:
        return {}
    pairs = zip(*(a.tolist() for a in model.members), strict=True)
    return {pattern: place[s] for pattern, s in pairs if s in place}
