"""One draw after another, compiled: what a board is worth, and what each course is.

A draw is a vector of all numbers of the stand-off with its step count, step length, rate of
discount and response scales. Nothing is shared between draws, so that any number of threads
gives the same bytes. The code keeps to plain loops: it is compiled on a user's machine at
the first run, and array expressions are what compiling spends its time on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.boards import Board, Ints
from countermove.solving.play.compiling import compiled
from countermove.solving.play.kernel import (
    back_to_moves,
    move_back,
    price,
    start_values,
    switch_odds,
)
from countermove.solving.play.payments import Worth

__all__ = ["Clock", "Starts", "play_board"]

Array = NDArray[np.float64]


class Clock(NamedTuple):
    """Time and behaviour by draw: steps, years in a step, continuous rate, response scale
    in a step and in the last one."""

    steps: NDArray[np.int64]
    years: NDArray[np.float64]
    rate: NDArray[np.float64]
    scale: NDArray[np.float64]
    last_scale: NDArray[np.float64]

    def at(self, part: slice | int) -> Clock:
        """The clock of some draws, or of one."""
        rows = slice(part, part + 1) if isinstance(part, int) else part
        return Clock(
            self.steps[rows],
            self.years[rows],
            self.rate[rows],
            self.scale[rows],
            self.last_scale[rows],
        )


class Starts(NamedTuple):
    """Taking a course up: from state h of the board on which the subject holds still.

    `target[c, h]` is the state of the free board that course c leads to and `due[c, h]` the
    payments; `place[h]` is where h stands on the free board; `today` its position among h.
    """

    target: NDArray[np.int32]
    due: NDArray[np.int32]
    place: NDArray[np.int32]
    today: int


@compiled
def scale_at(clock: Clock, k: int, t: int) -> float:
    """The response scale of draw k in step t."""
    return float(clock.last_scale[k] if t == clock.steps[k] - 1 else clock.scale[k])


@compiled
def play_board(
    board: Board,
    place: Ints,
    start: int,
    held: Board,
    worth: Worth,
    starts: Starts,
    order: NDArray[np.int64],
    numbers: Array,
    clock: Clock,
    waits: int,
) -> tuple[Array, Array]:
    """Values today `(D, P)`, and by course and wait `(D, C, W, P)`, for each draw.

    `place` finds the board's states on the free board, whose states `worth` prices. Without
    courses in `starts` the second array is empty; waits beyond the horizon are NaN.
    """
    draws, players, courses = len(numbers), len(board.own), len(starts.target)
    today = np.empty((draws, players))
    value = np.empty((draws, courses, waits, players))
    value[:] = np.nan
    for k in range(draws):
        flow, paid = price(worth, numbers[k], place, players)
        take_up = np.empty((waits, courses, len(starts.place), players))
        odds = switch_odds(numbers[k], clock.years[k])
        values = start_values(flow, clock.rate[k])
        for back in range(clock.steps[k]):
            t = clock.steps[k] - 1 - back
            values = back_to_moves(board, paid, odds, flow, clock.rate[k], clock.years[k], values)
            for turn in range(players):
                m = order[players - 1 - turn]
                if m == 0 and t < waits:
                    record_starts(starts, values, paid, take_up[t])
                values = move_back(board, m, values, paid, scale_at(clock, k, t))
        for i in range(players):
            today[k, i] = values[start, i]
        if courses:
            held_flow, _ = price(worth, numbers[k], starts.place, players)
            for wait in range(min(waits, clock.steps[k])):
                for c in range(courses):
                    wait_values(
                        held, paid, odds, held_flow, clock, k, order, take_up[wait, c],
                        wait, starts.today, value[k, c, wait],
                    )  # fmt: skip
    return today, value


@compiled
def record_starts(starts: Starts, values: Array, paid: Array, into: Array) -> None:
    """What taking each course up is worth from each state the subject held still in."""
    for c in range(len(starts.target)):
        for h in range(len(starts.place)):
            for i in range(values.shape[1]):
                into[c, h, i] = values[starts.target[c, h], i] + paid[starts.due[c, h], i]


@compiled
def wait_values(
    held: Board,
    paid: Array,
    odds: Array,
    flow: Array,
    clock: Clock,
    k: int,
    order: NDArray[np.int64],
    values: Array,
    wait: int,
    today: int,
    into: Array,
) -> None:
    """Today's values of holding still for `wait` steps and then taking a course up."""
    for back in range(wait + 1):
        t = wait - back
        if back > 0:
            values = back_to_moves(held, paid, odds, flow, clock.rate[k], clock.years[k], values)
        seen = back > 0
        for turn in range(len(order)):
            m = order[len(order) - 1 - turn]
            # In the step of the start only those ahead of the subject still have to move.
            if seen:
                values = move_back(held, m, values, paid, scale_at(clock, k, t))
            seen = seen or m == 0
    for i in range(values.shape[1]):
        into[i] = values[today, i]
