"""Chances over time when a course is taken up now, exactly propagated.

Whether an outcome has held yet is found by taking the chances of the states in which it holds
out of a distribution of its own at every step's end. The distributions of all courses and
outcomes are carried side by side: what the sides choose is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.play.game import Game
from countermove.solving.play.kernel import Reply
from countermove.solving.play.kernel_forward import look_at, move_on, stays_there, switch_on
from countermove.solving.play.stages import Stages, stages_of_start
from countermove.solving.play.vectors import WIDE

__all__ = ["Passage", "chance_kept", "follow_outcomes", "follow_stages", "movers_at", "set_off"]

Array = NDArray[np.float64]
Pass = Callable[[int, Array], Array]
"""Chances of states `(S, lanes)` a step later, from a step's number and those at its start,
whose memory may be used again."""

CARRIED = 1 << 20
"""Chances carried side by side at most, one for each state and lane (8 MB)."""


class Passage(NamedTuple):
    """Chances `(C, T + 1, O)` that each outcome holds at each step's end, and that it has held
    at some step's end by then; time 0 is today.

    States are looked at once a step, after all that changes by itself had its chance to. What
    counts as an end of the quarrel is over with any other end, as past cases are counted: the
    chance is that it comes first (a cumulative incidence; Aalen and Johansen 1978).
    """

    holding: Array
    ever: Array


def follow_outcomes(game: Game, steps: int, start: Array, later: Pass) -> Passage:
    """What becomes of every outcome, from the chances `(S, C)` just after the subject took each
    course up."""
    today = game.holds[:, game.start]
    apart = [o for o in range(len(today)) if may_come_and_go(game, o)]
    size = max(1, CARRIED // start.size)
    blocks = np.array([-1, *apart], dtype=np.int64)
    parts = [blocks[k : k + size] for k in range(0, len(blocks), size)]
    told = [look_each_step(game, steps, start, later, part) for part in parts]
    now = np.broadcast_to(today[:, None], (1, len(today), start.shape[1]))
    holding = np.concatenate([now, told[0][0]])
    # What holds today has held ever after, and what never ends has held if it holds.
    ever = np.maximum(holding, today[:, None])
    ever[1:, apart] = np.concatenate([first for _, first in told], axis=1)[:, 1:].cumsum(axis=0)
    return Passage(holding.transpose(2, 0, 1), ever.transpose(2, 0, 1))


def may_come_and_go(game: Game, outcome: int) -> bool:
    """Whether an outcome does not hold today, and once it holds may cease to, or may be over
    before it comes."""
    holds, over = game.holds[outcome], game.over[outcome]
    if holds[game.start]:
        return False
    return bool(np.any(over > holds)) or not stays_there(game.board, holds)


def look_each_step(
    game: Game, steps: int, start: Array, later: Pass, taken: NDArray[np.int64]
) -> tuple[Array, Array]:
    """Chances at each step's end: `(T, O, C)` that each outcome holds, where -1 is in `taken` (B),
    and `(T, B, C)` that those in it do so for the first time, none of which holds today."""
    courses = start.shape[1]
    shut = np.where(taken >= 0, game.over[taken, game.start], 0.0)
    carried = np.tile(start, (1, len(taken))) * (1 - np.repeat(shut, courses))
    mass = np.pad(carried, ((0, 0), (0, -carried.shape[1] % WIDE)))  # to whole vectors
    told = []
    for t in range(steps):
        mass = later(t, mass)
        told.append(look_at(mass, courses, game.holds, game.over, taken))
    held, first = zip(*told, strict=True)
    return np.stack(held), np.stack(first)


def follow_stages(game: Game, stages: Stages) -> Passage:
    """What becomes of every outcome in play of which every stage is kept."""
    order, paid, reply = stages.order, stages.paid, stages.replies[0]
    early = [stages_of_start(game, stages, c) for c in range(len(game.courses))]
    start = set_off(game, order, early, paid, reply)

    def later(t: int, mass: Array) -> Array:
        return step_on(stages, t, mass, movers_at(order, t))

    return follow_outcomes(game, stages.printed, start, later)


def set_off(
    game: Game, order: Sequence[int], early: Sequence[dict[int, Array]], paid: Array, reply: Reply
) -> Array:
    """Chances `(S, C)` of states just after the subject took each course up in the first step.

    `early` are for each course the values just after the turns of those who move before.
    """
    start = np.zeros((len(game.board.states), len(game.courses)))
    for course, values in enumerate(early):
        mass = np.zeros((len(game.held.states), 1))
        mass[game.starts.today] = 1.0
        for m in order[: list(order).index(0)]:
            mass = move_on(game.held, m, values[m], paid, reply, mass)
        np.add.at(start[:, course], game.starts.target[course], mass[:, 0])
    return start


def movers_at(order: Sequence[int], t: int) -> Sequence[int]:
    """Who still moves in a step; in the first one the subject has moved already."""
    return order[list(order).index(0) + 1 :] if t == 0 else order


def step_on(stages: Stages, t: int, mass: Array, movers: Sequence[int]) -> Array:
    """Chances of states a step later, once these have moved."""
    for m in movers:
        values, reply = stages.after[t][m], stages.replies[t]
        mass = move_on(stages.board, m, values, stages.paid, reply, mass)
    switch_on(stages.board, stages.odds, mass)
    return mass


def chance_kept(game: Game, stages: Stages, course: int) -> Array:
    """Chance `(O,)` that each outcome holds at the horizon if the subject keeps a course;
    `stages` are those of `solve_kept_stages`."""
    kept = game.kept[course]
    mass = np.zeros((len(kept.place), WIDE))  # the first lane is told
    mass[kept.start, 0] = 1.0
    for t in range(stages.printed):
        mass = step_on(stages, t, mass, stages.order)
    return np.asarray(game.holds[:, kept.place] @ mass[:, 0])
