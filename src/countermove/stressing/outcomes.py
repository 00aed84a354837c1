"""How the chances of the named outcomes spread over the draws."""

from __future__ import annotations

import numpy as np

from countermove.records.results import OutcomePath, Table
from countermove.stressing.decision import Array, Indices
from countermove.stressing.plays import Playable

__all__ = ["TIMES", "band_outcomes", "path_outcomes"]

TIMES = (1.0, 2.0, 5.0)
"""Years from today at which chances are given, beside the horizon."""

COLUMNS = ("outcome", "label", "course", "years", "mean", "low (5 %)", "high (95 %)")


def band_outcomes(play: Playable, theta: Array, chances: Array) -> Table:
    """For each outcome, course and time: mean chance and the 5 and 95 % quantiles of draws.

    `chances` is (D, C, T + 1, O): that an outcome holds at a time, or has held by then. The
    mean is the chance of the outcome all told, since the draws are what is not known about
    the numbers.
    """
    settings = play.standoff.settings
    step = column(play, theta, "settings.step", settings.step.likely)
    last = np.isfinite(chances[:, 0, :, 0]).sum(axis=1) - 1 if chances.size else np.zeros(0)
    rows: list[tuple[str | float | None, ...]] = []
    for years in (*(t for t in TIMES if t < settings.horizon.low), settings.horizon.likely):
        places = np.minimum(np.rint(years / step), last).astype(np.intp)
        rows += rows_at(play, chances, places, years)
    return Table(columns=COLUMNS, rows=tuple(rows))


def path_outcomes(
    play: Playable, theta: Array, chances: Array, ever: Array
) -> tuple[OutcomePath, ...]:
    """The mean chance of each outcome under each course, a step of the likely length at a time.

    `chances` and `ever` are (D, C, T + 1, O). Whoever tells a chance takes it from here or from
    `band_outcomes`, whose means these are: so that a chance is one number wherever it stands.
    """
    settings = play.standoff.settings
    step = column(play, theta, "settings.step", settings.step.likely)
    if not chances.size:
        return ()
    last = np.isfinite(chances[:, 0, :, 0]).sum(axis=1) - 1
    count = round(settings.horizon.likely / settings.step.likely)
    times = [*(k * settings.step.likely for k in range(count)), settings.horizon.likely]
    rows = np.arange(len(theta))
    places = [np.minimum(np.rint(t / step), last).astype(np.intp) for t in times]
    held, been = (
        np.clip([table[rows, :, at].mean(axis=0) for at in places], 0, 1)
        for table in (chances, ever)
    )
    return tuple(
        OutcomePath(
            outcome=outcome.name,
            label=outcome.label,
            course=course.name,
            times=tuple(times),
            chances=tuple(map(float, held[:, c, o])),
            ever=tuple(map(float, been[:, c, o])),
        )
        for o, outcome in enumerate(play.game.outcomes)
        for c, course in enumerate(play.courses)
    )


def rows_at(
    play: Playable, chances: Array, places: Indices, years: float
) -> list[tuple[str | float | None, ...]]:
    """The rows of one time; `places` is its index in each draw."""
    found: list[tuple[str | float | None, ...]] = []
    draws = np.arange(len(places))
    for o, outcome in enumerate(play.game.outcomes if chances.size else ()):
        for c, course in enumerate(play.courses):
            at = chances[draws, c, places, o]
            low, high = np.quantile(at, [0.05, 0.95])
            mean = float(np.clip(at.mean(), 0.0, 1.0))
            row = (outcome.name, outcome.label, course.name, years, mean, float(low), float(high))
            found.append(row)
    return found


def column(play: Playable, theta: Array, key: str, likely: float) -> Array:
    """A number over the draws, or its one value where it is certain."""
    keys = [n.key for n in play.numbers]
    return theta[:, keys.index(key)] if key in keys else np.full(len(theta), likely)
