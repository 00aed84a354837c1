"""The clock: what waiting costs, and the latest start at which a course is still best."""

from __future__ import annotations

import numpy as np

from countermove.records.results import StartValue
from countermove.solving.play.draws import Draws
from countermove.solving.play.game import Game

__all__ = ["find_latest_start", "set_out_clock"]


def set_out_clock(game: Game, draws: Draws, years: float) -> tuple[StartValue, ...]:
    """For each course and wait: its value to the subject, and whether it is then the best.

    `draws` holds one draw solved with waits; while it waits the subject holds still, and
    the others know that it will take the course up.
    """
    values = draws.waits[0, :, :, 0]
    best = np.nanmax(values, axis=0)
    return tuple(
        StartValue(
            course=course.name,
            wait=round(w * years, 6),
            value=float(values[c, w]),
            cost=float(values[c, 0] - values[c, w]),
            still_best=bool(values[c, w] >= best[w] - 1e-9 * (1 + abs(best[w]))),
        )
        for c, course in enumerate(game.courses)
        for w in range(values.shape[1])
        if np.isfinite(values[c, w])
    )


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
