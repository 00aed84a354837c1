"""Situations a condition describes, other things as today, and what they are worth.

What a situation is worth to a player is linear in its payoffs: what accrues a year counts as
often as it would over the horizon, discounted at the likely rate; what falls due once counts
once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from countermove.records.conditions import Condition, Not, parse_condition
from countermove.records.misplaced import MisplacedError
from countermove.records.numbers import keyed_payoffs
from countermove.records.rule_checks import done_today

if TYPE_CHECKING:
    from countermove.records.standoffs import Standoff

__all__ = ["Situation", "change", "count_effect", "count_worth", "find_situation", "today_of"]

MOST_CHANGES = 6
MOST_TRIED = 200_000


class Situation(NamedTuple):
    """What is in force and what is done; chance options among both."""

    begun: frozenset[str]
    done: frozenset[str]

    def meets(self, condition: Condition) -> bool:
        """Whether the condition holds here."""
        held = condition.evaluate(
            lambda name, asked: np.asarray(name in (self.done if asked else self.begun))
        )
        return bool(held)


def today_of(standoff: Standoff) -> Situation:
    """How things stand today."""
    return Situation(standoff.today(), done_today(standoff))


def find_situation(standoff: Standoff, condition: Condition, place: str = "") -> Situation:
    """The situation nearest to today in which a condition holds and every rule as well.

    Fewest options changed come first; of equals, those that the condition itself speaks of,
    in the order of the file.

    Raises:
        MisplacedError: there is none; `place` says where the condition stands.
    """
    rules = tuple(parse_condition(text) for text in standoff.rules)
    today, slow = today_of(standoff), standoff.takes_time()
    for tried, changes in enumerate(list_changes(standoff, condition, rules)):
        situation = change(today, slow, changes)
        if situation.meets(condition) and all(situation.meets(rule) for rule in rules):
            return situation
        if tried > MOST_TRIED:
            break
    raise MisplacedError(
        f"no situation near today's meets '{condition}' and the rules; compare situations that "
        "can come about",
        place=place,
    )


def list_changes(
    standoff: Standoff, condition: Condition, rules: tuple[Condition, ...]
) -> Iterator[tuple[tuple[str, bool], ...]]:
    """Sets of switches from today, fewest first: of the condition's own, then of others."""
    slow = standoff.takes_time()
    spoken = {n for rule in rules for n in rule.names()} | condition.names()
    names = [n for n in order_of(standoff) if n in spoken]
    switches = [(n, False) for n in names] + [(n, True) for n in names if n in slow]
    switches.sort(key=lambda s: s[0] not in condition.names())
    for count in range(min(MOST_CHANGES, len(switches)) + 1):
        yield from combinations(switches, count)


def order_of(standoff: Standoff) -> list[str]:
    """Every option in the order of the file, chance last."""
    return [o.name for _, o in standoff.options()] + [c.name for c in standoff.chance]


def change(
    today: Situation, slow: frozenset[str], changes: tuple[tuple[str, bool], ...]
) -> Situation:
    """Today with switches made: (name, False) begins or ends, (name, True) is done or not."""
    begun, done = set(today.begun), set(today.done)
    for name, whether_done in changes:
        (done if whether_done else begun).symmetric_difference_update({name})
    begun |= {name for name, whether_done in changes if whether_done and name in done}
    done = (done & begun) | (begun - slow)
    return Situation(frozenset(begun), frozenset(done))


def count_worth(standoff: Standoff, player: str, situation: Situation) -> dict[str, float]:
    """How often each payoff counts in what a situation is worth to a player, beside today.

    Keys are those of `countermove.records.numbers`; the worth is the sum over keys of count
    times payoff.
    """
    today, years = today_of(standoff), count_years(standoff)
    found: dict[str, float] = {}
    for key, payoff in keyed_payoffs(standoff.player(player)):
        now, then = today.meets(payoff.condition), situation.meets(payoff.condition)
        if payoff.per_year is not None and now != then:
            found[key] = years if then else -years
        elif payoff.once is not None and then and not now:
            found[key] = 1.0
    return found


def count_years(standoff: Standoff) -> float:
    """The years of the horizon, each discounted at the likely rate."""
    rate, horizon = standoff.settings.discount.likely, standoff.settings.horizon.likely
    return (1 - math.exp(-rate * horizon)) / rate


def count_effect(
    standoff: Standoff, player: str, condition: Condition, place: str = ""
) -> dict[str, float]:
    """What it matters to a player that a condition holds: with it beside without it.

    Raises:
        MisplacedError: as `find_situation`.
    """
    if not today_of(standoff).meets(condition):
        return count_worth(standoff, player, find_situation(standoff, condition, place))
    without = count_worth(standoff, player, find_situation(standoff, Not(condition), place))
    return {key: -count for key, count in without.items()}
