"""Whether a stand-off's rules leave today's state, or any state, standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from countermove.records.conditions import Condition, Done, Mask, parse_condition
from countermove.records.misplaced import MisplacedError

if TYPE_CHECKING:
    from countermove.records.standoffs import Standoff

__all__ = ["allowed_today", "check_rules", "done_today", "satisfiable"]

MOST_BITS = 24


def check_rules(standoff: Standoff) -> None:
    """Refuse rules that contradict each other or today.

    Raises:
        StandoffError: no state satisfies all rules, or today's does not; the message names
            the first rule that today breaks.
    """
    rules = [parse_condition(text) for text in standoff.rules]
    for number, rule in enumerate(rules):
        if holds_today(rule, standoff):
            continue
        place = f"rules[{number}]"
        if not satisfiable(rules):
            raise MisplacedError(
                f"the rules contradict each other: no state satisfies all of them; {rule} fails "
                "today; remove or loosen a rule",
                place=place,
            )
        names = ", ".join(sorted(rule.names() & standoff.today())) or "none"
        raise MisplacedError(
            f"the rule '{rule}' excludes today's state (of its options in force today: {names}); "
            "change the rule or what is in force today",
            place=place,
        )


def done_today(standoff: Standoff) -> frozenset[str]:
    """The options that are done today: in force, and without lead time or past it."""
    chance = {c.name for c in standoff.chance if c.today}
    return frozenset(
        {o.name for _, o in standoff.options() if o.today and (o.takes is None or o.done_today)}
        | chance
    )


def holds_today(rule: Condition, standoff: Standoff) -> bool:
    """Whether today's state satisfies the rule."""
    begun, done = standoff.today(), done_today(standoff)
    return bool(rule.evaluate(lambda name, asked: np.asarray(name in (done if asked else begun))))


def allowed_today(standoff: Standoff, own: Iterable[str]) -> str:
    """The first rule that the subject's setting `own` breaks, the rest being as today; or empty.

    What is done stays done; nothing else is.
    """
    mine = {o.name for o in standoff.player(standoff.subject).options}
    begun = (standoff.today() - mine) | frozenset(own)
    done = done_today(standoff) & begun
    slow = {o.name for _, o in standoff.options() if o.takes is not None}
    done |= begun - slow
    for text in standoff.rules:
        rule = parse_condition(text)
        if not rule.evaluate(lambda name, asked: np.asarray(name in (done if asked else begun))):
            return text
    return ""


def satisfiable(rules: Sequence[Condition]) -> bool:
    """Whether some state satisfies every rule; with too many options to try, assume so."""
    atoms = [(a.option, isinstance(a, Done)) for rule in rules for a in rule.atoms()]
    bits = {atom: i for i, atom in enumerate(sorted(set(atoms)))}
    if len(bits) > MOST_BITS:
        return True
    states = np.arange(2 ** len(bits), dtype=np.uint32)

    def lookup(name: str, asked: bool) -> Mask:
        return np.asarray(states >> np.uint32(bits[name, asked]) & np.uint32(1), dtype=np.bool_)

    standing = np.ones(len(states), dtype=np.bool_)
    for name, asked in bits:
        if asked and (name, False) in bits:
            standing &= ~lookup(name, True) | lookup(name, False)
    for rule in rules:
        standing &= rule.evaluate(lookup)
    return bool(standing.any())
