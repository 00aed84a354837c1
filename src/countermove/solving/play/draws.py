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
from countermove.solving.play.lanes import lanes_followed, lanes_kept, lanes_now
from countermove.solving.play.passages import Passage, follow_stages
from countermove.solving.play.stages import begin, solve_board, solve_free
from countermove.solving.play.timing import Clock, fill_numbers, set_clock, turn_order

__all__ = ["Draws", "solve_draws"]

Array = NDArray[np.float64]
Rows = NDArray[np.intp]

LANES = 32
"""Draws solved side by side at most; more would not fit a processor's cache."""

CHOICES = 1 << 22
"""Chances of moves kept at once at most on a thread (32 MB), but for one draw on its own."""


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
    blocks = list(deal_out(clock.steps, count_lanes(game, task, clock), threads))
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


def deal_out(steps: NDArray[np.int64], most: int, threads: int) -> Iterator[Rows]:
    """Rows with equally many steps, in blocks of `most` at most that keep every thread busy."""
    most = min(most, max(1, -(-len(steps) // threads)))
    for count in np.unique(steps):
        rows = np.flatnonzero(steps == count)
        yield from np.array_split(rows, -(-len(rows) // most))


def count_lanes(game: Game, task: Task, clock: Clock) -> int:
    """How many draws go side by side: with outcomes every choice on the way is kept."""
    if not task.outcomes:
        return LANES
    return max(1, min(LANES, CHOICES // (len(game.board.target) * int(clock.printed.max()))))


def solve_rows(
    game: Game, task: Task, numbers: Array, clock: Clock, found: Draws, rows: Rows
) -> int:
    """Solve some draws on one thread, into `found`; how many they were."""
    few, of_few = numbers[rows], clock.at(rows)
    if task.best_reply:
        for k in rows:
            solve_alone(game, task, numbers[k], clock.at(int(k)), found, int(k))
        return len(rows)
    if task.kept:
        found.kept[rows] = lanes_kept(game, task.order, few, of_few)
    if task.outcomes:
        found.now[rows], passages = lanes_followed(game, task.order, few, of_few)
        for k, passage in zip(rows, passages, strict=True):
            tell_passage(found, k, passage)
    else:
        found.now[rows] = lanes_now(game, task.order, few, of_few)
    return len(rows)


def tell_passage(found: Draws, draw: int, passage: Passage) -> None:
    """A draw's chances as far as its horizon goes."""
    times = passage.holding.shape[1]
    found.chances[draw, :, :times] = passage.holding
    found.ever[draw, :, :times] = passage.ever


def solve_alone(game: Game, task: Task, row: Array, clock: Clock, found: Draws, draw: int) -> None:
    """Solve one draw with every stage kept: best reply breaks its ties state by state."""
    stages = solve_free(game, row, clock, task.order, int(clock.printed[0]))
    for c in range(len(game.courses)):
        found.now[draw, c] = begin(game, stages, 0, c)[game.starts.today]
    if task.outcomes:
        tell_passage(found, draw, follow_stages(game, stages))
    for c, kept in enumerate(game.kept if task.kept else ()):
        found.kept[draw, c] = solve_board(game, kept, row, clock, task.order, 0).today[kept.start]
