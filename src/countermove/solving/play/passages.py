"""Chances over time when a course is taken up now, exactly propagated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.game import Game
from countermove.solving.play.kernel_forward import move_on, switch_on
from countermove.solving.play.stages import Stages, stages_of_start

__all__ = ["chance_ever", "chance_holding"]

Array = NDArray[np.float64]


def chance_holding(game: Game, stages: Stages, course: int) -> Array:
    """Chance `(T + 1, O)` that each outcome holds at each step's end; time 0 is today."""
    rows = [game.holds[:, game.start]]
    mass = after_start(game, stages, course)
    for t in range(len(stages.after)):
        mass = pass_step(game, stages, t, mass)
        rows.append(game.holds @ mass)
    return np.stack(rows)


def chance_ever(game: Game, stages: Stages, course: int, outcome: int) -> Array:
    """Chance `(T + 1,)` that an outcome has held at some step's end, or holds today.

    States are looked at once a step, after all that changes by itself had its chance to.
    """
    holds = game.holds[outcome]
    found = np.zeros(len(stages.after) + 1)
    found[0] = holds[game.start]
    if found[0]:
        return np.ones_like(found)
    mass = after_start(game, stages, course)
    for t in range(len(stages.after)):
        mass = pass_step(game, stages, t, mass)
        found[t + 1] = found[t] + float(mass @ holds)
        mass = mass * (1.0 - holds)
    return found


def pass_step(game: Game, stages: Stages, t: int, mass: Array) -> Array:
    """Chances of states a step later; in the first step the subject has moved already."""
    late = stages.order.index(0) + 1 if t == 0 else 0
    for m in stages.order[late:]:
        values, scale = stages.after[t][m], stages.scales[t]
        mass = move_on(game.board, m, values, stages.paid, scale, mass)
    after: Array = switch_on(game.board, stages.odds, mass)
    return after


def after_start(game: Game, stages: Stages, course: int) -> Array:
    """Chances of states just after the subject took a course up in the first step."""
    early = stages_of_start(game, stages, course)
    mass = np.zeros(len(game.held.states))
    mass[game.starts.today] = 1.0
    for m in ahead(stages):
        mass = move_on(game.held, m, early[m], stages.paid, stages.scales[0], mass)
    after = np.zeros(len(game.board.states))
    np.add.at(after, game.starts.target[course], mass)
    return after


def ahead(stages: Stages) -> Iterator[int]:
    """Those who move before the subject in a step."""
    yield from stages.order[: stages.order.index(0)]
