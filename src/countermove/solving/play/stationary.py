"""The second route: a stationary logit equilibrium by damped iteration.

In the game without an end, every stage of a step has one value for all time. Values are
moved towards what one more step of logit play gives, until the choice chances and the values no
longer change. Steps are aimed by the last few of them (Anderson 1965); where that makes no
headway, since sharp replies chase each other, they are damped, and less so the nearer they come
(`settling`). What then still moves is counted as not settled. Such an equilibrium need not be
unique (Maskin and Tirole 1988 give a game of this kind with two), which is why it is a
certificate beside the finite game and not the headline.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.results import Certificate
from countermove.solving.compiling import compiled
from countermove.solving.play.boards import Board
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import (
    Reply,
    back_to_moves,
    likely_moves,
    move_back,
    price,
    start_values,
    switch_odds,
    widest,
)
from countermove.solving.play.settling import Flow, settle
from countermove.solving.play.stages import Stages, list_replies
from countermove.solving.play.timing import Clock, fill_numbers, set_clock, turn_order

__all__ = ["Certificates", "certify", "certify_draws"]

Array = NDArray[np.float64]

PATIENCE = 60
"""Sweeps after which the residual must have halved, or implicit steps are tried."""

TOLERANCE = 1e-6
MOST_SWEEPS = 1500


@dataclass(frozen=True)
class Certificates:
    """One entry for each draw: see `Certificate`. `now` (D, C) is the courses' value."""

    settled: NDArray[np.bool_]
    iterations: NDArray[np.int64]
    residual: NDArray[np.float64]
    one_shot_gain: NDArray[np.float64]
    now: NDArray[np.float64]


@compiled
def compare_choices(
    board: Board, paid: Array, reply: Reply, rate: float, old: Array, new: Array
) -> tuple[float, float]:
    """The largest change of a choice chance, and the largest gain (points a year) by one move."""
    change, gain = 0.0, 0.0
    for m in range(len(board.own)):
        start, end = board.class_start[m], board.class_start[m + 1]
        most = widest(board, start, end)
        before, now = np.empty(most), np.empty(most)
        for c in range(start, end):
            likely_moves(board, m, c, old[m], paid, reply, before)
            likely_moves(board, m, c, new[m], paid, reply, now)
            top, mean = -np.inf, 0.0
            for e in range(board.first[c], board.first[c + 1]):
                k = e - board.first[c]
                q = new[m, board.target[e], m] + paid[board.due[e], m]
                top = max(top, q)
                mean += now[k] * q
                change = max(change, abs(now[k] - before[k]))
            gain = max(gain, (top - mean) * rate)
    return change, gain


class Solved(NamedTuple):
    """A stationary game: values after each turn (M, S, P), and how well they settled."""

    after: Array
    paid: Array
    sweeps: int
    residual: float
    gain: float


def iterate(game: Game, numbers: Array, clock: Clock, order: NDArray[np.int64]) -> Solved:
    """Iteration for one draw, from the values of the finite game's first step."""
    rate, years, reply = clock.rate[0], clock.years[0], list_replies(clock)[0]
    place = np.arange(len(game.board.states), dtype=np.int32)
    flow, paid = price(game.worth, numbers, place, len(order))
    odds = switch_odds(numbers, years)

    def sweep(values: Array) -> tuple[Array, Array]:
        after = np.empty((len(order), *values.shape))
        values = back_to_moves(game.board, paid, odds, flow, rate, years, values)
        for m in order[::-1]:
            after[m] = values
            values = move_back(game.board, m, values, paid, reply)
        return values, after

    values: Array = start_values(flow, rate)
    for _ in range(clock.steps[0]):
        values, _ = sweep(values)
    repeated = Flow(lambda v: sweep(v)[0])
    # A chance moves by at most half the scale times what values move by, and values within a
    # sweep by some times what they move by over it, hence a hundredth.
    near = 0.01 * TOLERANCE * min(1.0 / rate, 2.0 / reply.scale)
    settled = seek(repeated, values, near, float(np.exp(-rate * years)))
    moved, after = sweep(settled)
    _, newer = sweep(moved)
    change, gain = compare_choices(game.board, paid, reply, rate, after, newer)
    drift = float(np.abs(moved - settled).max() * rate)
    return Solved(newer, paid, repeated.sweeps, max(float(change), drift), float(gain))


def seek(flow: Flow, start: Array, tolerance: float, keep: float) -> Array:
    """Values that a sweep moves by no more than `tolerance`, or where the last sweep led.

    By aimed iteration first; where that does not halve the residual in `PATIENCE` sweeps, from
    the start again by implicit steps.
    """
    values, aim, mark = start, Aim(), math.inf
    while flow.sweeps < MOST_SWEEPS:
        residual = flow.residual(values)
        drift = float(np.abs(residual).max())
        if drift <= tolerance:
            return values
        if flow.sweeps % PATIENCE == 1:
            if drift > mark / 2:
                return settle(flow, start, tolerance, MOST_SWEEPS)
            mark = drift
        values = aim.step(values, correct(values, values + residual, keep))
    return values


@dataclass
class Aim:
    """Steps aimed by the last few of them.

    Of all mixtures of the last steps, the one is taken whose residual would be least if
    residuals were linear in the values (Walker and Ni 2011).
    """

    depth: int = 8
    values: list[Array] = field(default_factory=list)
    steps: list[Array] = field(default_factory=list)

    def step(self, values: Array, moved: Array) -> Array:
        """Where to go from `values`, from where a plain step leads to `moved`."""
        self.values = [*self.values, moved.ravel()][-self.depth - 1 :]
        self.steps = [*self.steps, (moved - values).ravel()][-self.depth - 1 :]
        if len(self.steps) < 2:
            return moved
        turns, paths = np.diff(np.array(self.steps), axis=0), np.diff(self.values, axis=0)
        # Not by BLAS, whose sums depend on its threads.
        square = np.einsum("ik,jk->ij", turns, turns)
        square += 1e-12 * np.trace(square) * np.eye(len(square))
        weights = np.linalg.lstsq(square, np.einsum("ik,k->i", turns, self.steps[-1]))[0]
        shift = np.einsum("i,ik->k", weights, paths).reshape(moved.shape)
        return np.asarray(moved - shift)


def correct(values: Array, moved: Array, keep: float) -> Array:
    """Where a sweep led, at once at the right level.

    Adding a constant to one player's values everywhere changes no choice, so the mean
    residual, which would otherwise die out only with the discount, is solved for exactly.
    """
    level = (moved - values).mean(axis=0)
    return np.asarray(moved - level + level / (1.0 - keep))


def certify_draws(
    game: Game,
    theta: NDArray[np.float64] | None = None,
    *,
    threads: int | None = None,
) -> Certificates:
    """The certificate for each row of `theta` (columns `game.uncertain`)."""
    numbers = fill_numbers(game, theta)
    clock = set_clock(game, numbers)
    order = turn_order(game, None)

    def work(k: int) -> tuple[Solved, Array]:
        solved = iterate(game, numbers[k], clock.at(k), order)
        return solved, start_worth(
            game, order, solved.after, solved.paid, list_replies(clock.at(k))[0]
        )

    with ThreadPoolExecutor(threads) as pool:
        rows = list(pool.map(work, range(len(numbers))))
    return Certificates(
        settled=np.array([r.residual <= TOLERANCE for r, _ in rows]),
        iterations=np.array([r.sweeps for r, _ in rows]),
        residual=np.array([r.residual for r, _ in rows]),
        one_shot_gain=np.array([r.gain for r, _ in rows]),
        now=np.stack([now for _, now in rows]),
    )


def start_worth(
    game: Game,
    order: NDArray[np.int64],
    after: NDArray[np.float64],
    paid: NDArray[np.float64],
    reply: Reply,
) -> NDArray[np.float64]:
    """What each course taken up now is worth to the subject in the stationary game."""
    starts = game.starts
    found = np.empty(len(game.courses))
    for c in range(len(game.courses)):
        values = after[0][starts.target[c]] + paid[starts.due[c]]
        for m in reversed(order[: list(order).index(0)]):
            values = move_back(game.held, m, values, paid, reply)
        found[c] = values[starts.today, 0]
    return found


def certify(game: Game, stages: Stages) -> Certificate:
    """The certificate at the numbers of a solved game."""
    theta = stages.numbers[game.columns][None, :]
    found = certify_draws(game, theta, threads=1)
    return Certificate(
        settled=bool(found.settled[0]),
        iterations=int(found.iterations[0]),
        residual=float(found.residual[0]),
        one_shot_gain=float(found.one_shot_gain[0]),
        best_course=game.courses[int(np.argmax(found.now[0]))].name,
    )
