"""What a slider's move does, from what was worked out beforehand: at once, and roughly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from countermove.records.numbers import NumberName, uncertain_numbers
from countermove.records.standoffs import Standoff
from countermove.solving.play import Game, solve_draws
from countermove.workbench.guessing import Guess, Played, open_game, rank, row_of

__all__ = ["SHOWN", "Stops"]

SHOWN = 8
"""Numbers that have a slider: the most influential."""
PLACES = 9
"""Stops along a slider at which the courses are solved; a straight line joins two of them."""
KEPT = 2
"""Models whose stops are kept: that of now, and the one that undo leads back to."""


@dataclass(frozen=True)
class Line:
    """What each course is worth at rising values of one number `(places, courses)`, all other
    numbers as they are likely."""

    places: NDArray[np.float64]
    worth: NDArray[np.float64]

    def at(self, value: float) -> NDArray[np.float64]:
        """What each course is worth at a value."""
        return np.array([np.interp(value, self.places, worth) for worth in self.worth.T])


@dataclass(frozen=True)
class Known:
    """The lines of a model's sliders, and what the courses are worth where none is moved."""

    game: Game
    still: NDArray[np.float64]
    lines: Mapping[str, Line]


@dataclass
class Stops:
    """What was worked out for the last models, by what is played."""

    found: OrderedDict[Played, Known] = field(default_factory=OrderedDict, repr=False)

    def work_out(self, standoff: Standoff, keys: Sequence[str], wanted: Callable[[], bool]) -> None:
        """Solve at the stops of the numbers `keys`, one number after another; what is no longer
        `wanted` is left out."""
        played = Played.of(standoff)
        if played in self.found:
            return
        game = open_game(standoff)
        numbers = {n.key: n for n in uncertain_numbers(game.standoff)}
        lines: dict[str, Line] = {}
        still = solve(game, row_of(game, {})[None, :])[0]
        for key in keys:
            if not wanted():
                return
            lines[key] = line_of(game, numbers[key])
        self.found[played] = Known(game, still, lines)
        while len(self.found) > KEPT:
            self.found.popitem(last=False)

    def estimate(self, standoff: Standoff, values: Mapping[str, float]) -> Guess | None:
        """The courses at some values: exact at a stop of one slider, nearly so between two; where
        several are moved, what each does alone is added up. None where it is not known."""
        known = self.found.get(Played.of(standoff))
        if known is None or not known.lines.keys() >= values.keys():
            return None
        moved = [known.lines[key].at(value) - known.still for key, value in values.items()]
        return rank(known.game, (known.still + sum(moved))[None, :], shares=False)


def line_of(game: Game, number: NumberName) -> Line:
    """The courses along the range of one number."""
    places = np.unique([*np.linspace(number.low, number.high, PLACES), number.likely])
    return Line(places, solve(game, np.array([row_of(game, {number.key: x}) for x in places])))


def solve(game: Game, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each course is worth at each row of the uncertain numbers `(rows, courses)`."""
    return np.asarray(solve_draws(game, rows, kept=False, threads=1).now[:, :, 0])
