"""A game solved for many draws of its numbers at once, on any number of threads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.progress import Progress, silent
from countermove.solving.play.game import Game
from countermove.solving.play.lanes import lanes_kept, lanes_now
from countermove.solving.play.passages import chance_ever, chance_holding
from countermove.solving.play.stages import begin, solve_board, solve_free
from countermove.solving.play.timing import Clock, fill_numbers, set_clock, turn_order

__all__ = ["Draws", "solve_draws"]

Array = NDArray[np.float64]
Rows = NDArray[np.intp]

LANES = 32
"""Draws solved side by side at most; more would not fit a processor's cache."""


@dataclass(frozen=True)
class Draws:
    """Values in each player's own points, discounted to today. D draws, C courses, P players.

    Players stand in the order of `players`, the subject first. `now` (D, C, P): the course
    taken up now, best play afterwards. `kept` (D, C, P): kept throughout. `chances`
    (D, C, T + 1, O): chance that each outcome holds at each step's end when the course is
    taken up now; time 0 is today, and it is NaN beyond a draw's horizon. `ever`, of the same
    shape: that it has held at some step's end by then. Arrays not asked for are empty.
    """

    players: tuple[str, ...]
    courses: tuple[str, ...]
    now: Array
    kept: Array
    chances: Array
    ever: Array


class Task(NamedTuple):
    """What every draw is asked: who moves when, and which of the results are wanted."""

    order: NDArray[np.int64]
    kept: bool
    outcomes: bool
    best_reply: bool


def solve_draws(
    game: Game,
    theta: Array | None = None,
    *,
    kept: bool = True,
    outcomes: bool = False,
    best_reply: bool = False,
    first: Literal["subject", "other"] | None = None,
    ahead: str | None = None,
    threads: int | None = None,
    progress: Progress = silent,
) -> Draws:
    """Solve a game for each row of `theta`, whose columns are `game.uncertain`.

    Without `theta` it is solved once at likely values. `kept` needs a game compiled with it;
    `best_reply` takes the precision as infinite; `first` overrides who moves first,
    and `ahead` is the one of the others that moves before the rest of them.
    `progress` is told as draws finish. The result does not depend on `threads`.

    Raises:
        SettingsError: `theta` has the wrong shape.
        StandoffError: a drawn discount, step or precision is out of range.
    """
    numbers = fill_numbers(game, theta)
    clock = set_clock(game, numbers, best_reply=best_reply)
    task = Task(turn_order(game, first, ahead), kept, outcomes, best_reply)
    found = empty_draws(game, task, clock)
    threads = threads or os.cpu_count() or 1
    blocks = list(deal_out(clock.steps, threads))
    work = partial(solve_rows, game, task, numbers, clock, found)
    done = 0
    for count in run_all(work, blocks, threads):
        done += count
        progress("solving draws", done, len(numbers))
    return found


def run_all(work: Callable[[Rows], int], blocks: list[Rows], threads: int) -> Iterator[int]:
    """Each block's work in turn; one block on the calling thread, whose memory is used again."""
    if len(blocks) == 1:
        yield work(blocks[0])
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, blocks)


def empty_draws(game: Game, task: Task, clock: Clock) -> Draws:
    """The arrays of the result, to be filled in block by block."""
    draws, courses, players = len(clock.steps), len(game.courses), len(game.layout.players)
    times = int(clock.printed.max()) + 1 if task.outcomes else 0
    outcomes = len(game.outcomes) if task.outcomes else 0
    return Draws(
        players=game.layout.players,
        courses=tuple(c.name for c in game.courses),
        now=np.empty((draws, courses, players)),
        kept=np.empty((draws, len(game.kept) if task.kept else 0, players)),
        chances=np.full((draws, courses, times, outcomes), np.nan),
        ever=np.full((draws, courses, times, outcomes), np.nan),
    )


def deal_out(steps: NDArray[np.int64], threads: int) -> Iterator[Rows]:
    """Rows with equally many steps, in blocks that keep every thread busy."""
    most = min(LANES, max(1, -(-len(steps) // threads)))
    for count in np.unique(steps):
        rows = np.flatnonzero(steps == count)
        yield from np.array_split(rows, -(-len(rows) // most))


def solve_rows(
    game: Game, task: Task, numbers: Array, clock: Clock, found: Draws, rows: Rows
) -> int:
    """Solve some draws on one thread, into `found`; how many they were."""
    if not (task.best_reply or task.outcomes):
        found.now[rows] = lanes_now(game, task.order, numbers[rows], clock.at(rows))
    if task.kept and not task.best_reply:
        found.kept[rows] = lanes_kept(game, task.order, numbers[rows], clock.at(rows))
    for k in rows if task.best_reply or task.outcomes else ():
        solve_alone(game, task, numbers[k], clock.at(int(k)), found, int(k))
    return len(rows)


def solve_alone(game: Game, task: Task, row: Array, clock: Clock, found: Draws, draw: int) -> None:
    """Solve one draw with every stage kept: for chances, and for best reply."""
    stages = solve_free(game, row, clock, task.order)
    for c in range(len(game.courses)):
        found.now[draw, c] = begin(game, stages, 0, c)[game.starts.today]
    if task.outcomes:
        found.chances[draw, :, : clock.printed[0] + 1] = chance_holding(game, stages)
        found.ever[draw, :, : clock.printed[0] + 1] = chance_ever(game, stages)
    for c, kept in enumerate(game.kept if task.kept and task.best_reply else ()):
        found.kept[draw, c] = solve_board(game, kept, row, clock, task.order).today[kept.start]
