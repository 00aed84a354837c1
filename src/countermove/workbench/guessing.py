"""What-if: the answer while a slider is dragged (coarse, one solve) and just after (over draws)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from pydantic.main import IncEx

from countermove.records.answers import Answer
from countermove.records.errors import CountermoveError
from countermove.records.numbers import NumberName, number_ranges, set_numbers, uncertain_numbers
from countermove.records.record import canonical_json
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
    "Played",
    "Row",
    "guess",
    "guess_of",
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
    """Every course, best first, for one setting of the numbers or over some `draws` of them."""

    rows: tuple[Row, ...]
    draws: int = 1

    @property
    def best(self) -> Row:
        """The course that comes out best."""
        return self.rows[0]

    @property
    def lead(self) -> float:
        """How far the best is ahead of the next, in the numbers of the file."""
        return self.rows[0].value - self.rows[1].value if len(self.rows) > 1 else 0.0


TOLD: IncEx = {"quotes", "events", "folded", "why", "source", "entry", "confirmed", "event"}
EACH: IncEx = {"__all__": TOLD}
UNPLAYED: Mapping[str, IncEx | bool] = {
    **dict.fromkeys(("title", "question", "notes", "sources"), True),
    "players": {"__all__": {"stake": True, "options": EACH, "payoffs": EACH}},
    "readings": {"__all__": {"why": True, "payoffs": EACH}},
    "chance": EACH,
    "moves": {"__all__": {"event"}},
}
"""What tells of a stand-off where it comes from and what it means, and no play depends on."""


@dataclass(frozen=True)
class Played:
    """A stand-off, the same as another where all is that play depends on and courses are called.

    Most verdicts on an event change the quotes that an option rests on, and no number.
    """

    text: str
    standoff: Standoff = field(compare=False, repr=False)

    @classmethod
    def of(cls, standoff: Standoff) -> Played:
        """The stand-off by what is played."""
        return cls(canonical_json(standoff.model_dump(mode="json", exclude=UNPLAYED)), standoff)


@lru_cache(maxsize=8)
def compile_played(played: Played) -> Game:
    """The compiled game; kept for the next slider."""
    return compile_game(feed_payoffs(played.standoff), kept=False)


def open_game(standoff: Standoff) -> Game:
    """The stand-off compiled, from memory where it was compiled before."""
    return compile_played(Played.of(standoff))


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
    draws = len(values)
    best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / draws
    rows = [
        Row(c.name, c.label, float(values[:, i].mean()), float(best[i]) if shares else None)
        for i, c in enumerate(game.courses)
    ]
    key = (lambda r: (-(r.share_best or 0.0), -r.value)) if shares else (lambda r: -r.value)
    return Guess(tuple(sorted(rows, key=key)), draws)


def guess_of(answer: Answer) -> Guess:
    """A whole answer's courses, as it ranks them."""
    stress = answer.stress
    rows = [Row(c.name, c.label, c.expected, c.share_best) for c in stress.courses]
    first = stress.best_course
    ranked = sorted(rows, key=lambda r: (r.name != first, -(r.share_best or 0.0)))
    return Guess(tuple(ranked), stress.draws)


def sliders(standoff: Standoff, order: Mapping[str, float]) -> tuple[NumberName, ...]:
    """The uncertain numbers in words, the most influential first (`order`: influence by key)."""
    fed = feed_payoffs(standoff)
    words = describe_numbers(fed)
    named = [
        n.model_copy(update={"label": words.get(n.key, n.label)}) for n in uncertain_numbers(fed)
    ]
    return tuple(sorted(named, key=lambda n: (-order.get(n.key, 0.0), n.key)))
