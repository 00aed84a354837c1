"""The stake of each player: that of the file, or one found among its payoffs.

Nobody can picture the numbers of the file, so everything a person reads is said against a stake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from countermove.records.conditions import Name, Not, parse_condition
from countermove.records.standoffs import Payoff, Player, Stake, Standoff

__all__ = ["Unit", "is_stake", "player_of", "stake_of", "unit_of"]

KEY = re.compile(r"players\.(\w+)\.payoffs\[")


class Unit(NamedTuple):
    """A real unit, and how much one of it is in the numbers of the file."""

    name: str
    worth: float


NO_NUMBERS = Stake(label="all that it has at stake", worth=1.0)


def stake_of(standoff: Standoff, player: str) -> Stake:
    """What a player's numbers are said against.

    Where the file names none, it is the weightiest of its payoffs that hang on one option alone:
    a year of it rather than what falls due once. Where there is no such payoff, it is the
    weightiest year of all.
    """
    own = standoff.player(player)
    if own.stake is not None:
        return own.stake
    labels = standoff.labels()
    found = list(list_stakes(own, labels)) or list(list_years(own))
    return max(found, key=lambda s: (s.worth, s.label), default=NO_NUMBERS)


def list_stakes(player: Player, labels: Mapping[str, str]) -> Iterator[Stake]:
    """A stake for each payoff a year that hangs on one option; for those due once without any."""
    alone = [(p, told) for p in player.payoffs if (told := say_alone(p, labels))]
    yearly = [(p, told) for p, told in alone if p.per_year is not None]
    for payoff, told in yearly or alone:
        if size := size_of(payoff):
            yield Stake(label=f"a year {told}" if yearly else told.removeprefix("of "), worth=size)


def say_alone(payoff: Payoff, labels: Mapping[str, str]) -> str:
    """The one option that a payoff hangs on, in words; empty where it hangs on more."""
    condition = payoff.condition
    if isinstance(condition, Name):
        return f"of ‘{labels[condition.option].rstrip('.')}’"
    if isinstance(condition, Not) and isinstance(condition.part, Name):
        return f"without ‘{labels[condition.part.option].rstrip('.')}’"
    return ""


def list_years(player: Player) -> Iterator[Stake]:
    """The weightiest of a player's payoffs, whatever they hang on."""
    for payoff in player.payoffs:
        if size := size_of(payoff):
            yield Stake(label=f"the weightiest of what happens to {player.name}", worth=size)


def size_of(payoff: Payoff) -> float:
    """The size of a payoff's likely value, or of its larger end where that is nought."""
    value = payoff.per_year or payoff.once
    assert value is not None
    return abs(value.likely) or max(abs(value.low), abs(value.high))


def player_of(key: str) -> str:
    """Whose payoff a key of `countermove.records.numbers` names; empty where it names none.

    >>> player_of("players.RUS.payoffs[invade].once"), player_of("chance.war.ends_after")
    ('RUS', '')
    """
    found = KEY.match(key)
    return found[1] if found else ""


def is_stake(payoff: Payoff, stake: Stake, labels: Mapping[str, str]) -> bool:
    """Whether a stake is this very payoff, so that nothing is learnt by setting the one beside
    the other."""
    told = say_alone(payoff, labels)
    same = abs(size_of(payoff) - stake.worth) <= 1e-9 * stake.worth
    return bool(told) and same and stake.label.endswith(told.removeprefix("of "))


def unit_of(standoff: Standoff, player: str, payoff: Payoff) -> Unit | None:
    """The unit of a payoff that a lever feeds; None of any other."""
    for lever in standoff.levers:
        worth, option = lever.points.get(player), lever.option
        if worth is None or not option or not lever.value_unit or payoff.once is not None:
            continue
        cut = str(parse_condition(option))
        fed = payoff.when == cut or payoff.when.startswith(f"{cut} and done(")
        if fed and (payoff.basis, payoff.source) == (lever.basis, lever.source) and worth.likely:
            return Unit(lever.value_unit, worth.likely)
    return None
