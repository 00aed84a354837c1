"""States as numbers: which bit says that an option is in force, and which that it is done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.records.conditions import Condition, parse_condition
from countermove.records.errors import StandoffError, TooLargeError
from countermove.records.standoffs import Standoff

__all__ = ["Codes", "Layout", "lay_out"]

Codes = NDArray[np.int64]
"""States, one 64-bit number each."""

MOST_OWN = 14
"""Options of one player; a move chooses among 2^n settings of them."""


@dataclass(frozen=True)
class Layout:
    """The bits of a state.

    `players` starts with the subject. Options stand in the order of their names, so that
    the order of the file changes nothing. An option has a done bit if it takes time.
    `lasting` marks what cannot be undone, `only_off` what cannot be taken up again, and `starts`
    and `ends` the chance options that can switch on and off.
    """

    players: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    chance: tuple[str, ...]
    on: dict[str, int]
    done: dict[str, int]
    lasting: int
    only_off: int
    starts: int
    ends: int
    rules: tuple[Condition, ...]
    today: int

    def own(self, mover: int) -> int:
        """The on bits of a player's options."""
        return sum(self.on[name] for name in self.names[mover])

    @property
    def final(self) -> int:
        """The on bits of what changes once at most, one way."""
        return self.lasting | self.only_off

    def bind(self, mover: int, codes: Codes, own: Codes | int) -> Codes:
        """The settings of a mover's options nearest to `own` that nothing final forbids."""
        mine = self.own(mover)
        kept = own | (codes & mine & self.lasting)
        return np.asarray(kept & ~(mine & self.only_off & ~codes), dtype=np.int64)

    def truth(self, condition: Condition, codes: Codes) -> NDArray[np.bool_]:
        """Whether a condition holds in each state."""

        def look(name: str, done: bool) -> NDArray[np.bool_]:
            bit = self.done.get(name, self.on[name]) if done else self.on[name]
            return np.asarray((codes & bit) != 0, dtype=np.bool_)

        return np.broadcast_to(condition.evaluate(look), codes.shape)

    def feasible(self, codes: Codes) -> NDArray[np.bool_]:
        """Whether no rule forbids each state."""
        allowed = np.ones(codes.shape, dtype=np.bool_)
        for rule in self.rules:
            allowed &= self.truth(rule, codes)
        return allowed

    def set_own(self, mover: int, codes: Codes, own: Codes | int) -> Codes:
        """The states after a mover sets its options; what is switched off is no longer done."""
        result = (codes & ~self.own(mover)) | own
        for name in self.names[mover]:
            if name in self.done:
                off = (result & self.on[name]) == 0
                result = np.where(off, result & ~self.done[name], result)
        return result

    def in_force(self, code: int) -> tuple[str, ...]:
        """The names of the options in force in a state, chance included."""
        return tuple(name for name, bit in self.on.items() if code & bit)

    def encode(self, names: frozenset[str], done: frozenset[str] = frozenset()) -> int:
        """The state with these options in force, and these of them done."""
        code = sum(self.on[name] for name in names)
        return code | sum(self.done[n] for n in names & done if n in self.done)


def lay_out(standoff: Standoff) -> Layout:
    """The bits of a stand-off's states.

    Raises:
        TooLargeError: a player has more options than a move can choose among.
        StandoffError: a rule forbids today's state.
    """
    players = (standoff.player(standoff.subject), *standoff.others)
    for player in players:
        if len(player.options) > MOST_OWN:
            raise TooLargeError(
                f"{player.name} has {len(player.options)} options; the most for play is "
                f"{MOST_OWN}: fold the least important into others"
            )
    names = tuple(tuple(sorted(o.name for o in p.options)) for p in players)
    chance = tuple(sorted(c.name for c in standoff.chance))
    on = {name: 1 << i for i, name in enumerate([n for own in names for n in own] + [*chance])}
    slow = sorted(o.name for _, o in standoff.options() if o.takes is not None)
    done = {name: 1 << (len(on) + i) for i, name in enumerate(slow)}
    layout = Layout(
        players=tuple(p.id for p in players),
        names=names,
        chance=chance,
        on=on,
        done=done,
        lasting=sum(on[o.name] for _, o in standoff.options() if o.lasting),
        only_off=sum(on[o.name] for _, o in standoff.options() if o.only_off),
        starts=sum(on[c.name] for c in standoff.chance if c.starts_after is not None),
        ends=sum(on[c.name] for c in standoff.chance if c.ends_after is not None),
        rules=tuple(parse_condition(rule) for rule in standoff.rules),
        today=sum(on[name] for name in standoff.today())
        | sum(done[o.name] for _, o in standoff.options() if done_today(o.name, standoff, done)),
    )
    refuse_broken_today(layout, standoff)
    return layout


def done_today(name: str, standoff: Standoff, done: dict[str, int]) -> bool:
    """Whether an option that takes time is in force and done at the start."""
    option = next(o for _, o in standoff.options() if o.name == name)
    return name in done and option.today and option.done_today


def refuse_broken_today(layout: Layout, standoff: Standoff) -> None:
    """Today's state must be one that the rules allow."""
    today = np.array([layout.today], dtype=np.int64)
    for text, rule in zip(standoff.rules, layout.rules, strict=True):
        if not layout.truth(rule, today)[0]:
            raise StandoffError(
                f"the rule {text!r} forbids today's state; change it or what is in force today"
            )
