"""Verdicts by search over legal sequences: any graph, any preferences, any coalition.

A state s is stable for a group C (one player, or a coalition) when every improvement of C
from s is deterred. What counts as an improvement and as a deterrent is set by `Rules`; the
concept says where deterrents are looked for. Legal sequences forbid two moves in a row by
the same player and nothing else (Fang, Hipel and Kilgour 1993, section 3.2), so the search
runs over pairs of a state and its last mover.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.stability.models.models import GraphModel, Verdicts
from countermove.solving.stability.models.relations import Relations, compare

__all__ = [
    "Question",
    "Rules",
    "Scratch",
    "Tables",
    "ask",
    "deters",
    "explore",
    "search_verdicts",
    "tables_of",
    "tempts",
]

CODES = {"NASH": 0, "GMR": 1, "SMR": 2, "SEQ": 3, "SIM": 4}
NOT_BETTER, NOT_BETTER_OR_UNKNOWN, MUCH_WORSE = 0, 1, 2


@dataclass(frozen=True)
class Rules:
    """What moves a group and what deters it.

    `leaves_unknown`: a state of unknown worth tempts. `deterrent`: a state deters if it is
    not better (0), not better or unknown (1), or much worse (2) for some member.
    """

    leaves_unknown: bool = False
    deterrent: int = NOT_BETTER


class Tables(NamedTuple):
    """The graph and the preferences, as compiled code reads them."""

    starts: NDArray[np.int64]
    targets: NDArray[np.int32]
    relations: Relations


class Question(NamedTuple):
    """Which concept, for which members against which others, under which rules."""

    concept: int
    members: NDArray[np.int64]
    rest: NDArray[np.int64]
    unknown: bool
    kind: int


class Scratch(NamedTuple):
    """Room for one search: stamps of last visits, the queue, and the stamp in use."""

    seen: NDArray[np.int32]
    queue: NDArray[np.int64]
    stamp: NDArray[np.int32]


def tables_of(model: GraphModel) -> Tables:
    """A model's arrays."""
    return Tables(model.starts, model.targets, model.relations)


def ask(model: GraphModel, concept: str, group: tuple[int, ...], rules: Rules) -> Question:
    """The question whether states are stable for a group."""
    rest = [j for j in range(len(model.players)) if j not in group]
    return Question(
        CODES[concept],
        np.array(sorted(group), np.int64),
        np.array(rest, np.int64),
        rules.leaves_unknown,
        rules.deterrent,
    )


def search_verdicts(
    model: GraphModel,
    concept: str,
    group: tuple[int, ...],
    states: NDArray[np.int64],
    rules: Rules,
) -> Verdicts:
    """Whether each of `states` is stable for the group under NASH, GMR, SMR or SEQ."""
    result = np.zeros(len(states), np.bool_)
    judge_states(tables_of(model), ask(model, concept, group, rules), states, result)
    return result


@compiled
def tempts(
    relations: Relations, members: NDArray[np.int64], unknown: bool, state: int, origin: int
) -> bool:
    """Whether every member prefers `state` to `origin` (or may, where `unknown` counts)."""
    for i in members:
        code = compare(relations, i, state, origin)
        if code <= 0 or (code == 3 and not unknown):
            return False
    return True


@compiled
def deters(
    relations: Relations, members: NDArray[np.int64], kind: int, state: int, origin: int
) -> bool:
    """Whether some member would be (much) no better off at `state` than at `origin`."""
    for i in members:
        code = compare(relations, i, state, origin)
        if code == -2 or (kind != 2 and code <= 0) or (kind == 1 and code == 3):
            return True
    return False


@compiled
def make_scratch(states: int, movers: int) -> Scratch:
    """Room for searches by so many movers over so many states."""
    size = states * max(movers, 1)
    return Scratch(np.zeros(size, np.int32), np.empty(size, np.int64), np.zeros(1, np.int32))


@compiled
def explore(
    tables: Tables, scratch: Scratch, origin: int, movers: NDArray[np.int64], improving: bool
) -> int:
    """List in the queue the (state, last mover) pairs reached by legal sequences; how many.

    An entry is state * len(movers) + the mover's place. With `improving`, every mover must
    prefer (or may prefer) where its move leads.
    """
    width = max(len(movers), 1)
    scratch.stamp[0] += 1
    stamp, seen, queue = scratch.stamp[0], scratch.seen, scratch.queue
    count, head = 0, -1
    state, last = origin, -1
    while True:
        for place in range(len(movers)):
            if place == last:
                continue
            j = movers[place]
            for e in range(tables.starts[j, state], tables.starts[j, state + 1]):
                target = int(tables.targets[e])
                entry = target * width + place
                if seen[entry] == stamp:
                    continue
                if improving and compare(tables.relations, j, target, state) <= 0:
                    continue
                seen[entry] = stamp
                queue[count] = entry
                count += 1
        head += 1
        if head >= count:
            return count
        state, last = int(queue[head] // width), int(queue[head] % width)


@compiled
def all_deter(
    tables: Tables, scratch: Scratch, question: Question, state: int, origin: int
) -> bool:
    """Whether everything the group can get to from `state` deters it too (no way out)."""
    members = question.members
    ways = explore(tables, scratch, state, members, False)
    for w in range(ways):
        z = int(scratch.queue[w] // max(len(members), 1))
        if not deters(tables.relations, members, question.kind, z, origin):
            return False
    return True


@compiled
def deterred(
    tables: Tables, room: tuple[Scratch, Scratch], question: Question, u: int, s: int
) -> bool:
    """Whether a sequence of the others from improvement `u` deters the group at `s`."""
    replies, back = room
    rest = question.rest
    found = explore(tables, replies, u, rest, question.concept == 3)
    for f in range(found):
        y = int(replies.queue[f] // max(len(rest), 1))
        if deters(tables.relations, question.members, question.kind, y, s) and (
            question.concept != 2 or all_deter(tables, back, question, y, s)
        ):
            return True
    return False


@compiled
def judge_states(
    tables: Tables, question: Question, states: NDArray[np.int64], result: NDArray[np.bool_]
) -> None:
    """Judge each state; every improvement of the group must be deterred."""
    S = tables.starts.shape[1] - 1
    members = question.members
    own = make_scratch(S, len(members))
    room = make_scratch(S, len(question.rest)), make_scratch(S, len(members))
    for q in range(len(states)):
        s = int(states[q])
        count = explore(tables, own, s, members, False)
        result[q] = True
        for c in range(count):
            u = int(own.queue[c] // max(len(members), 1))
            if tempts(tables.relations, members, question.unknown, u, s) and (
                question.concept == 0 or not deterred(tables, room, question, u, s)
            ):
                result[q] = False
                break
