"""Backward induction, compiled: one stage at a time over all states of a board.

Values are `(S, P)`: state by player, points discounted to the moment of the stage. A mover
at a state chooses edge e with chance proportional to exp(scale · Q(e)), where Q is its value
after the move and the payments due on it (McKelvey and Palfrey 1998, agent logit response).
Moves that begin something lasting have a hazard of their own (`share_nests`). An infinite
scale is best reply; ties (within a billionth) go to the fewest changes, then to
the first setting in order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.exponential import exponential
from countermove.solving.play.payments import Worth

__all__ = [
    "Reply",
    "back_to_moves",
    "choose",
    "hold_off",
    "likely_moves",
    "move_back",
    "price",
    "start_values",
    "switch_back",
    "switch_chance",
    "switch_odds",
    "widest",
]

Array = NDArray[np.float64]

TIE = 1e-9


class Reply(NamedTuple):
    """How sides choose in a step: the response scale of what can be undone, that of lasting
    moves, and how often in a step one decides about those."""

    scale: float
    lasting: float
    decisions: float


@compiled
def price(worth: Worth, numbers: Array, place: Ints, players: int) -> tuple[Array, Array]:
    """Yearly payoffs `(S, P)` of the states at `place`, and payments due by set `(sets, P)`."""
    everywhere = np.zeros((worth.states, players))
    for k in range(len(worth.flow_player)):
        value = numbers[worth.flow_number[k]]
        for i in range(worth.flow_first[k], worth.flow_first[k + 1]):
            everywhere[worth.flow_state[i], worth.flow_player[k]] += value
    flow = np.empty((len(place), players))
    for s in range(len(place)):
        for i in range(players):
            flow[s, i] = everywhere[place[s], i]
    paid = np.zeros((len(worth.due_first) - 1, players))
    for d in range(len(paid)):
        for i in range(worth.due_first[d], worth.due_first[d + 1]):
            paid[d, worth.due_player[i]] += numbers[worth.due_number[i]]
    return flow, paid


@compiled
def start_values(flow: Array, rate: float) -> Array:
    """Values at the end of the horizon: the yearly payoffs for ever."""
    values = np.empty_like(flow)
    for s in range(flow.shape[0]):
        for i in range(flow.shape[1]):
            values[s, i] = flow[s, i] / rate
    return values


@compiled
def back_to_moves(
    board: Board, paid: Array, odds: Array, flow: Array, rate: float, years: float, values: Array
) -> Array:
    """Values just after the last mover's turn, from those at the start of the next step."""
    keep = exponential(-rate * years)
    year_point = (1.0 - keep) / rate
    accrued = np.empty_like(flow)
    for s in range(flow.shape[0]):
        for i in range(flow.shape[1]):
            accrued[s, i] = flow[s, i] * year_point + values[s, i] * keep
    return switch_back(board, paid, odds, accrued)


@compiled
def switch_back(board: Board, paid: Array, odds: Array, values: Array) -> Array:
    """Expected values before everything that changes by itself had its chance to."""
    count, players = values.shape
    before = values.copy()
    for back in range(len(board.switch_to)):
        j = len(board.switch_to) - 1 - back
        values, before = before, values
        for s in range(count):
            to = board.switch_to[j, s]
            if to >= 0:
                p, d = odds[board.switch_number[j, s]], board.switch_due[j, s]
                for i in range(players):
                    stays = (1.0 - p) * values[s, i]
                    before[s, i] = stays + p * (values[to, i] + paid[d, i])
            else:
                for i in range(players):
                    before[s, i] = values[s, i]
    return before


@compiled
def switch_odds(numbers: Array, years: float) -> Array:
    """For every number, read as a mean time, the chance that it happens within a step."""
    odds = np.empty(len(numbers))
    for n in range(len(numbers)):
        odds[n] = switch_chance(numbers[n], years)
    return odds


@compiled
def switch_chance(mean: float, years: float) -> float:
    """Chance that something with this mean time happens within a step."""
    return 1.0 - exponential(-years / mean) if mean > 0.0 else 1.0


@compiled
def likely_moves(
    board: Board, m: int, c: int, values: Array, paid: Array, reply: Reply, weights: Array
) -> None:
    """Chances of the edges of class c, written into `weights`: logit within each nest."""
    a, b = board.first[c], board.first[c + 1]
    top, total = np.full(board.nests[m], -np.inf), np.zeros(board.nests[m])
    for e in range(a, b):
        q = values[board.target[e], m] + paid[board.due[e], m]
        weights[e - a] = q
        top[board.nest[e]] = max(top[board.nest[e]], q)
    for e in range(a, b):
        weights[e - a] = reply.scale * (weights[e - a] - top[board.nest[e]])
    for k in range(b - a):  # by itself, so that several are worked out at once
        weights[k] = exponential(weights[k])
    for e in range(a, b):
        total[board.nest[e]] += weights[e - a]
    share_nests(top, reply)
    for e in range(a, b):
        weights[e - a] *= top[board.nest[e]] / total[board.nest[e]]


@compiled
def share_nests(top: Array, reply: Reply) -> None:
    """From the best value in each nest the chance that it is chosen in a step, in place.

    Occasions to decide come at random, so many in a step on average (a Poisson process). On each
    the chances of the nests are as 1 (nothing lasting) to exp(x), with x the scale times the
    difference to nest 0. So over a year the chance does not depend on how long the step is, and
    what is worth doing is done as soon as there is an occasion and no sooner.
    """
    most = 0.0
    for n in range(1, len(top)):
        top[n] = reply.lasting * (top[n] - top[0])
        most = max(most, top[n])
    total = 0.0
    for n in range(1, len(top)):
        top[n] = exponential(top[n] - most)
        total += top[n]
    stays = hold_off(most, total, reply.decisions) if len(top) > 1 else 1.0
    for n in range(1, len(top)):
        top[n] *= (1.0 - stays) / total
    top[0] = stays


@compiled
def hold_off(most: float, total: float, decisions: float) -> float:
    """The chance of no lasting move when so many decisions are due on average; all exp(x) add up
    to total · exp(most), `most` not below 0."""
    none: float = exponential(-decisions * total / (exponential(-most) + total))
    return none


@compiled
def choose(board: Board, m: int, s: int, values: Array, paid: Array) -> int:
    """The best edge at state s; ties go to the fewest changes, then to the first."""
    c = board.class_of[m, s]
    near = np.empty(board.first[c + 1] - board.first[c], np.int64)
    return fewest_changes(board, m, s, near[: list_best(board, m, c, values, paid, near)])


@compiled
def list_best(
    board: Board, m: int, c: int, values: Array, paid: Array, near: NDArray[np.int64]
) -> int:
    """Fill `near` with the edges of class c that tie for the best; how many they are."""
    a, b = board.first[c], board.first[c + 1]
    top = -np.inf
    for e in range(a, b):
        top = max(top, values[board.target[e], m] + paid[board.due[e], m])
    count = 0
    for e in range(a, b):
        q = values[board.target[e], m] + paid[board.due[e], m]
        if q >= top - TIE * (1.0 + abs(top)):
            near[count] = e
            count += 1
    return count


@compiled
def fewest_changes(board: Board, m: int, s: int, edges: NDArray[np.int64]) -> int:
    """The edge on which the mover changes the fewest options from state s, or the first."""
    best, fewest = edges[0], 1000
    for e in edges:
        changed = (board.states[board.target[e]] ^ board.states[s]) & board.own[m]
        count = 0
        while changed:
            changed &= changed - 1
            count += 1
        if count < fewest:
            best, fewest = e, count
    return int(best)


@compiled
def move_back(board: Board, m: int, values: Array, paid: Array, reply: Reply) -> Array:
    """Values before mover m's turn, from those after it."""
    count, players = values.shape
    before = np.empty_like(values)
    start, end = board.class_start[m], board.class_start[m + 1]
    if np.isinf(reply.scale):
        # What is best is found once a class; only ties are told apart state by state.
        near = np.empty(board.first[end] - board.first[start], np.int64)
        tied = np.zeros(end - start, np.int64)
        for c in range(start, end):
            room = near[board.first[c] - board.first[start] :]
            tied[c - start] = list_best(board, m, c, values, paid, room)
        for s in range(count):
            c = board.class_of[m, s]
            room = near[board.first[c] - board.first[start] :]
            e = fewest_changes(board, m, s, room[: tied[c - start]])
            for i in range(players):
                before[s, i] = values[board.target[e], i] + paid[board.due[e], i]
        return before
    expected = np.zeros((end - start, players))
    weights = np.empty(widest(board, start, end))
    for c in range(start, end):
        likely_moves(board, m, c, values, paid, reply, weights)
        a = board.first[c]
        for e in range(a, board.first[c + 1]):
            w = weights[e - a]
            for i in range(players):
                expected[c - start, i] += w * (values[board.target[e], i] + paid[board.due[e], i])
    for s in range(count):
        for i in range(players):
            before[s, i] = expected[board.class_of[m, s] - start, i]
    return before


@compiled
def widest(board: Board, start: int, end: int) -> int:
    """The most edges a class has."""
    most = 1
    for c in range(start, end):
        most = max(most, board.first[c + 1] - board.first[c])
    return most
