"""The stand-off as a decision over arrays: its game compiled once, solved for any rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from countermove.records.numbers import NumberName, uncertain_numbers
from countermove.records.progress import Progress, silent
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_payoffs
from countermove.solving.play import Game, compile_game, solve_draws
from countermove.solving.play.courses import Course
from countermove.stressing.decision import Array, Decision, Indices, best, lead_of
from countermove.stressing.spreading import Solved, Spread

__all__ = ["Playable", "open_game", "solve_best", "solve_likely", "tie_order"]


@dataclass(frozen=True)
class Playable:
    """A compiled stand-off with its courses in the order in which ties are broken.

    `order` gives, for each course, its column in what the game returns.
    """

    standoff: Standoff
    game: Game
    numbers: tuple[NumberName, ...]
    courses: tuple[Course, ...]
    order: Indices
    spread: Spread

    def solve(self, theta: Array, *, outcomes: bool = False, progress: Progress = silent) -> Solved:
        """Values (D, C), and chances (D, C, T + 1, O) where asked for, courses in our order."""
        found = self.spread(theta, outcomes, progress)
        chances, ever = (x[:, self.order] if x.size else x for x in (found.chances, found.ever))
        return Solved(found.now[:, self.order], chances, ever)

    def decision(self) -> Decision:
        """The decision between taking up each course now."""

        def evaluate(rows: Array) -> Array:
            if not len(rows):
                return np.empty((0, len(self.courses)))
            return self.solve(rows).now

        return Decision(
            keys=tuple(n.key for n in self.numbers),
            low=np.array([n.low for n in self.numbers], dtype=np.float64),
            likely=np.array([n.likely for n in self.numbers], dtype=np.float64),
            high=np.array([n.high for n in self.numbers], dtype=np.float64),
            courses=tuple(c.name for c in self.courses),
            evaluate=evaluate,
        )


def open_game(standoff: Standoff, choose_spread: Callable[[Game], Spread]) -> Playable:
    """Compile a stand-off and say how its draws are spread over workers.

    Courses stand in the order in which ties are broken: fewest changes from today first,
    then by name, whatever their order in the file.

    Raises:
        StandoffError, TooLargeError: as `compile_game`.
    """
    game = compile_game(standoff)
    order = tie_order(game)
    return Playable(
        standoff=standoff,
        game=game,
        numbers=uncertain_numbers(standoff),
        courses=tuple(game.courses[c] for c in order),
        order=order,
        spread=choose_spread(game),
    )


def tie_order(game: Game) -> Indices:
    """Courses by how few of the subject's options they switch today, then by name."""
    own = {o.name for o in game.standoff.player(game.standoff.subject).options}
    today = game.standoff.today() & own

    def place(c: int) -> tuple[int, str]:
        return len(today ^ set(game.courses[c].options)), game.courses[c].name

    return np.array(sorted(range(len(game.courses)), key=place), dtype=np.intp)


def solve_likely(standoff: Standoff) -> tuple[tuple[Course, ...], Array]:
    """Courses in tie order, and what each is worth to the subject at likely values (C,)."""
    game = compile_game(standoff, kept=False)
    order = tie_order(game)
    drawn = solve_draws(game, None, kept=False, threads=1)
    return tuple(game.courses[c] for c in order), drawn.now[0, order, 0]


def solve_best(standoff: Standoff) -> tuple[str, float]:
    """The best course at likely values, levers fed in, and how far it is ahead, in points.

    Raises:
        StandoffError, TooLargeError: as `compile_game`.
    """
    courses, values = solve_likely(feed_payoffs(standoff))
    top = int(best(values))
    return courses[top].name, float(lead_of(values, top))
