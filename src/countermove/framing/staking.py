"""A stake for each player of a draft: a year of the act that is told of most.

What a side's numbers are said against has to be something that a reader of the articles knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Option, Player, Stake, Standoff

__all__ = ["propose_stakes"]

LEAST_PART = load_numbers("framing/data/bars.tsv")["least_part"]
"""Of the weightiest act; one that weighs less makes a poor measure for the rest."""


@dataclass(frozen=True)
class Weighed:
    """An option with what a year of it is worth to a player, as things stand otherwise."""

    option: Option
    worth: float


def propose_stakes(standoff: Standoff) -> Standoff:
    """The stand-off with a stake for each player that has none and whose payoffs give one."""
    players = tuple(
        p if p.stake else p.model_copy(update={"stake": propose_stake(standoff, p)})
        for p in standoff.players
    )
    return standoff.model_copy(update={"players": players})


def propose_stake(standoff: Standoff, player: Player) -> Stake | None:
    """A year of the act most told of among those that weigh something; of equals, the one that
    costs the player most."""
    weighed = [Weighed(o, worth_of(standoff, player, o)) for _, o in standoff.options()]
    most = max((abs(w.worth) for w in weighed), default=0.0)
    found = [w for w in weighed if abs(w.worth) >= LEAST_PART * most > 0]
    if not found:
        return None
    best = max(found, key=lambda w: (len(w.option.events), -w.worth))
    label = best.option.label.rstrip(".")
    return Stake(label=f"a year of ‘{label}’", worth=round(abs(best.worth), 2))


def worth_of(standoff: Standoff, player: Player, option: Option) -> float:
    """What a year with an option is worth to a player beside one without it, all else as today."""
    today = standoff.today()
    return worth_in(player, today | {option.name}) - worth_in(player, today - {option.name})


def worth_in(player: Player, in_force: frozenset[str]) -> float:
    """What a year is worth to a player, nothing begun being done yet."""

    def lookup(name: str, done: bool) -> np.ndarray:
        return np.asarray(name in in_force and not done)

    yearly = [(p.per_year, p.condition) for p in player.payoffs if p.per_year is not None]
    return sum(value.likely for value, when in yearly if when.evaluate(lookup))
