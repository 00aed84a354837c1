"""Draws with equally many steps solved side by side: arrays for the compiled kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import switch_odds
from countermove.solving.play.kernel_forward import pass_on
from countermove.solving.play.kernel_lanes import Pace, choose_lanes, play_lanes, price_lanes
from countermove.solving.play.passages import Passage, follow_outcomes, movers_at, set_off
from countermove.solving.play.stages import list_replies, value_ahead
from countermove.solving.play.timing import Clock
from countermove.solving.play.vectors import WIDE

__all__ = ["lanes_followed", "lanes_kept", "lanes_now", "lanes_of_move"]

Array = NDArray[np.float64]
Order = NDArray[np.int64]

UNTOLD = np.empty((0, 0, 0))
"""Nobody asks what is chosen on the way."""


def lanes_now(game: Game, order: Order, numbers: Array, clock: Clock) -> Array:
    """What each course taken up now is worth, `(D, C, P)`, for rows of all numbers."""
    worth, paid = worth_of_starts(game, order, numbers, clock, UNTOLD)
    if order[0] == 0:
        return worth[:, game.starts.today].transpose(2, 0, 1)
    found = np.empty((len(numbers), *worth.shape[:1], worth.shape[2]))
    for k in range(len(numbers)):
        for c, (_, values) in enumerate(values_ahead(game, order, worth, paid, clock, k)):
            found[k, c] = values[game.starts.today]
    return found


def lanes_followed(
    game: Game, order: Order, numbers: Array, clock: Clock
) -> tuple[Array, list[Passage]]:
    """What each course taken up now is worth, `(D, C, P)`, and what becomes of the outcomes."""
    shape = (int(clock.printed.max()), len(numbers), len(game.board.target))
    worth, paid = worth_of_starts(game, order, numbers, clock, chosen := np.empty(shape))
    via, now, told = follow_edges(game.board, order), [], []
    for k in range(len(numbers)):
        early, values = zip(*values_ahead(game, order, worth, paid, clock, k), strict=True)
        now.append([v[game.starts.today] for v in values])
        due, reply = np.ascontiguousarray(paid[:, :, k]), list_replies(clock.at(k))[0]
        start = set_off(game, tuple(order), early, due, reply)
        odds = switch_odds(numbers[k], clock.years[k])
        later = partial(pass_step, game.board, tuple(order), via, chosen[:, k], odds)
        told.append(follow_outcomes(game, int(clock.printed[k]), start, later))
    return np.array(now), told


def pass_step(
    board: Board,
    order: Sequence[int],
    via: Ints,
    chosen: Array,
    odds: Array,
    t: int,
    mass: Array,
) -> Array:
    """Chances of states a step later, in place, from how likely each move is in it."""
    movers = np.array(movers_at(order, t), dtype=np.int64)
    pass_on(board, movers, via, chosen[t], odds, mass)
    return mass


def worth_of_starts(
    game: Game, order: Order, numbers: Array, clock: Clock, chosen: Array
) -> tuple[Array, Array]:
    """What taking each course up is worth where the subject held still, `(C, H, P, D)`, and
    payments by set; the chances of the first moves go into `chosen`, as `play_lanes` has them."""
    starts, draws = game.starts, len(numbers)
    numbers, clock = fill_up(numbers, clock)
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    asked = follow_rows(game.board, order, 0, starts.target.reshape(-1))
    worth, _ = play(game.board, order, 0, asked, flow, paid, numbers, clock, game.start, chosen)
    worth += paid[starts.due.reshape(-1)]
    return worth.reshape(*starts.target.shape, len(order), len(numbers))[..., :draws], paid


def values_ahead(
    game: Game, order: Order, worth: Array, paid: Array, clock: Clock, draw: int
) -> Iterator[tuple[dict[int, Array], Array]]:
    """`value_ahead` of each course in one draw."""
    reply, due = list_replies(clock.at(draw))[0], np.ascontiguousarray(paid[:, :, draw])
    for of_course in worth[..., draw]:
        yield value_ahead(game, tuple(order), np.ascontiguousarray(of_course), due, reply)


def lanes_kept(game: Game, order: Order, numbers: Array, clock: Clock) -> Array:
    """What each course is worth if the subject keeps it throughout, `(D, C, P)`."""
    found = np.empty((len(numbers), len(game.kept), len(order)))
    numbers, clock = fill_up(numbers, clock)
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    for c, kept in enumerate(game.kept):
        nothing = np.zeros(0, dtype=np.int32)
        yearly = flow[kept.place]
        _, today = play(
            kept.board, order, 0, nothing, yearly, paid, numbers, clock, kept.start, UNTOLD
        )
        found[:, c] = today.T[: len(found)]
    return found


def lanes_of_move(
    game: Game, order: Order, mover: int, numbers: Array, clock: Clock
) -> tuple[Ints, Array]:
    """Where a mover can go from the start in the first step, and the chance of each,
    `(edges, D)`, were it its turn there."""
    board, draws = game.board, len(numbers)
    numbers, clock = fill_up(numbers, clock)
    c = board.class_of[mover, game.start]
    edges = slice(board.first[c], board.first[c + 1])
    flow, paid = price_lanes(game.worth, columns(numbers), len(order))
    asked = follow_rows(board, order, mover, board.target[edges])
    worth, _ = play(board, order, mover, asked, flow, paid, numbers, clock, game.start, UNTOLD)
    scale = np.where(clock.steps == 1, clock.last_scale, clock.scale)
    chances = np.ascontiguousarray((worth + paid[board.due[edges]])[:, mover])
    choose_lanes(chances, board.nest[edges], board.nests[mover], scale, pace_of(clock))
    return board.target[edges], chances[:, :draws]


def fill_up(numbers: Array, clock: Clock) -> tuple[Array, Clock]:
    """Rows of all numbers and their clock, the last one again until they fill the vectors of
    the kernel."""
    count = -(-len(numbers) // WIDE) * WIDE
    rows = np.minimum(np.arange(count), len(numbers) - 1)
    return numbers[rows], clock.at(rows)


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
    chosen: Array,
) -> tuple[Array, Array]:
    """The kernel with what it needs to know of the board and of time."""
    pace = pace_of(clock)
    odds = np.stack([switch_odds(n, y) for n, y in zip(numbers, clock.years, strict=True)], axis=1)
    via = follow_edges(board, order)
    found: tuple[Array, Array] = play_lanes(
        board, order, via, asker, asked, flow, paid, np.ascontiguousarray(odds), pace, start, chosen
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
