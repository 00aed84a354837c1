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
from countermove.solving.play.kernel import hold_off
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
) -> None:
    """Values before mover m's turn by class, from `values` after it, at `index` of each edge."""
    players, lanes = values.shape[1], values.shape[2]
    start, end = board.class_start[m], board.class_start[m + 1]
    widest = 1
    for c in range(start, end):
        widest = max(widest, board.first[c + 1] - board.first[c])
    weights, total = np.empty(widest * lanes), np.empty(lanes)
    for c in range(start, end):
        a, b = board.first[c], board.first[c + 1]
        part = weights[: (b - a) * lanes]
        price_edges(board, m, a, b, index, values, paid, part)
        weigh_lanes(part, board.nest[a:b], board.nests[m], scale, pace, total)
        for i in range(players):
            sum_up(board, a, b, i, index, values, paid, part, into[c, i])
            for lane in range(lanes):
                into[c, i, lane] /= total[lane]


@compiled
def price_edges(
    board: Board, m: int, a: int, b: int, index: Ints, values: Array, paid: Array, into: Array
) -> None:
    """What edges a to b are worth to mover m, one after another, all lanes of each together."""
    lanes = values.shape[2]
    for e in range(a, b):
        row = into[(e - a) * lanes : (e - a + 1) * lanes]
        worth, due = values[index[e], m], paid[board.due[e], m]
        for lane in range(lanes):
            row[lane] = worth[lane] + due[lane]


@compiled
def choose_lanes(worth: Array, nest: Ints, nests: int, scale: Array, pace: Pace) -> None:
    """From what edges are worth, `(edges, lanes)`, the chance of each, in place."""
    total = np.empty(len(scale))
    weigh_lanes(worth.reshape(-1), nest, nests, scale, pace, total)
    for k in range(len(worth)):
        for lane in range(len(scale)):
            worth[k, lane] /= total[lane]


@compiled
def weigh_lanes(
    weights: Array, nest: Ints, nests: int, scale: Array, pace: Pace, total: Array
) -> None:
    """From what edges are worth weights as their chances, in place, and what they add up to.

    Logit within each nest, and between the nests as `share_nests` tells.
    """
    lanes = len(scale)
    top, sums = np.full((nests, lanes), -np.inf), np.zeros((nests, lanes))
    for k in range(len(nest)):
        row, best = weights[k * lanes : (k + 1) * lanes], top[nest[k]]
        for lane in range(lanes):
            best[lane] = row[lane] if row[lane] > best[lane] else best[lane]
    for k in range(len(nest)):
        row, best = weights[k * lanes : (k + 1) * lanes], top[nest[k]]
        for lane in range(lanes):
            row[lane] = scale[lane] * (row[lane] - best[lane])
    for k in range(len(weights)):
        weights[k] = exponential(weights[k])
    for k in range(len(nest)):
        row, sum_of = weights[k * lanes : (k + 1) * lanes], sums[nest[k]]
        for lane in range(lanes):
            sum_of[lane] += row[lane]
    if nests == 1:
        for lane in range(lanes):
            total[lane] = sums[0, lane]
        return
    for lane in range(lanes):
        total[lane] = 1.0
    share_lanes(top, pace)
    for k in range(len(nest)):
        row, share, sum_of = weights[k * lanes : (k + 1) * lanes], top[nest[k]], sums[nest[k]]
        for lane in range(lanes):
            row[lane] *= share[lane] / sum_of[lane]


@compiled
def share_lanes(top: Array, pace: Pace) -> None:
    """`share_nests`, lane by lane."""
    lanes = top.shape[1]
    most, total, stays = np.zeros(lanes), np.zeros(lanes), np.empty(lanes)
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] = pace.lasting[lane] * (top[n, lane] - top[0, lane])
            most[lane] = top[n, lane] if top[n, lane] > most[lane] else most[lane]
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] = exponential(top[n, lane] - most[lane])
            total[lane] += top[n, lane]
    for lane in range(lanes):
        stays[lane] = hold_off(most[lane], total[lane], pace.decisions[lane])
    for n in range(1, len(top)):
        for lane in range(lanes):
            top[n, lane] *= (1.0 - stays[lane]) / total[lane]
    for lane in range(lanes):
        top[0, lane] = stays[lane]


@compiled
def sum_up(
    board: Board,
    a: int,
    b: int,
    i: int,
    index: Ints,
    values: Array,
    paid: Array,
    weights: Array,
    into: Array,
) -> None:
    """The sum over edges a to b of weight times player i's value after the move."""
    lanes = len(into)
    for lane in range(lanes):
        into[lane] = 0.0
    for e in range(a, b):
        row = weights[(e - a) * lanes : (e - a + 1) * lanes]
        worth, due = values[index[e], i], paid[board.due[e], i]
        for lane in range(lanes):
            into[lane] += row[lane] * (worth[lane] + due[lane])


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
) -> tuple[Array, Array]:
    """What the `asked` rows are worth just after mover `asker`'s turn in the first step,
    `(asked, P, lanes)`, and today's state before anybody's, `(P, lanes)`.

    `via[e]` is the row edge e leads to and `asked` the rows to look at: states where the
    mover is the last of a step, otherwise classes of the mover that follows.
    """
    values = np.empty_like(flow)
    by_class = np.zeros((board.class_start[-1], flow.shape[1], flow.shape[2]))
    found = np.empty((len(asked), flow.shape[1], flow.shape[2]))
    for back in range(pace.steps):
        accrue_lanes(board, order[0], flow, pace, back == 0, by_class, values)
        switch_lanes(board, paid, odds, values)
        scale = pace.last_scale if back == 0 else pace.scale
        for turn in range(len(order)):
            m = order[len(order) - 1 - turn]
            source = values if turn == 0 else by_class
            if m == asker and back == pace.steps - 1:
                read_rows(source, asked, found)
            move_lanes(board, m, via, source, paid, scale, pace, by_class)
    return found, by_class[board.class_of[order[0], start]].copy()
