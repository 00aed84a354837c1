"""Chances carried forward, compiled: where play is, stage by stage.

Several distributions over the states are carried at once, `(S, lanes)`: the choice chances,
which cost the most, are the same for all of them. Where all that changes by itself has its chance
to, and in `pass_on`, lanes are whole vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.kernel import Reply, choose, likely_moves, widest
from countermove.solving.play.vectors import WIDE, load, store

__all__ = ["look_at", "move_on", "pass_on", "stays_there", "switch_on"]

Array = NDArray[np.float64]


@compiled
def move_on(board: Board, m: int, values: Array, paid: Array, reply: Reply, mass: Array) -> Array:
    """Chances of states after mover m's turn; `values` are those after it, by player."""
    after = np.zeros_like(mass)
    if np.isinf(reply.scale):
        for s in range(len(mass)):
            if is_there(mass[s]):
                add_share(after[board.target[choose(board, m, s, values, paid)]], mass[s], 1.0)
        return after
    start, end = board.class_start[m], board.class_start[m + 1]
    gathered = np.zeros((end - start, mass.shape[1]))
    for s in range(len(mass)):
        add_share(gathered[board.class_of[m, s] - start], mass[s], 1.0)
    weights = np.empty(widest(board, start, end))
    for c in range(start, end):
        if is_there(gathered[c - start]):
            likely_moves(board, m, c, values, paid, reply, weights)
            a = board.first[c]
            for e in range(a, board.first[c + 1]):
                add_share(after[board.target[e]], gathered[c - start], weights[e - a])
    return after


@compiled
def pass_on(
    board: Board,
    movers: NDArray[np.int64],
    via: Ints,
    chosen: Array,
    odds: Array,
    mass: Array,
) -> None:
    """Chances of states a step later, in place, once these have moved in turn and everything
    that changes by itself had its chance to.

    `chosen` (edges) is how likely each move is and `via` where it leads, as `play_lanes` has
    them: between two turns chances are kept by class of the next mover.
    """
    if len(movers) > 0:
        gathered = gather(board, movers[0], mass)
        for turn in range(len(movers) - 1):
            following = movers[turn + 1]
            start = board.class_start[following]
            after = np.zeros((board.class_start[following + 1] - start, mass.shape[1]))
            spread(board, movers[turn], via, chosen, gathered, start, after)
            gathered = after
        mass[:] = 0.0
        spread(board, movers[-1], via, chosen, gathered, 0, mass)
    switch_on(board, odds, mass)


@compiled
def gather(board: Board, m: int, mass: Array) -> Array:
    """The chances of the states of each class of mover m together, `(classes, lanes)`."""
    start, end, lanes = board.class_start[m], board.class_start[m + 1], mass.shape[1]
    gathered, source = np.zeros((end - start, lanes)), mass.reshape(-1)
    into = gathered.reshape(-1)
    for s in range(len(mass)):
        at, to = s * lanes, (board.class_of[m, s] - start) * lanes
        for lane in range(0, lanes, WIDE):
            store(into, to + lane, load(into, to + lane) + load(source, at + lane))
    return gathered


@compiled
def spread(
    board: Board, m: int, via: Ints, chosen: Array, gathered: Array, offset: int, after: Array
) -> None:
    """Add the chances of mover m's classes to where its moves lead, rows from `offset` on."""
    start, end, lanes = board.class_start[m], board.class_start[m + 1], after.shape[1]
    source, into = gathered.reshape(-1), after.reshape(-1)
    for c in range(start, end):
        for lane in range(0, lanes, WIDE):
            here = load(source, (c - start) * lanes + lane)
            for e in range(board.first[c], board.first[c + 1]):
                to = (via[e] - offset) * lanes + lane
                store(into, to, load(into, to) + chosen[e] * here)


@compiled
def look_at(
    mass: Array, courses: int, holds: Array, over: Array, taken: NDArray[np.int64]
) -> tuple[Array, Array]:
    """At a step's end: chances `(O, C)` that each outcome holds, and `(B, C)` that it does so for
    the first time, for the outcomes in `taken` (B).

    `mass` has a block of lanes, one a course, for each of `taken`: what is found where that
    outcome holds, or is `over`, is taken out of its block. A block of -1 is left alone and tells
    what holds.
    """
    held, first = np.zeros((len(holds), courses)), np.zeros((len(taken), courses))
    for s in range(len(mass)):
        for b in range(len(taken)):
            lane = b * courses
            if taken[b] >= 0 and over[taken[b], s] > 0.0:
                for c in range(courses):
                    first[b, c] += holds[taken[b], s] * mass[s, lane + c]
                    mass[s, lane + c] = 0.0
            for o in range(len(holds) if taken[b] < 0 else 0):
                if holds[o, s] > 0.0:
                    for c in range(courses):
                        held[o, c] += mass[s, lane + c]
    return held, first


@compiled
def stays_there(board: Board, there: Array) -> bool:
    """Whether nothing leads out of the states marked with 1: no move, and nothing by itself."""
    for m in range(len(board.class_of)):
        looked = np.zeros(board.class_start[m + 1] - board.class_start[m], np.bool_)
        for s in range(len(there)):
            c = board.class_of[m, s]
            if there[s] == 0.0 or looked[c - board.class_start[m]]:
                continue
            looked[c - board.class_start[m]] = True
            for e in range(board.first[c], board.first[c + 1]):
                if there[board.target[e]] == 0.0:
                    return False
    for j in range(len(board.switch_to)):
        for s in range(len(there)):
            to = board.switch_to[j, s]
            if there[s] > 0.0 and to >= 0 and there[to] == 0.0:
                return False
    return True


@compiled
def is_there(row: Array) -> bool:
    """Whether any lane has a chance here."""
    there = False
    for chance in row:
        there = there or chance > 0.0
    return there


@compiled
def add_share(into: Array, row: Array, share: float) -> None:
    """Add a share of each lane's chance."""
    for lane in range(len(row)):
        into[lane] += share * row[lane]


@compiled
def switch_on(board: Board, odds: Array, mass: Array) -> None:
    """Chances of states after everything that changes by itself had its chance to, in place.

    As in `switch_lanes`, the two states of a pair are all a switch takes.
    """
    lanes, flat = mass.shape[1], mass.reshape(-1)
    for j in range(len(board.switch_to)):
        for s in range(len(mass)):
            to = board.switch_to[j, s]
            if to < 0 or (board.switch_to[j, to] >= 0 and to < s):
                continue
            p = odds[board.switch_number[j, s]]
            q = odds[board.switch_number[j, to]] if board.switch_to[j, to] >= 0 else 0.0
            for lane in range(0, lanes, WIDE):
                x, y = load(flat, s * lanes + lane), load(flat, to * lanes + lane)
                store(flat, s * lanes + lane, (1.0 - p) * x + q * y)
                store(flat, to * lanes + lane, (1.0 - q) * y + p * x)
