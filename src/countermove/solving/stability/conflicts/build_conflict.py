"""From a conflict file to a graph, and to option form where that says all of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from countermove.records.conflicts import Conflict, ConflictPlayer
from countermove.records.errors import InputError
from countermove.solving.stability.models.graphs import graph_from_moves, graph_from_patterns
from countermove.solving.stability.models.models import GraphModel, OptionModel
from countermove.solving.stability.models.rankings import prioritise_options
from countermove.solving.stability.models.relations import UNKNOWN, Pair, Relations, from_ranking
from countermove.solving.stability.models.strategies import find_strategies

__all__ = ["build_conflict", "option_frame", "plain_options"]


def build_conflict(conflict: Conflict) -> GraphModel:
    """The conflict as a graph whose states carry the file's names, in its order.

    Moves come from the options (any setting of one coalesced state to any of another), or
    from the file where it lists them.

    Raises:
        InputError: a player has neither a ranking nor priorities.
    """
    names = list(conflict.states)
    place = {name: i for i, name in enumerate(names)}
    ranks = np.stack([rank_of(conflict, p) for p in conflict.players])
    levels = np.stack([level_of(p, ranks[i]) for i, p in enumerate(conflict.players)])
    pairs: dict[int, list[Pair]] = {
        i: [(place[a], place[b], UNKNOWN) for a, b in p.unknown]
        for i, p in enumerate(conflict.players)
    }
    relations = Relations.build(ranks, levels, pairs)
    ids = [p.id for p in conflict.players]
    if conflict.moves:
        moves = {
            ids.index(i): {place[s]: [place[t] for t in row] for s, row in rows.items()}
            for i, rows in conflict.moves.items()
        }
        graph = graph_from_moves(ids, names, moves, relations)
        strategies = find_strategies(graph)
        return (
            graph
            if strategies is None
            else replace(graph, patterns=strategies[0], masks=strategies[1])
        )
    model = option_frame(conflict)
    number = number_settings(conflict)
    patterns = np.array(first_settings(conflict), np.int64)
    if len(number) == len(names):
        return graph_from_patterns(model, patterns, names, relations)
    moves = option_moves(number, model)
    return graph_from_moves(
        ids, names, moves, relations, patterns=patterns, masks=model.masks(), members=number
    )


def option_frame(conflict: Conflict) -> OptionModel:
    """The options, owners and feasible settings; all ranked alike."""
    ids = [p.id for p in conflict.players]
    options = [o.name for o in conflict.options]
    feasible = np.zeros(1 << len(options), np.bool_)
    feasible[list(number_settings(conflict))] = True
    return OptionModel.build(
        ids,
        options,
        [ids.index(o.player) for o in conflict.options],
        np.zeros((len(ids), 1 << len(options))),
        feasible=feasible,
        no_off=sum(1 << b for b, o in enumerate(conflict.options) if o.lasting),
        no_on=sum(1 << b for b, o in enumerate(conflict.options) if o.only_off),
    )


def plain_options(conflict: Conflict, graph: GraphModel) -> OptionModel | None:
    """The conflict in option form with its rankings, where that says all of it; else None.

    It says all where no states are coalesced, no moves listed, every state is seen, and
    rankings have neither gaps of strength nor unknown comparisons. Verdicts are the same as
    those of the graph, and far quicker.
    """
    relations = graph.relations
    coalesced = any(len(settings) != 1 for settings in conflict.states.values())
    unseen = any(p.unseen for p in conflict.players)
    graded = bool((relations.level != relations.level[:, :1]).any())
    listed = bool(conflict.moves) or not conflict.options
    if coalesced or unseen or graded or listed or not relations.complete:
        return None
    frame = option_frame(conflict)
    rank = np.full(frame.rank.shape, -1, np.int32)
    rank[:, graph.patterns] = relations.rank
    return replace(frame, rank=rank)


def option_moves(number: dict[int, int], model: OptionModel) -> dict[int, dict[int, list[int]]]:
    """Each player's moves between states, from the state of every setting."""
    moves: dict[int, dict[int, list[int]]] = {}
    for i in range(len(model.players)):
        rows: dict[int, list[int]] = {}
        for pattern, state in number.items():
            targets = [number[t] for t in model.moves(i, pattern).tolist()]
            rows.setdefault(state, []).extend(targets)
        moves[i] = rows
    return moves


def number_settings(conflict: Conflict) -> dict[int, int]:
    """The state of every setting, as a bit pattern."""
    bit = {o.name: 1 << b for b, o in enumerate(conflict.options)}
    return {
        sum({bit[name] for name in setting}): i
        for i, settings in enumerate(conflict.states.values())
        for setting in settings
    }


def first_settings(conflict: Conflict) -> list[int]:
    """The first setting of every state, as a bit pattern."""
    bit = {o.name: 1 << b for b, o in enumerate(conflict.options)}
    return [sum({bit[name] for name in settings[0]}) for settings in conflict.states.values()]


def rank_of(
    conflict: Conflict, player: ConflictPlayer
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """The player's rank of every named state; unseen ones come last."""
    names = list(conflict.states)
    if player.ranking:
        place = {name: s for s, name in enumerate(names)}
        groups = [[place[s] for s in group] for group in player.ranking]
        return np.asarray(from_ranking(groups, len(names)), np.int32)
    if not player.priorities:
        raise InputError(f"player {player.id} needs a ranking or priorities")
    options = [o.name for o in conflict.options]
    frame = option_frame(conflict)
    ranks = prioritise_options(options, player.priorities, frame.feasible)
    return np.asarray(ranks[first_settings(conflict)], np.int32)


def level_of(
    player: ConflictPlayer, rank: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """How many "much preferred" gaps lie below each state's place."""
    groups = int(rank.max()) + 1
    cuts = np.array([groups - place for place in player.much_over], np.int32)
    return np.asarray((rank[:, None] >= cuts[None, :]).sum(axis=1), np.int32)
