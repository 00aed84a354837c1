"""What-if: the answer while a slider is dragged (coarse, one solve) and just after (over draws)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from countermove.records.errors import CountermoveError
from countermove.records.numbers import NumberName, number_ranges, set_numbers, uncertain_numbers
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_payoffs
from countermove.solving.play import Game, compile_game, solve_draws
from countermove.stressing.draws import draw_ranges
from countermove.stressing.measures import describe_numbers

__all__ = [
    "FEW",
    "FIRST",
    "Guess",
    "OutdatedError",
    "Row",
    "guess",
    "guess_over_draws",
    "open_game",
    "sliders",
]

DRAWS = 256
FIRST = 32
"""Draws of a first answer, which is to be there at once: a share is known to some seventeen points
in a hundred, and the whole follows."""
FEW = 128
"""Draws of what is worked out beforehand: a share is known to some nine points in a hundred."""
BLOCK = 16
"""Draws after which is asked whether the work is still wanted."""
SEED = 7


@dataclass(frozen=True)
class Row:
    """A course with its value to the subject, and in how many draws it is best if known."""

    name: str
    label: str
    value: float
    share_best: float | None = None


@dataclass(frozen=True)
class Guess:
    """Every course, best first, for one setting of the numbers."""

    rows: tuple[Row, ...]

    @property
    def best(self) -> Row:
        """The course that comes out best."""
        return self.rows[0]

    @property
    def lead(self) -> float:
        """How far the best is ahead of the next, in the numbers of the file."""
        return self.rows[0].value - self.rows[1].value if len(self.rows) > 1 else 0.0


@lru_cache(maxsize=4)
def compile_text(text: str) -> Game:
    """The compiled game of a stand-off in its canonical JSON; kept for the next slider."""
    return compile_game(feed_payoffs(Standoff.model_validate_json(text)))


def open_game(standoff: Standoff) -> Game:
    """The stand-off compiled, from memory where it was compiled before."""
    return compile_text(standoff.model_dump_json())


def guess(standoff: Standoff, values: Mapping[str, float]) -> Guess:
    """Solve once, at the given values and likely ones for the rest."""
    game = open_game(standoff)
    theta = row_of(game, values)[None, :]
    return rank(game, solve_draws(game, theta, kept=False, threads=1).now[:, :, 0], shares=False)


class OutdatedError(CountermoveError):
    """Work is stopped, since an edit has made it pointless."""


def guess_over_draws(
    standoff: Standoff,
    values: Mapping[str, float],
    draws: int = DRAWS,
    wanted: Callable[[], bool] = lambda: True,
) -> Guess:
    """Solve over draws of all other numbers, the given ones held fixed.

    Raises:
        OutdatedError: it is no longer `wanted`.
    """
    game = open_game(standoff)
    ranges = number_ranges(set_numbers(game.standoff, values))
    theta = draw_ranges([ranges[key] for key in game.uncertain], draws, np.random.default_rng(SEED))
    found = []
    for rows in np.array_split(theta, -(-draws // BLOCK)):
        if not wanted():
            raise OutdatedError("an edit has come in")
        found.append(solve_draws(game, rows, kept=False).now[:, :, 0])
    return rank(game, np.concatenate(found), shares=True)


def row_of(game: Game, values: Mapping[str, float]) -> np.ndarray:
    """The likely value of every uncertain number, with the given ones in their place."""
    row = game.likely[game.columns].copy()
    for i, key in enumerate(game.uncertain):
        row[i] = values.get(key, row[i])
    return row


def rank(game: Game, values: np.ndarray, *, shares: bool) -> Guess:
    """Courses by mean value over the draws, best first; ties by the order of the file."""
    best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / len(values)
    rows = [
        Row(c.name, c.label, float(values[:, i].mean()), float(best[i]) if shares else None)
        for i, c in enumerate(game.courses)
    ]
    key = (lambda r: (-(r.share_best or 0.0), -r.value)) if shares else (lambda r: -r.value)
    return Guess(tuple(sorted(rows, key=key)))


def sliders(standoff: Standoff, order: Mapping[str, float]) -> tuple[NumberName, ...]:
    """The uncertain numbers in words, the most influential first (`order`: influence by key)."""
    fed = feed_payoffs(standoff)
    words = describe_numbers(fed)
    named = [
        n.model_copy(update={"label": words.get(n.key, n.label)}) for n in uncertain_numbers(fed)
    ]
    return tuple(sorted(named, key=lambda n: (-order.get(n.key, 0.0), n.key)))
