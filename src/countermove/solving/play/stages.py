"""One draw solved with every stage kept: who would choose what, where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.boards import Board
from countermove.solving.play.game import Game, Kept
from countermove.solving.play.kernel import (
    Reply,
    back_to_moves,
    choose,
    likely_moves,
    move_back,
    price,
    start_values,
    switch_odds,
)
from countermove.solving.play.timing import Clock, fill_numbers, set_clock, turn_order

__all__ = [
    "Stages",
    "begin",
    "choice_chances",
    "list_replies",
    "solve_free",
    "solve_kept_stages",
    "solve_stages",
    "stages_of_start",
    "value_ahead",
]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Stages:
    """A board solved at one set of numbers.

    `odds` are, for every number that is a mean time, the chance within a step.
    `after[t][m]` (S, P) are the values just after mover m's turn in step t, in points
    discounted to that step, for as many of the first steps as are kept; `today` those before
    the first move. `replies` say by step how
    sides choose, with an infinite scale for best reply. The first `printed` steps are told.
    """

    board: Board
    order: tuple[int, ...]
    numbers: Array
    odds: Array
    paid: Array
    flow: Array
    years: float
    rate: float
    replies: tuple[Reply, ...]
    printed: int
    after: tuple[tuple[Array, ...], ...]
    today: Array


def solve_stages(
    game: Game,
    numbers: Array | None = None,
    *,
    best_reply: bool = False,
    more: int = 0,
    kept: int | None = None,
) -> Stages:
    """The free game at one row of all numbers (likely values without), some steps longer.

    `kept` is how many of the first steps keep their values: all of them fill memory.
    """
    row = fill_numbers(game, None)[0] if numbers is None else numbers
    clock = set_clock(game, row[None, :], best_reply=best_reply)
    clock = clock._replace(steps=clock.steps + more, printed=clock.printed + more)
    return solve_free(game, row, clock, turn_order(game, None), kept)


def solve_free(
    game: Game, row: Array, clock: Clock, order: NDArray[np.int64], kept: int | None = None
) -> Stages:
    """The free game at one row of all numbers, its time and its order of turns."""
    place = np.arange(len(game.board.states), dtype=np.int32)
    return solve_board(game, Kept(game.board, place, game.start), row, clock, order, kept)


def solve_kept_stages(game: Game, course: int, *, best_reply: bool = False) -> Stages:
    """The game in which the subject keeps a course, at likely values."""
    row = fill_numbers(game, None)[0]
    clock = set_clock(game, row[None, :], best_reply=best_reply)
    printed = int(clock.printed[0])
    return solve_board(game, game.kept[course], row, clock, turn_order(game, None), printed)


def solve_board(
    game: Game,
    kept: Kept,
    row: Array,
    clock: Clock,
    order: NDArray[np.int64],
    steps: int | None = None,
) -> Stages:
    """Backward induction that keeps every stage of so many of the first steps, or of all."""
    rate, years = clock.rate[0], clock.years[0]
    replies = list_replies(clock)
    flow, paid = price(game.worth, row, kept.place, len(order))
    values, odds = start_values(flow, rate), switch_odds(row, years)
    after: list[tuple[Array, ...]] = []
    for t, reply in reversed(list(enumerate(replies))):
        values = back_to_moves(kept.board, paid, odds, flow, rate, years, values)
        stage: dict[int, Array] = {}
        for m in reversed(order):
            stage[int(m)] = values
            values = move_back(kept.board, m, values, paid, reply)
        if steps is None or t < steps:
            after.append(tuple(stage[m] for m in range(len(order))))
    return Stages(
        board=kept.board,
        order=tuple(int(m) for m in order),
        numbers=row,
        odds=odds,
        paid=paid,
        flow=flow,
        years=float(years),
        rate=float(rate),
        replies=replies,
        printed=int(clock.printed[0]),
        after=tuple(reversed(after)),
        today=values,
    )


def list_replies(clock: Clock) -> tuple[Reply, ...]:
    """How sides choose in each step of a draw; the last one lasts for ever."""
    lasting, decisions = float(clock.lasting[0]), float(clock.decisions[0])
    usual = Reply(float(clock.scale[0]), lasting, decisions)
    last = Reply(float(clock.last_scale[0]), lasting, decisions)
    return (usual,) * (int(clock.steps[0]) - 1) + (last,)


def begin(game: Game, stages: Stages, t: int, course: int) -> Array:
    """Taking a course up in step t: values `(H, P)` before the step's first turn."""
    starts = game.starts
    worth = stages.after[t][0][starts.target[course]] + stages.paid[starts.due[course]]
    return value_ahead(game, stages.order, worth, stages.paid, stages.replies[t])[1]


def stages_of_start(game: Game, stages: Stages, course: int) -> dict[int, Array]:
    """In the first step, for those who move before the subject takes a course up.

    The values (on the board on which the subject holds still) just after each mover's turn;
    at the subject's own place in the order, what taking the course up is worth.
    """
    starts = game.starts
    worth = stages.after[0][0][starts.target[course]] + stages.paid[starts.due[course]]
    return value_ahead(game, stages.order, worth, stages.paid, stages.replies[0])[0]


def value_ahead(
    game: Game, order: Sequence[int], worth: Array, paid: Array, reply: Reply
) -> tuple[dict[int, Array], Array]:
    """The values just after the turn of each mover up to the subject, whose move is then worth
    `worth` `(H, P)` where it held still, and those before the first turn."""
    values, after = worth, {0: worth}
    for m in reversed(order[: list(order).index(0)]):
        after[int(m)] = values
        values = move_back(game.held, m, values, paid, reply)
    return after, values


def choice_chances(
    board: Board, mover: int, position: int, values: Array, paid: Array, reply: Reply
) -> list[tuple[int, float]]:
    """Where a mover goes from a state: (position, chance), in the order of the edges."""
    if np.isinf(reply.scale):
        edge = choose(board, mover, position, values, paid)
        return [(int(board.target[edge]), 1.0)]
    c = board.class_of[mover, position]
    weights = np.empty(board.first[c + 1] - board.first[c])
    likely_moves(board, mover, c, values, paid, reply, weights)
    edges = board.target[board.first[c] : board.first[c + 1]]
    return [(int(to), float(w)) for to, w in zip(edges, weights, strict=True)]
