"""The either–or map over any two numbers, as a record."""

from __future__ import annotations

from countermove.records.errors import SettingsError
from countermove.records.standoff_checks import nearest
from countermove.records.standoffs import Standoff
from countermove.records.stresses import FlipMap
from countermove.stressing.decision import Decision
from countermove.stressing.flip_maps import map_courses
from countermove.stressing.plays import open_game
from countermove.stressing.spreading import spread_over_threads

__all__ = ["map_flips", "map_numbers"]

POINTS = 11


def map_flips(
    standoff: Standoff, x: str, y: str, *, points: int = POINTS, workers: int | None = None
) -> FlipMap:
    """Which course is best over two uncertain numbers, the others at their likely values.

    `x` and `y` are keys such as ``players.RUS.payoffs[interfere].per_year``.

    Raises:
        SettingsError: a key names no uncertain number, or `points` is below 2.
    """
    play = open_game(standoff, spread_over_threads(workers))
    return map_numbers(play.decision(), x, y, points=points)


def map_numbers(decision: Decision, x: str, y: str, *, points: int = POINTS) -> FlipMap:
    """The map of a decision over the numbers with these keys."""
    if points < 2:
        raise SettingsError(f"a map of {points} points shows nothing; it takes 2 or more")
    for key in (x, y):
        if key not in decision.keys:
            known = nearest(key, decision.keys)
            raise SettingsError(f"there is no uncertain number {key!r}; {known}")
    found = map_courses(decision, decision.keys.index(x), decision.keys.index(y), points)
    return FlipMap(
        x=x,
        y=y,
        x_values=tuple(float(v) for v in found.x),
        y_values=tuple(float(v) for v in found.y),
        best=tuple(tuple(decision.courses[c] for c in row) for row in found.winners),
        lead=tuple(tuple(float(v) for v in row) for row in found.lead),
    )
