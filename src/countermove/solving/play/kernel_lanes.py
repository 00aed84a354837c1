"""Many draws side by side, compiled: backward induction over lanes.

Values are `(rows, P, lanes)`: each lane is a draw of its own, and what is done to one lane is
done to all, a vector of them at a time: there are always whole vectors. Lanes share nothing, and
every operation rounds the same in each: a draw's bytes do not depend on the draws beside it.

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
from countermove.solving.play.vectors import WIDE, Vector, larger, load, spread_out, store

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
    players, lanes = values.shape[1], values.shape[2]
    row, flat, dues, chances = (
        players * lanes,
        values.reshape(-1),
        paid.reshape(-1),
        odds.reshape(-1),
    )
    for turn in range(len(board.switch_to)):
        j = len(board.switch_to) - 1 - turn
        for s in range(len(values)):
            to = board.switch_to[j, s]
            if to < 0:
                continue
            both = board.switch_to[j, to] >= 0
            if both and to < s:
                continue
            gain, p_at = board.switch_due[j, s] * row, board.switch_number[j, s] * lanes
            lose, q_at = board.switch_due[j, to] * row, board.switch_number[j, to] * lanes
            for lane in range(0, lanes, WIDE):
                p, q = load(chances, p_at + lane), load(chances, q_at + lane)
                for i in range(lane, row, lanes):
                    x, y = load(flat, s * row + i), load(flat, to * row + i)
                    here = (1.0 - p) * x + p * (y + load(dues, gain + i))
                    store(flat, s * row + i, here)
                    if both:
                        there = (1.0 - q) * y + q * (x + load(dues, lose + i))
                        store(flat, to * row + i, there)


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

    The chance of each edge goes into `chosen`, `(draws, edges)`, for as many draws as that has.
    """
    players, lanes, nests = values.shape[1], values.shape[2], board.nests[m]
    start, end = board.class_start[m], board.class_start[m + 1]
    row, worth, dues, out = players * lanes, values.reshape(-1), paid.reshape(-1), into.reshape(-1)
    part, room = np.empty(widest(board, start, end) * WIDE), np.empty(2 * nests * WIDE)
    for c in range(start, end):
        a, b = board.first[c], board.first[c + 1]
        for lane in range(0, lanes, WIDE):
            at = m * lanes + lane
            for e in range(a, b):
                q = load(worth, index[e] * row + at) + load(dues, board.due[e] * row + at)
                store(part, (e - a) * WIDE, q)
            total = weigh_lanes(part, board.nest, a, b, nests, scale, pace, lane, room)
            for i in range(lane, row, lanes):
                mean = spread_out(0.0)
                for e in range(a, b):
                    q = load(worth, index[e] * row + i) + load(dues, board.due[e] * row + i)
                    mean += load(part, (e - a) * WIDE) * q
                store(out, c * row + i, mean / total)
            if lane < len(chosen):
                tell_chances(part, total, chosen[lane : lane + WIDE, a:b])


@compiled
def tell_chances(part: Array, total: Vector, chosen: Array) -> None:
    """Weights as chances, for as many draws of the vector as are asked for, `(draws, edges)`."""
    for k in range(chosen.shape[1]):
        store(part, k * WIDE, load(part, k * WIDE) / total)
    for lane in range(len(chosen)):
        for k in range(chosen.shape[1]):
            chosen[lane, k] = part[k * WIDE + lane]


@compiled
def choose_lanes(worth: Array, nest: Ints, nests: int, scale: Array, pace: Pace) -> None:
    """From what edges are worth, `(edges, lanes)`, the chance of each, in place."""
    edges, lanes, flat = len(worth), len(scale), worth.reshape(-1)
    part, room = np.empty(edges * WIDE), np.empty(2 * nests * WIDE)
    for lane in range(0, lanes, WIDE):
        for k in range(edges):
            store(part, k * WIDE, load(flat, k * lanes + lane))
        total = weigh_lanes(part, nest, 0, edges, nests, scale, pace, lane, room)
        for k in range(edges):
            store(flat, k * lanes + lane, load(part, k * WIDE) / total)


@compiled
def weigh_lanes(
    part: Array,
    nest: Ints,
    a: int,
    b: int,
    nests: int,
    scale: Array,
    pace: Pace,
    lane: int,
    room: Array,
) -> Vector:
    """From what the edges a to b are worth weights as their chances, in place of `part`, and what
    they add up to, for the draws from `lane` on.

    Logit within each nest, and between the nests as `share_nests` tells. `room` has two vectors
    a nest to work in: the most that anything in it is worth, and the weights in it added up.
    """
    sums = nests * WIDE
    for n in range(0, sums, WIDE):
        store(room, n, -np.inf)
        store(room, sums + n, 0.0)
    for e in range(a, b):
        top = nest[e] * WIDE
        store(room, top, larger(load(part, (e - a) * WIDE), load(room, top)))
    sharp = load(scale, lane)
    for e in range(a, b):
        top, k = nest[e] * WIDE, (e - a) * WIDE
        weight = exponential(sharp * (load(part, k) - load(room, top)))
        store(part, k, weight)
        store(room, sums + top, load(room, sums + top) + weight)
    if nests == 1:
        return load(room, sums)
    share_lanes(room, nests, load(pace.lasting, lane), load(pace.decisions, lane))
    for n in range(0, sums, WIDE):
        within = load(room, sums + n)
        store(room, n, load(room, n) / larger(within, 1e-300))
    for e in range(a, b):
        k = (e - a) * WIDE
        store(part, k, load(part, k) * load(room, nest[e] * WIDE))
    return spread_out(1.0)


@compiled
def share_lanes(top: Array, nests: int, lasting: Vector, decisions: Vector) -> None:
    """`share_nests` draw by draw, in place of the first `nests` vectors of `top`."""
    most, total, none = spread_out(0.0), spread_out(0.0), load(top, 0)
    for n in range(WIDE, nests * WIDE, WIDE):
        x = lasting * (load(top, n) - none)
        store(top, n, x)
        most = larger(x, most)
    for n in range(WIDE, nests * WIDE, WIDE):
        x = exponential(load(top, n) - most)
        store(top, n, x)
        total += x
    odds = exponential(-1.0 * most) + total
    stays = exponential(-1.0 * decisions * total / odds)
    for n in range(WIDE, nests * WIDE, WIDE):
        store(top, n, load(top, n) * ((1.0 - stays) / total))
    store(top, 0, stays)


@compiled
def accrue_lanes(
    board: Board, first: int, flow: Array, pace: Pace, fresh: bool, by_class: Array, into: Array
) -> None:
    """Yearly payoffs of a step and what follows; after the last step (`fresh`) for ever."""
    players, lanes = flow.shape[1], flow.shape[2]
    row, yearly, later, out = (
        players * lanes,
        flow.reshape(-1),
        by_class.reshape(-1),
        into.reshape(-1),
    )
    for lane in range(0, lanes, WIDE):
        rate = load(pace.rate, lane)
        keep = exponential(-1.0 * rate * load(pace.years, lane))
        point = (1.0 - keep) / rate
        for s in range(flow.shape[0]):
            at = board.class_of[first, s] * row
            for i in range(lane, row, lanes):
                gain = load(yearly, s * row + i)
                after = gain / rate if fresh else load(later, at + i)
                store(out, s * row + i, gain * point + after * keep)


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
