"""Whether a side would keep a settlement, now or once the clock has run.

A side breaks it if one move of its own, or ceasing to pay, followed by best reply of all, is
worth more to it than the settlement kept for good.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.deals import keep_all
from countermove.solving.play.game import Game
from countermove.solving.play.moves import switch, switches
from countermove.solving.play.stages import Stages, begin, solve_stages

__all__ = ["LEAST_GAIN", "Table", "find_breakers", "later_place", "set_table"]

Array = NDArray[np.float64]

LEAST_GAIN = 1e-6


class Table(NamedTuple):
    """A game solved with best reply: what is expected, and what each state kept is worth.

    `expected` `(players,)` and `keeping` `(states, players)` are present values; times `rate`
    they are points a year.
    """

    game: Game
    stages: Stages
    expected: Array
    keeping: Array
    course: int

    @property
    def rate(self) -> float:
        """The continuous rate of discount a year."""
        return self.stages.rate


def set_table(game: Game) -> Table:
    """A game solved at its likely values, the subject taking its best course up now."""
    stages = solve_stages(game, best_reply=True, kept=1)
    courses = range(len(game.courses))
    now = [begin(game, stages, 0, c)[game.starts.today] for c in courses]
    best = max(courses, key=lambda c: now[c][0])
    return Table(game, stages, now[best], keep_all(stages), best)


def find_breakers(table: Table, place: int, paid: Array) -> tuple[str, ...]:
    """Who would break a state kept; `paid` is what each side is paid, in its points a year."""
    return tuple(
        id for m, id in enumerate(table.game.layout.players) if would_break(table, place, m, paid)
    )


def would_break(table: Table, place: int, mover: int, paid: Array) -> bool:
    """Whether a side gains by breaking."""
    stages, board = table.stages, table.stages.board
    c = board.class_of[mover, place]
    edges = slice(board.first[c], board.first[c + 1])
    to = board.target[edges]
    worth = stages.after[0][mover][to, mover] + stages.paid[board.due[edges], mover]
    if paid[mover] >= 0:
        worth = np.where(to == place, -np.inf, worth)  # staying breaks nothing unless one pays
    kept = table.keeping[place, mover] + paid[mover] / table.rate
    return bool(worth.max() - kept > LEAST_GAIN)


def later_place(game: Game, place: int) -> int:
    """Where a state stands once all that is begun is done and all chance has changed once."""
    layout = game.layout
    code = game.board.states[place : place + 1]
    for name, lead in switches(layout):
        code = switch(layout, name, lead, code)
    return game.position(int(code[0]))
