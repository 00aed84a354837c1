"""The clock: what waiting costs, and the latest start at which a course is still best.

Whenever a course is taken up, as many steps of play follow as the horizon has: a start after
w steps is solved with the horizon w steps later, and set beside a start now in that same
longer game. With one horizon for all, a late start would be left with too few steps to be
answered in, and the perpetuity at the end, in which nobody moves any more, would decide.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.records.results import StartValue
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import back_to_moves, move_back, price
from countermove.solving.play.stages import Stages, begin, solve_stages

__all__ = ["find_latest_start", "set_out_clock", "value_starts"]

Array = NDArray[np.float64]


def set_out_clock(game: Game, waits: int) -> tuple[StartValue, ...]:
    """For each course and wait: its value to the subject, and whether it is then the best.

    While it waits the subject holds still, and the others know that it will take the course up.
    """
    stages = solve_stages(game, more=waits, kept=waits + 1)
    later, now = value_starts(game, stages, waits)
    mine, cost = later[:, :, 0], (now - later)[:, :, 0]
    best = mine.max(axis=0)
    return tuple(
        StartValue(
            course=course.name,
            wait=round(w * stages.years, 6),
            value=float(mine[c, 0] - cost[c, w]),
            cost=float(cost[c, w]),
            still_best=bool(mine[c, w] >= best[w] - 1e-9 * (1 + abs(best[w]))),
        )
        for c, course in enumerate(game.courses)
        for w in range(waits + 1)
    )


def value_starts(game: Game, stages: Stages, waits: int) -> tuple[Array, Array]:
    """Taking each course up after each wait, and at once in the same game, `(C, W + 1, P)`.

    `stages` are those of the game whose horizon is `waits` steps longer.
    """
    later = [wait_with(game, stages, waits, c) for c in range(len(game.courses))]
    now = [
        [begin(game, stages, waits - w, c)[game.starts.today] for w in range(waits + 1)]
        for c in range(len(game.courses))
    ]
    return np.array(later), np.array(now)


def wait_with(game: Game, stages: Stages, waits: int, course: int) -> list[Array]:
    """Today's values of holding still for 0, 1, … steps and then taking a course up."""
    values = begin(game, stages, waits, course)
    flow, _ = price(game.worth, stages.numbers, game.starts.place, len(stages.order))
    found = [values[game.starts.today]]
    for _ in range(waits):
        values = back_to_moves(
            game.held, stages.paid, stages.odds, flow, stages.rate, stages.years, values
        )
        for m in reversed(stages.order):
            values = move_back(game.held, m, values, stages.paid, stages.replies[0])
        found.append(values[game.starts.today])
    return found


def find_latest_start(clock: tuple[StartValue, ...], course: str) -> float | None:
    """The longest wait up to which a course is best all along.

    None where it stays the best for every wait that was looked at.
    """
    latest: float | None = None
    for start in (s for s in clock if s.course == course):
        if not start.still_best:
            return latest
        latest = start.wait
    return None
