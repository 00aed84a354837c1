"""How likely an observed move is if a reading of the mover is right."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.stats.qmc import Sobol

from countermove.records.errors import StandoffError
from countermove.records.numbers import number_ranges
from countermove.records.standoffs import Move, Reading, Standoff
from countermove.solving.diagnosing.readings import adopt
from countermove.solving.play.game import Game, compile_game
from countermove.solving.play.stages import choice_chances, solve_stages
from countermove.solving.play.timing import fill_numbers

__all__ = ["likelihood_of"]

POINTS = 16


def likelihood_of(standoff: Standoff, reading: Reading, move: Move) -> float:
    """The logit chance of the move in the game solved under a reading.

    It is the chance that the player's setting, chosen in the first step from the state just
    before the move, has the option as observed; the mean of it over the ranges of all
    uncertain numbers (16 Sobol points, the same every time), since a reading that is sure of
    its numbers would be far too sure of its verdict.

    Raises:
        StandoffError: the move was made already, undoes what lasts, or the rules forbid
            the state before it.
    """
    check_move(standoff, move)
    before = state_before(standoff, move)
    own = {o.name for o in standoff.player(standoff.subject).options}
    still = {"as it is": tuple(sorted(before & own))}
    read = adopt(standoff, reading).model_copy(update={"courses": still})
    game = compile_game(read, start=before, kept=False)
    rows = fill_numbers(game, spread_draws(game))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return float(np.mean(list(pool.map(partial(chance_of, game, move), rows))))


def spread_draws(game: Game) -> NDArray[np.float64] | None:
    """Points spread evenly over the ranges, or None where nothing is uncertain."""
    if not game.uncertain:
        return None
    ranges = number_ranges(game.standoff)
    points = Sobol(len(game.uncertain), scramble=False).random(POINTS) + 0.5 / POINTS
    columns = [ranges[key].quantile(points[:, i]) for i, key in enumerate(game.uncertain)]
    return np.stack(columns, axis=1)


def chance_of(game: Game, move: Move, row: NDArray[np.float64]) -> float:
    """The chance of the move at one row of all numbers."""
    stages = solve_stages(game, row)
    mover = game.layout.players.index(move.player)
    values, scale = stages.after[0][mover], stages.scales[0]
    chances = choice_chances(game.board, mover, game.start, values, stages.paid, scale)
    bit = game.layout.on[move.option]
    return sum(c for to, c in chances if bool(int(game.board.states[to]) & bit) == move.on)


def state_before(standoff: Standoff, move: Move) -> frozenset[str]:
    """The options in force just before a move, chance included."""
    if move.given is not None:
        return frozenset(move.given)
    today = standoff.today()
    return today - {move.option} if move.on else today | {move.option}


def check_move(standoff: Standoff, move: Move) -> None:
    """Refuse a move that its player could not have made from the state before it."""
    options = {o.name: o for o in standoff.player(move.player).options}
    if (move.option in state_before(standoff, move)) == move.on:
        word = "in force" if move.on else "not in force"
        raise StandoffError(f"before the move, {move.option!r} was already {word}; change `given`")
    if not move.on and options[move.option].lasting:
        raise StandoffError(f"{move.option!r} is lasting and cannot have been undone")
