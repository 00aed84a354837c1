"""Many draws side by side, compiled: backward induction over lanes.

Values are `(rows, P, lanes)`: each lane is a draw of its own, and what is done to one lane is
done to all, so that a processor works on several at once. Lanes share nothing, and every
operation rounds the same in each: a draw's bytes do not depend on the draws beside it.

Between two movers' turns values are kept by class of the next mover and not by state: all
states of a class are worth the same before its mover's turn.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.exponential import exponential
from countermove.solving.play.kernel import widest
from countermove.solving.play.payments import Worth

__all__ = ["Pace", "choose_lanes", "play_lanes", "price_lanes", "switch_lanes"]

Array = NDArray[np.float64]


class Pace(NamedTuple):
    """Time and behaviour by lane: years in a step, continuous rate, response scale in a step
    and in the last one, that of lasting moves, decisions about them in a step. The number of
    steps is the same for all."""

    steps: int
    years: Array
    rate: Array
    scale: Array
    last_scale: Array
    lasting: Array
    decisions: Array


@compiled
def price_lanes(worth: Worth, numbers: Array, players: int) -> tuple[Array, Array]:
    """Yearly payoffs `(S, P, lanes)` and payments by set `(sets, P, lanes)`; `numbers` are
    `(all, lanes)`."""
    lanes = numbers.shape[1]
    flow = np.zeros((worth.states, players, lanes))
    for k in range(len(worth.flow_player)):
        value = numbers[worth.flow_number[k]]
        for i in range(worth.flow_first[k], worth.flow_first[k + 1]):
            row = flow[worth.flow_state[i], worth.flow_player[k]]
            for lane in range(lanes):
                row[lane] += value[lane]
    paid = np.zeros((len(worth.due_first) - 1, players, lanes))
    for d in range(len(paid)):
        for i in range(worth.due_first[d], worth.due_first[d + 1]):
            row, value = paid[d, worth.due_player[i]], numbers[worth.due_number[i]]
            for lane in range(lanes):
                row[lane] += value[lane]
    return flow, paid


@compiled
def switch_lanes(board: Board, paid: Array, odds: Array, values: Array) -> None:
    """Values before everything that changes by itself had its chance to, in place.

    A switch leads from a state to another and either back again or not at all, so that the
    two states of a pair are all it takes.
    """
    for turn in range(len(board.switch_to)):
        j = len(board.switch_to) - 1 - turn
        for s in range(len(values)):
            to = board.switch_to[j, s]
            if to < 0:
                continue
            both = board.switch_to[j, to] >= 0
            if both and to < s:
                continue
            p, due = odds[board.switch_number[j, s]], paid[board.switch_due[j, s]]
            q, back = odds[board.switch_number[j, to]], paid[board.switch_due[j, to]]
            for i in range(values.shape[1]):
                here, there = values[s, i], values[to, i]
                gain, lose = due[i], back[i]
                for lane in range(values.shape[2]):
                    x, y = here[lane], there[lane]
                    here[lane] = (1.0 - p[lane]) * x + p[lane] * (y + gain[lane])
                    if both:
                        there[lane] = (1.0 - q[lane]) * y + q[lane] * (x + lose[lane])


@compiled
def move_lanes(
    board: Board,
    m: int,
    index: Ints,
    values: Array,
    paid: Array,
    scale: Array,
    pace: Pace,
    into: Array,
    chosen: Array,
) -> None:
    """Values before mover m's turn by class, from `values` after it, at `index` of each edge.

    The chance of each edge goes into `chosen`, `(lanes, edges)`, if that has any lanes.
    """
    players, lanes, nests = values.shape[1], values.shape[2], board.nests[m]
    start, end = board.class_start[m], board.class_start[m + 1]
    weights = np.empty(widest(board, start, end) * lanes)
    room, total = np.empty((2 * nests + 3, lanes)), np.empty(lanes)
    for c in range(start, end):
        a, b = board.first[c], board.first[c + 1]
        part = weights[: (b - a) * lanes]
        for e in range(a, b):
            row, due = index[e], board.due[e]
            for lane in range(lanes):
                part[(e - a) * lanes + lane] = values[row, m, lane] + paid[due, m, lane]
        weigh_lanes(part, board.nest[a:b], nests, scale, pace, room, total)
        for lane in range(len(chosen)):
            for e in range(a, b):
                chosen[lane, e] = part[(e - a) * lanes + lane] / total[lane]
        for i in range(players):
            for lane in range(lanes):
                into[c, i, lane] = 0.0
            for e in range(a, b):
                row, due = index[e], board.due[e]
                for lane in range(lanes):
                    worth = values[row, i, lane] + paid[due, i, lane]
                    into[c, i, lane] += part[(e - a) * lanes + lane] * worth
            for lane in range(lanes):
                into[c, i, lane] /= total[lane]


@compiled
def choose_lanes(worth: Array, nest: Ints, nests: int, scale: Array, pace: Pace) -> None:
    """From what edges are worth, `(edges, lanes)`, the chance of each, in place."""
    lanes = len(scale)
    room, total = np.empty((2 * nests + 3, lanes)), np.empty(lanes)
    weigh_lanes(worth.reshape(-1), nest, nests, scale, pace, room, total)
    for k in range(len(worth)):
        for lane in range(lanes):
            worth[k, lane] /= total[lane]


@compiled
def weigh_lanes(
    weights: Array, nest: Ints, nests: int, scale: Array, pace: Pace, room: Array, total: Array
) -> None:
    """From what edges are worth weights as their chances, in place, and what they add up to.

    Logit within each nest, and between the nests as `share_nests` tells. `room` has two rows a
    nest to work in and three more.
    """
    lanes, top, sums = len(scale), room[:nests], room[nests : 2 * nests]
    top[:], sums[:] = -np.inf, 0.0
    for k in range(len(nest)):
        n = nest[k]
        for lane in range(lanes):
            worth = weights[k * lanes + lane]
            top[n, lane] = worth if worth > top[n, lane] else top[n, lane]
    for k in range(len(nest)):
        n = nest[k]
        for lane in range(lanes):
            i = k * lanes + lane
            weights[i] = scale[lane] * (weights[i] - top[n, lane])
    for k in range(len(weights)):
        weights[k] = exponential(weights[k])
    for k in range(len(nest)):
        n = nest[k]
        for lane in range(lanes):
            sums[n, lane] += weights[k * lanes + lane]
    if nests == 1:
        total[:] = sums[0]
    else:
        share_lanes(top, pace, room[2 * nests :])
        weigh_nests(weights, nest, top, sums)
        total[:] = 1.0


@compiled
def weigh_nests(weights: Array, nest: Ints, share: Array, sums: Array) -> None:
    """Weights within each nest, which add up to `sums`, made chances: by the nest's share."""
    lanes = share.shape[1]
    for n in range(len(share)):
        for lane in range(lanes):
            share[n, lane] /= sums[n, lane] if sums[n, lane] > 0.0 else 1.0
    for k in range(len(nest)):
        n = nest[k]
        for lane in range(lanes):
            weights[k * lanes + lane] *= share[n, lane]


@compiled
def share_lanes(top: Array, pace: Pace, room: Array) -> None:
    """`share_nests`, lane by lane, with three rows to work in.

    One function a loop: a processor does several lanes at once only where all of a loop is
    compiled into it.
    """
    lanes, most, total, stays = top.shape[1], room[0], room[1], room[2]
    most[:], total[:] = 0.0, 0.0
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] = pace.lasting[lane] * (top[n, lane] - top[0, lane])
            most[lane] = top[n, lane] if top[n, lane] > most[lane] else most[lane]
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] = exponential(top[n, lane] - most[lane])
            total[lane] += top[n, lane]
    for lane in range(lanes):
        odds = exponential(-most[lane]) + total[lane]
        stays[lane] = -pace.decisions[lane] * total[lane] / odds
    for lane in range(lanes):
        stays[lane] = exponential(stays[lane])
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] *= (1.0 - stays[lane]) / total[lane]
    for lane in range(lanes):
        top[0, lane] = stays[lane]


@compiled
def accrue_lanes(
    board: Board, first: int, flow: Array, pace: Pace, fresh: bool, by_class: Array, into: Array
) -> None:
    """Yearly payoffs of a step and what follows; after the last step (`fresh`) for ever."""
    keep, point = np.empty(len(pace.rate)), np.empty(len(pace.rate))
    for lane in range(len(keep)):
        keep[lane] = exponential(-pace.rate[lane] * pace.years[lane])
        point[lane] = (1.0 - keep[lane]) / pace.rate[lane]
    for s in range(flow.shape[0]):
        later = by_class[board.class_of[first, s]]
        for i in range(flow.shape[1]):
            row, yearly, worth = into[s, i], flow[s, i], later[i]
            for lane in range(flow.shape[2]):
                after = yearly[lane] / pace.rate[lane] if fresh else worth[lane]
                row[lane] = yearly[lane] * point[lane] + after * keep[lane]


@compiled
def read_rows(source: Array, asked: Ints, into: Array) -> None:
    """The rows at some places, number by number: to compile a copy of a whole row takes
    seconds."""
    for k in range(len(asked)):
        for i in range(source.shape[1]):
            for lane in range(source.shape[2]):
                into[k, i, lane] = source[asked[k], i, lane]


@compiled
def play_lanes(
    board: Board,
    order: NDArray[np.int64],
    via: Ints,
    asker: int,
    asked: Ints,
    flow: Array,
    paid: Array,
    odds: Array,
    pace: Pace,
    start: int,
    chosen: Array,
) -> tuple[Array, Array]:
    """What the `asked` rows are worth just after mover `asker`'s turn in the first step,
    `(asked, P, lanes)`, and today's state before anybody's, `(P, lanes)`.

    `via[e]` is the row edge e leads to and `asked` the rows to look at: states where the
    mover is the last of a step, otherwise classes of the mover that follows. The chances of
    the edges in the first steps go into `chosen`, `(T, lanes, edges)`, for as many as it has.
    """
    nothing = np.empty((0, 0))
    values = np.empty_like(flow)
    by_class = np.zeros((board.class_start[-1], flow.shape[1], flow.shape[2]))
    found = np.empty((len(asked), flow.shape[1], flow.shape[2]))
    for back in range(pace.steps):
        accrue_lanes(board, order[0], flow, pace, back == 0, by_class, values)
        switch_lanes(board, paid, odds, values)
        scale = pace.last_scale if back == 0 else pace.scale
        t = pace.steps - 1 - back
        into = chosen[t] if t < len(chosen) else nothing
        for turn in range(len(order)):
            m = order[len(order) - 1 - turn]
            source = values if turn == 0 else by_class
            if m == asker and t == 0:
                read_rows(source, asked, found)
            move_lanes(board, m, via, source, paid, scale, pace, by_class, into)
    return found, by_class[board.class_of[order[0], start]].copy()
