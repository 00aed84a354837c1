"""The numbers of a draw, and what follows from them: time, response scale, who moves when."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import SettingsError, StandoffError
from countermove.solving.play.game import Game

__all__ = ["Clock", "fill_numbers", "set_clock", "turn_order"]

Array = NDArray[np.float64]

MOST_STEPS = 2000


class Clock(NamedTuple):
    """Time and behaviour by draw.

    Steps solved, steps printed, years in a step, continuous rate, response scale in a step and
    in the last one, the scale of lasting moves, and decisions about them in a step.
    """

    steps: NDArray[np.int64]
    printed: NDArray[np.int64]
    years: NDArray[np.float64]
    rate: NDArray[np.float64]
    scale: NDArray[np.float64]
    last_scale: NDArray[np.float64]
    lasting: NDArray[np.float64]
    decisions: NDArray[np.float64]

    def at(self, part: NDArray[np.intp] | int) -> Clock:
        """The clock of some draws, or of one."""
        rows = slice(part, part + 1) if isinstance(part, int) else part
        return Clock(
            steps=self.steps[rows],
            printed=self.printed[rows],
            years=self.years[rows],
            rate=self.rate[rows],
            scale=self.scale[rows],
            last_scale=self.last_scale[rows],
            lasting=self.lasting[rows],
            decisions=self.decisions[rows],
        )


def fill_numbers(game: Game, theta: Array | None) -> Array:
    """All numbers for each draw, `(D, all)`: the certain ones at their one value."""
    if theta is None:
        return game.likely[None, :].copy()
    theta = np.asarray(theta, dtype=np.float64)
    if theta.ndim != 2 or theta.shape[1] != len(game.uncertain) or not len(theta):
        raise SettingsError(
            f"draws take shape (D, {len(game.uncertain)}), one column for each uncertain "
            f"number; these have {theta.shape}"
        )
    numbers = np.tile(game.likely, (len(theta), 1))
    numbers[:, game.columns] = theta
    return numbers


def set_clock(game: Game, numbers: Array, *, best_reply: bool = False) -> Clock:
    """Time and behaviour for each draw.

    The precision multiplies value differences expressed in points a year over one step: a
    present value V counts as V / A, where A is what one point a year is worth over a step.
    So at precision 1, a move that makes the coming step one point a year better, and nothing
    else, is chosen e times as often, however long the step is. The last step, whose yearly
    payoffs go on for ever, counts as one that lasts for ever. Lasting moves have a precision of
    their own, which multiplies differences as an annuity, V times the rate.

    Solved are `look_ahead` times the steps up to the horizon, which are printed: what the last
    step decides, which nobody can answer, is so far off that it does not colour what is told.
    """
    column = {key: numbers[:, i] for i, key in enumerate(game.numbers)}
    step, horizon = column["settings.step"], column["settings.horizon"]
    discount, precision = column["settings.discount"], column["settings.precision"]
    ahead, decisions = column["settings.look_ahead"], column["settings.decisions"]
    lasting = column["settings.lasting_precision"]
    refuse_out_of_range(discount, step, precision, lasting, decisions)
    printed = np.maximum(1, np.rint(horizon / step)).astype(np.int64)
    steps = np.maximum(printed, np.rint(ahead * horizon / step).astype(np.int64))
    if steps.max() > MOST_STEPS:
        raise StandoffError(f"settings: {steps.max()} steps are too many; lengthen the step")
    rate = np.log1p(discount)
    if best_reply:
        precision = np.full(len(rate), math.inf)
    # The last step lasts for ever, so there one point a year is worth 1 / rate.
    return Clock(
        steps=steps,
        printed=printed,
        years=step.copy(),
        rate=rate,
        scale=precision / step_worth(rate, step),
        last_scale=precision * rate,
        lasting=lasting * rate,
        decisions=decisions * step,
    )


def refuse_out_of_range(discount: Array, step: Array, *others: Array) -> None:
    """Refuse draws of settings that mean nothing."""
    if (discount <= 0).any() or (step <= 0).any() or any((o < 0).any() for o in others):
        raise StandoffError(
            "settings: discount and step must be above 0, and precision, lasting_precision and "
            "decisions not below 0"
        )


def step_worth(rate: Array, step: Array) -> Array:
    """The present value of one point a year over one step."""
    return np.asarray(-np.expm1(-rate * step) / rate, dtype=np.float64)


def turn_order(game: Game, first: str | None, ahead: str | None = None) -> NDArray[np.int64]:
    """The movers in a step: subject first and the others in the order of the file, or last.

    `ahead` names one of the others that moves before the rest of them.
    """
    players = game.layout.players
    others = sorted(range(1, len(players)), key=lambda m: players[m] != ahead)
    if (first or game.standoff.settings.first) == "subject":
        return np.array([0, *others], dtype=np.int64)
    return np.array([*others, 0], dtype=np.int64)
