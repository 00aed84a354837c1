"""Simultaneous stability (SIM), in Fraser and Hipel's sense, and their tableau (FH).

Two definitions are in circulation. Ours is Fraser and Hipel's, by single improvements:

1. Each improvement u of the group from s is examined; all of them, not only the first.
2. Every other player may, at the same moment, make one of its own improvements from s.
3. u is deterred if for some choice by at least one of them the joint outcome (everybody's
   own options as chosen, the rest as in s) is feasible and some member of the group does
   not prefer it to s. An infeasible joint outcome deters nobody.
4. s is stable if every improvement is deterred.

The tableau uses this only as a second resort: s is FH-stable for a player if it is
SEQ-stable, or if s is SEQ-unstable for two or more players and every improvement is deterred
by simultaneous improvements of those players.

Fraser and Hipel (1979), IEEE Trans. SMC 9(12); (1984) *Conflict Analysis: Models and
Resolutions*, chapter 3. Time O(S times the product of the numbers of improvements).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import SettingsError, TooLargeError
from countermove.solving.compiling import compiled
from countermove.solving.stability.algorithms.searches import (
    Question,
    Rules,
    Tables,
    ask,
    deters,
    explore,
    make_scratch,
    tables_of,
    tempts,
)
from countermove.solving.stability.models.models import GraphModel, Verdicts
from countermove.solving.stability.models.relations import Relations, compare

__all__ = ["fh", "sim"]

MOST_COMBINATIONS = 20_000_000_000


class Origin(NamedTuple):
    """Where states come from: their patterns, all patterns rising with states, who may move."""

    patterns: NDArray[np.int64]
    rising: NDArray[np.int64]
    order: NDArray[np.int64]
    masks: NDArray[np.int64]
    active: NDArray[np.bool_]


def sim(
    model: GraphModel,
    group: tuple[int, ...],
    states: NDArray[np.int64],
    rules: Rules,
    active: Verdicts | None = None,
) -> Verdicts:
    """Whether each of `states` is SIM-stable for the group.

    `active[j, s]` limits which players may move at the same time (all by default).

    Raises:
        SettingsError: the model does not say from which options its states come.
        TooLargeError: there are too many combinations of improvements.
    """
    if model.patterns is None or model.masks is None:
        raise SettingsError("SIM needs states made of options; this graph has plain states")
    tables = tables_of(model)
    total = count_combinations(tables, states)
    if total > MOST_COMBINATIONS:
        raise TooLargeError(
            f"SIM would take up to {total:.1e} combinations of improvements; leave it out"
        )
    everyone = np.ones((len(model.players), model.size), np.bool_)
    made_of = Origin(
        model.patterns,
        *model.settings(),
        model.masks,
        everyone if active is None else active,
    )
    result = np.zeros(len(states), np.bool_)
    judge_simultaneous(tables, made_of, ask(model, "SIM", group, rules), states, result)
    return result


def fh(model: GraphModel, sequential: Verdicts) -> Verdicts:
    """Fraser and Hipel's tableau, from the SEQ verdicts of every player (players x states)."""
    unstable = ~sequential
    crowded = np.flatnonzero(unstable.sum(axis=0) >= 2)
    result = sequential.copy()
    for i in range(len(model.players)):
        own = crowded[unstable[i, crowded]]
        result[i, own] = sim(model, (i,), own, Rules(), unstable)
    return result


@compiled
def count_combinations(tables: Tables, states: NDArray[np.int64]) -> float:
    """How many joint choices of improvements there are at most, over all states."""
    total = 0.0
    for s in states:
        product = 1.0
        for j in range(tables.starts.shape[0]):
            ways = 1.0
            for e in range(tables.starts[j, s], tables.starts[j, s + 1]):
                ways += compare(tables.relations, j, tables.targets[e], s) > 0
            product *= ways
        total += product - 1.0
    return total


@compiled
def find_state(made_of: Origin, pattern: int) -> int:
    """The state of a bit pattern, -1 where there is none."""
    place = np.searchsorted(made_of.rising, pattern)
    if place < len(made_of.rising) and made_of.rising[place] == pattern:
        return int(made_of.order[place])
    return -1


@compiled
def list_choices(
    tables: Tables,
    made_of: Origin,
    question: Question,
    s: int,
    choices: NDArray[np.int64],
) -> None:
    """Fill each other player's own options in each of its improvements from s.

    Row x of `choices` holds their number, then the patterns.
    """
    for x in range(len(question.rest)):
        j = question.rest[x]
        choices[x, 0] = 0
        if not made_of.active[j, s]:
            continue
        for e in range(tables.starts[j, s], tables.starts[j, s + 1]):
            target = tables.targets[e]
            if compare(tables.relations, j, target, s) > 0:
                choices[x, 0] += 1
                choices[x, choices[x, 0]] = made_of.patterns[target] & made_of.masks[j]


@compiled
def next_choice(chosen: NDArray[np.int64], choices: NDArray[np.int64]) -> bool:
    """Go to the next joint choice (0 is staying put); false after the last."""
    x = 0
    while x < len(chosen) and chosen[x] == choices[x, 0]:
        chosen[x] = 0
        x += 1
    if x == len(chosen):
        return False
    chosen[x] += 1
    return True


@compiled
def deterred_at_once(
    relations: Relations,
    made_of: Origin,
    question: Question,
    choices: NDArray[np.int64],
    move: tuple[int, int],
) -> bool:
    """Whether some joint choice of the others deters the group from the move (from, to)."""
    s, u = move
    own = np.int64(0)
    for i in question.members:
        own |= made_of.masks[i]
    base = (made_of.patterns[s] & ~own) | (made_of.patterns[u] & own)
    chosen = np.zeros(len(question.rest), np.int64)
    while next_choice(chosen, choices):
        joint = base
        for x in range(len(chosen)):
            if chosen[x]:
                joint = (joint & ~made_of.masks[question.rest[x]]) | choices[x, chosen[x]]
        state = find_state(made_of, joint)
        if state >= 0 and deters(relations, question.members, question.kind, state, s):
            return True
    return False


@compiled
def most_moves(starts: NDArray[np.int64]) -> int:
    """The most moves any player has in any state."""
    most = 0
    for i in range(starts.shape[0]):
        for s in range(starts.shape[1] - 1):
            most = max(most, starts[i, s + 1] - starts[i, s])
    return most


@compiled
def judge_simultaneous(
    tables: Tables,
    made_of: Origin,
    question: Question,
    states: NDArray[np.int64],
    result: NDArray[np.bool_],
) -> None:
    """Judge each state against all joint choices of the others' improvements."""
    members = question.members
    own = make_scratch(tables.starts.shape[1] - 1, len(members))
    choices = np.zeros((len(question.rest), most_moves(tables.starts) + 1), np.int64)
    for q in range(len(states)):
        s = int(states[q])
        list_choices(tables, made_of, question, s, choices)
        count = explore(tables, own, s, members, False)
        result[q] = True
        for c in range(count):
            u = int(own.queue[c] // max(len(members), 1))
            if tempts(tables.relations, members, question.unknown, u, s) and not deterred_at_once(
                tables.relations, made_of, question, choices, (s, u)
            ):
                result[q] = False
                break
