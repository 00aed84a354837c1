"""Draws with equally many steps solved side by side: arrays for the compiled kernel."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import move_back, switch_odds
from countermove.solving.play.kernel_lanes import Pace, choose_lanes, play_lanes, price_lanes
from countermove.solving.play.stages import list_replies
from countermove.solving.play.timing import Clock

__all__ = ["lanes_kept", "lanes_now", "lanes_of_move"]

Array = NDArray[np.float64]
Order = NDArray[np.int64]


def lanes_now(game: Game, order: Order, numbers: Array, clock: Clock) -> Array:
    """What each course taken up now is worth, `(D, C, P)`, for rows of all numbers."""
    starts, subject_first = game.starts, order[0] == 0
    seen = [starts.today] if subject_first else list(range(len(starts.place)))
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    asked = follow_rows(game.board, order, 0, starts.target[:, seen].reshape(-1))
    worth, _ = play(game.board, order, 0, asked, flow, paid, numbers, clock, game.start)
    worth += paid[starts.due[:, seen].reshape(-1)]
    worth = worth.reshape(len(game.courses), len(seen), len(order), len(numbers))
    if subject_first:
        return worth[:, 0].transpose(2, 0, 1)
    return move_ahead(game, order, worth, paid, clock)


def move_ahead(game: Game, order: Order, worth: Array, paid: Array, clock: Clock) -> Array:
    """Today's values where others move before the subject in the first step, `(D, C, P)`.

    `worth` (C, H, P, D) is what taking each course up is worth where the subject held still.
    """
    courses, _, players, draws = worth.shape
    found = np.empty((draws, courses, players))
    for k in range(draws):
        reply = list_replies(clock.at(k))[0]
        due = np.ascontiguousarray(paid[:, :, k])
        for c in range(courses):
            values = np.ascontiguousarray(worth[c, :, :, k])
            for m in order[: list(order).index(0)][::-1]:
                values = move_back(game.held, m, values, due, reply)
            found[k, c] = values[game.starts.today]
    return found


def lanes_kept(game: Game, order: Order, numbers: Array, clock: Clock) -> Array:
    """What each course is worth if the subject keeps it throughout, `(D, C, P)`."""
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    found = np.empty((len(numbers), len(game.kept), len(order)))
    for c, kept in enumerate(game.kept):
        nothing = np.zeros(0, dtype=np.int32)
        _, today = play(
            kept.board, order, 0, nothing, flow[kept.place], paid, numbers, clock, kept.start
        )
        found[:, c] = today.T
    return found


def lanes_of_move(
    game: Game, order: Order, mover: int, numbers: Array, clock: Clock
) -> tuple[Ints, Array]:
    """Where a mover can go from the start in the first step, and the chance of each,
    `(edges, D)`, were it its turn there."""
    board = game.board
    c = board.class_of[mover, game.start]
    edges = slice(board.first[c], board.first[c + 1])
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    asked = follow_rows(board, order, mover, board.target[edges])
    worth, _ = play(board, order, mover, asked, flow, paid, numbers, clock, game.start)
    scale = np.where(clock.steps == 1, clock.last_scale, clock.scale)
    chances = np.ascontiguousarray((worth + paid[board.due[edges]])[:, mover])
    choose_lanes(chances, board.nest[edges], board.nests[mover], scale, pace_of(clock))
    return board.target[edges], chances


def play(
    board: Board,
    order: Order,
    asker: int,
    asked: Ints,
    flow: Array,
    paid: Array,
    numbers: Array,
    clock: Clock,
    start: int,
) -> tuple[Array, Array]:
    """The kernel with what it needs to know of the board and of time."""
    pace = pace_of(clock)
    odds = np.stack([switch_odds(n, y) for n, y in zip(numbers, clock.years, strict=True)], axis=1)
    via = follow_edges(board, order)
    found: tuple[Array, Array] = play_lanes(
        board, order, via, asker, asked, flow, paid, np.ascontiguousarray(odds), pace, start
    )
    return found


def pace_of(clock: Clock) -> Pace:
    """The clock of draws with equally many steps, as the kernel takes it."""
    return Pace(
        steps=int(clock.steps[0]),
        years=clock.years,
        rate=clock.rate,
        scale=clock.scale,
        last_scale=clock.last_scale,
        lasting=clock.lasting,
        decisions=clock.decisions,
    )


def columns(numbers: Array) -> Array:
    """Rows of numbers as lanes, one after another in memory."""
    return np.ascontiguousarray(numbers.T)


def follow_edges(board: Board, order: Order) -> Ints:
    """Where each edge's value is found: at its state if its mover is the last of a step,
    otherwise at the state's class for the mover that follows."""
    via = board.target.copy()
    for mover, following in pairwise(order):
        a, b = board.first[board.class_start[mover : mover + 2]]
        via[a:b] = board.class_of[following][board.target[a:b]]
    return via


def follow_rows(board: Board, order: Order, mover: int, states: Ints) -> Ints:
    """Where the values of states just after a mover's turn are found, as in `follow_edges`."""
    place = list(order).index(mover)
    if place == len(order) - 1:
        return states
    return np.asarray(board.class_of[order[place + 1]][states], dtype=np.int32)
