"""A stand-off as it would be if a reading of a player were right."""

from __future__ import annotations

from countermove.records.standoffs import Payoff, Reading, Standoff

__all__ = ["adopt"]


def adopt(standoff: Standoff, reading: Reading) -> Standoff:
    """The stand-off with the reading's payoffs in place of those with the same condition.

    A payoff with the same condition and kind (a year or once) is replaced; one that the
    player did not have is added.
    """
    replaced = {kind_of(p) for p in reading.payoffs}
    players = tuple(
        p
        if p.id != reading.player
        else p.model_copy(
            update={
                "payoffs": (*(x for x in p.payoffs if kind_of(x) not in replaced), *reading.payoffs)
            }
        )
        for p in standoff.players
    )
    return standoff.model_copy(update={"players": players})


def kind_of(payoff: Payoff) -> tuple[str, bool]:
    """What makes two payoffs rivals: the condition, and a year or once."""
    return payoff.when, payoff.once is None
