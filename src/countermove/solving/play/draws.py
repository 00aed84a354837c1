"""A game solved for many draws of its numbers at once, on any number of threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.game import Game
from countermove.solving.play.kernel_draws import Clock, play_board
from countermove.solving.play.passages import chance_holding
from countermove.solving.play.stages import solve_free
from countermove.solving.play.timing import fill_numbers, set_clock, turn_order

__all__ = ["Draws", "solve_draws"]

Array = NDArray[np.float64]

CHUNK = 16


@dataclass(frozen=True)
class Draws:
    """Values in each player's own points, discounted to today. D draws, C courses, P players.

    Players stand in the order of `players`, the subject first. `now` (D, C, P): the course
    taken up now, best play afterwards. `kept` (D, C, P): kept throughout. `waits`
    (D, C, W, P): the course first taken up after w steps of holding still; NaN beyond the
    horizon. `chances` (D, C, T + 1, O): chance that each outcome holds at each step's end
    when the course is taken up now; time 0 is today. Arrays not asked for are empty.
    """

    players: tuple[str, ...]
    courses: tuple[str, ...]
    now: Array
    kept: Array
    waits: Array
    chances: Array


def solve_draws(
    game: Game,
    theta: Array | None = None,
    *,
    kept: bool = True,
    waits: int = 0,
    outcomes: bool = False,
    best_reply: bool = False,
    first: Literal["subject", "other"] | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Draws:
    """Solve a game for each row of `theta`, whose columns are `game.uncertain`.

    Without `theta` it is solved once at likely values. `waits` is how many steps of waiting
    to look at; `kept` needs a game compiled with it; `best_reply` takes the precision as
    infinite; `first` overrides who moves first. `progress(done, total)` is called as draws
    finish. The result does not depend on `threads`.

    Raises:
        SettingsError: `theta` has the wrong shape.
        StandoffError: a drawn discount, step or precision is out of range.
    """
    numbers = fill_numbers(game, theta)
    clock = set_clock(game, numbers, best_reply=best_reply)
    order = turn_order(game, first)
    parts = [slice(i, i + CHUNK) for i in range(0, len(numbers), CHUNK)]

    def work(part: slice) -> tuple[Array, Array, Array]:
        return solve_part(game, numbers[part], clock.at(part), order, kept, waits, outcomes)

    results = []
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for part, result in zip(parts, pool.map(work, parts), strict=True):
            results.append(result)
            if progress is not None:
                progress(min(part.stop, len(numbers)), len(numbers))
    value, keeping, chance = (join([r[i] for r in results]) for i in range(3))
    return Draws(
        players=game.layout.players,
        courses=tuple(c.name for c in game.courses),
        now=value[:, :, 0],
        kept=keeping,
        waits=value if waits else value[:, :, :0],
        chances=chance,
    )


def solve_part(
    game: Game,
    numbers: Array,
    clock: Clock,
    order: NDArray[np.int64],
    kept: bool,
    waits: int,
    outcomes: bool,
) -> tuple[Array, Array, Array]:
    """A few draws on one thread."""
    place = np.arange(len(game.board.states), dtype=np.int32)
    _, value = play_board(
        game.board, place, game.start, game.held, game.worth, game.starts, order, numbers, clock,
        waits + 1,
    )  # fmt: skip
    nowhere = game.starts._replace(target=game.starts.target[:0], due=game.starts.due[:0])
    keeping = np.empty((len(numbers), len(game.kept) if kept else 0, len(order)))
    for c in range(keeping.shape[1]):
        k = game.kept[c]
        keeping[:, c], _ = play_board(
            k.board, k.place, k.start, game.held, game.worth, nowhere, order, numbers, clock, 1
        )
    return value, keeping, follow_all(game, numbers, clock, order, outcomes)


def follow_all(
    game: Game, numbers: Array, clock: Clock, order: NDArray[np.int64], outcomes: bool
) -> Array:
    """Chances by draw, course, time and outcome; none of any where they are not asked for."""
    if not outcomes:
        return np.empty((len(numbers), len(game.courses), 0, 0))
    longest = int(clock.steps.max())
    chances = np.full((len(numbers), len(game.courses), longest + 1, len(game.outcomes)), np.nan)
    for k in range(len(numbers)):
        stages = solve_free(game, numbers[k], clock.at(k), order)
        for c in range(len(game.courses)):
            chances[k, c, : clock.steps[k] + 1] = chance_holding(game, stages, c)
    return chances


def join(parts: list[Array]) -> Array:
    """Parts one after another, padded with NaN where horizons differ."""
    longest = max(p.shape[2] for p in parts)
    padded = []
    for part in parts:
        gap = [(0, 0)] * part.ndim
        gap[2] = (0, longest - part.shape[2])
        padded.append(np.pad(part, gap, constant_values=np.nan))
    return np.concatenate(padded)
