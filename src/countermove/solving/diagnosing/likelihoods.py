"""How likely an observed move is if a reading of the mover is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import StandoffError
from countermove.records.numbers import number_ranges
from countermove.records.standoffs import Move, Reading, Standoff
from countermove.solving.diagnosing.readings import adopt
from countermove.solving.play.game import Game, compile_game
from countermove.solving.play.lanes import lanes_of_move
from countermove.solving.play.timing import fill_numbers, set_clock, turn_order

__all__ = ["likelihood_of"]

Array = NDArray[np.float64]

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
    read = free_to_begin(adopt(standoff, reading), before).model_copy(update={"courses": still})
    game = compile_game(read, start=before, kept=False)
    return float(chances_of(game, move, fill_numbers(game, spread_draws(game))).mean())


def spread_draws(game: Game) -> Array | None:
    """Points spread evenly over the ranges, or None where nothing is uncertain."""
    from scipy.stats.qmc import Sobol  # slow to import, and few stand-offs have readings

    if not game.uncertain:
        return None
    ranges = number_ranges(game.standoff)
    points = Sobol(len(game.uncertain), scramble=False).random(POINTS) + 0.5 / POINTS
    columns = [ranges[key].quantile(points[:, i]) for i, key in enumerate(game.uncertain)]
    return np.stack(columns, axis=1)


def chances_of(game: Game, move: Move, numbers: Array) -> Array:
    """The chance of the move at each row of all numbers."""
    clock, order = set_clock(game, numbers), turn_order(game, None)
    mover = game.layout.players.index(move.player)
    found = np.empty(len(numbers))
    for steps in np.unique(clock.steps):
        rows = np.flatnonzero(clock.steps == steps)
        to, chances = lanes_of_move(game, order, mover, numbers[rows], clock.at(rows))
        seen = ((game.board.states[to] & game.layout.on[move.option]) != 0) == move.on
        found[rows] = chances[seen].sum(axis=0)
    return found


def state_before(standoff: Standoff, move: Move) -> frozenset[str]:
    """The options in force just before a move, chance included."""
    if move.given is not None:
        return frozenset(move.given)
    today = standoff.today()
    return today - {move.option} if move.on else today | {move.option}


def free_to_begin(standoff: Standoff, before: frozenset[str]) -> Standoff:
    """The stand-off in which what was not in force before may be taken up: it had not been given
    up then, but never begun."""
    players = tuple(
        p.model_copy(
            update={
                "options": tuple(
                    o if o.name in before else o.model_copy(update={"only_off": False})
                    for o in p.options
                )
            }
        )
        for p in standoff.players
    )
    return standoff.model_copy(update={"players": players})


def check_move(standoff: Standoff, move: Move) -> None:
    """Refuse a move that its player could not have made from the state before it."""
    options = {o.name: o for o in standoff.player(move.player).options}
    if (move.option in state_before(standoff, move)) == move.on:
        word = "in force" if move.on else "not in force"
        raise StandoffError(f"before the move, {move.option!r} was already {word}; change `given`")
    if not move.on and options[move.option].lasting:
        raise StandoffError(f"{move.option!r} is lasting and cannot have been undone")
