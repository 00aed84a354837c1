"""Chances over time when a course is taken up now, exactly propagated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.game import Game
from countermove.solving.play.kernel_forward import move_on, switch_on, take_out
from countermove.solving.play.stages import Stages, stages_of_start

__all__ = ["chance_ever", "chance_holding", "chance_kept"]

Array = NDArray[np.float64]

ENDS = ("gives_way", "gives_up", "settled")
"""What past cases count as an end of the quarrel; the first one ends it."""


def chance_holding(game: Game, stages: Stages) -> Array:
    """Chance `(C, T + 1, O)` that each outcome holds at each step's end; time 0 is today."""
    mass = after_start(game, stages)
    rows = [np.tile(game.holds[:, game.start], (len(game.courses), 1))]
    for t in range(stages.printed):
        mass = pass_step(stages, t, mass, movers_at(stages, t))
        rows.append(mass.T @ game.holds.T)
    return np.stack(rows, axis=1)


def chance_ever(game: Game, stages: Stages) -> Array:
    """Chance `(C, T + 1, O)` that an outcome has held at some step's end, or holds today.

    States are looked at once a step, after all that changes by itself had its chance to. What
    counts as an end of the quarrel is over with any other end, as past cases are counted: the
    chance is that it comes first (a cumulative incidence; Aalen and Johansen 1978).
    """
    start = after_start(game, stages)
    ended = list_ended(game)
    found = [
        first_time(stages, start, holds, ended if o.counts_as in ENDS else holds, game.start)
        for o, holds in zip(game.outcomes, game.holds, strict=True)
    ]
    return np.stack(found, axis=2)


def list_ended(game: Game) -> Array:
    """1 for the states in which some end of the quarrel holds, else 0."""
    ends = [h for o, h in zip(game.outcomes, game.holds, strict=True) if o.counts_as in ENDS]
    return np.max(ends, axis=0, initial=0.0) if ends else np.zeros(game.holds.shape[1])


def first_time(stages: Stages, start: Array, holds: Array, over: Array, today: int) -> Array:
    """`chance_ever` `(C, T + 1)` of the outcome that holds where `holds` is 1, unless play was
    in a state where `over` is 1 before.

    `start` are the chances `(S, C)` after the subject's first move. Outcome by outcome, since
    the chances of all at once would fill memory.
    """
    there, other = holds > 0, (over > 0) & (holds == 0)
    rows = [np.full(start.shape[1], holds[today])]
    mass = start * (1.0 - over[today])
    for t in range(stages.printed):
        mass = pass_step(stages, t, mass, movers_at(stages, t))
        rows.append(rows[-1] + take_out(mass, there))
        take_out(mass, other)
    return np.stack(rows, axis=1)


def chance_kept(game: Game, stages: Stages, course: int) -> Array:
    """Chance `(O,)` that each outcome holds at the horizon if the subject keeps a course;
    `stages` are those of `solve_kept_stages`."""
    kept = game.kept[course]
    mass = np.zeros((len(kept.place), 1))
    mass[kept.start] = 1.0
    for t in range(stages.printed):
        mass = pass_step(stages, t, mass, stages.order)
    return np.asarray(game.holds[:, kept.place] @ mass[:, 0])


def movers_at(stages: Stages, t: int) -> tuple[int, ...]:
    """Who still moves in a step; in the first one the subject has moved already."""
    return stages.order[stages.order.index(0) + 1 :] if t == 0 else stages.order


def pass_step(stages: Stages, t: int, mass: Array, movers: tuple[int, ...]) -> Array:
    """Chances of states a step later, once these have moved."""
    after = mass if movers else mass.copy()
    for m in movers:
        values, reply = stages.after[t][m], stages.replies[t]
        after = move_on(stages.board, m, values, stages.paid, reply, after)
    switch_on(stages.board, stages.odds, after)
    return after


def after_start(game: Game, stages: Stages) -> Array:
    """Chances `(S, C)` of states just after the subject took each course up in the first step."""
    after = np.zeros((len(game.board.states), len(game.courses)))
    for course in range(len(game.courses)):
        early = stages_of_start(game, stages, course)
        mass = np.zeros((len(game.held.states), 1))
        mass[game.starts.today] = 1.0
        for m in ahead(stages):
            mass = move_on(game.held, m, early[m], stages.paid, stages.replies[0], mass)
        np.add.at(after[:, course], game.starts.target[course], mass[:, 0])
    return after


def ahead(stages: Stages) -> Iterator[int]:
    """Those who move before the subject in a step."""
    yield from stages.order[: stages.order.index(0)]
