"""From a stand-off to the two snapshots, as models in option form.

*Now*: chance options as they are today, and nothing done that is not done yet. *Later*: the
clock has run out, so that every chance option that ends has ended and every one that starts
has started, and whatever is begun is done. Where the rules leave no state for that (chances
that exclude each other, or one that a rule keeps), a change that they forbid does not happen,
as in play: changes are made one by one, the soonest first, as long as some state is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from countermove.records.conditions import Lookup, Mask, parse_condition
from countermove.records.errors import StandoffError
from countermove.records.standoffs import Option, Player, Standoff
from countermove.solving.stability.estimate import estimate_bytes, refuse_too_large
from countermove.solving.stability.models.models import OptionModel
from countermove.solving.stability.models.rankings import prioritise, rank_listed, rank_worths

__all__ = ["OneOff", "Snapshot", "When", "make_lookup", "take_snapshot"]

When = Literal["now", "later"]
OneOff = Literal["left out", "spread"]
"""Whether `once` payoffs count in the ranking: as their yearly interest, or not at all."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A model, today's state in it, and what is fixed: the chance options in force.

    `barred` are the chance options that would have changed by then, but for the rules.
    """

    model: OptionModel
    when: When
    today: int
    subject: int
    chance: tuple[str, ...]
    barred: tuple[str, ...]
    options: tuple[Option, ...]

    def done(self, state: int) -> tuple[str, ...]:
        """The options that take time, are in force in this state, and are done."""
        chosen = zip(self.options, range(len(self.options)), strict=True)
        return tuple(
            o.name
            for o, bit in chosen
            if o.takes is not None and state >> bit & 1 and (self.when == "later" or o.done_today)
        )


def take_snapshot(standoff: Standoff, when: When, *, once: OneOff = "spread") -> Snapshot:
    """The stand-off at its likely values, now or later.

    Yearly payoffs rank the states. A one-off payoff counts as the yearly interest on it at the
    likely discount, unless its condition holds today already and it is sunk (`once` "spread"),
    or not at all ("left out").

    Raises:
        StandoffError: no state is feasible, or today's state breaks a rule now.
        TooLargeError: it will not fit in memory.
    """
    # Players and options are put in order of their names, so that nothing that follows can
    # depend on the order of the file.
    owned = sorted(standoff.options(), key=lambda pair: pair[1].name)
    options = tuple(o for _, o in owned)
    refuse_too_large(
        estimate_bytes(len(standoff.players), len(options), 5), f"a model of {len(options)} options"
    )
    players = sorted(standoff.players, key=lambda p: p.id)
    ids = [p.id for p in players]
    owner = [ids.index(i) for i, _ in owned]
    changing = changing_chances(standoff) if when == "later" else ()
    changed = changed_chances(standoff, options, changing)
    chance = tuple(c.name for c in standoff.chance if c.today != (c.name in changed))
    lookup = make_lookup(options, chance, [c.name for c in standoff.chance], when)
    feasible = allowed_states(standoff, len(options), lookup)
    if not feasible.any():
        raise StandoffError("no state is feasible: the rules contradict each other")
    today = sum(1 << b for b, o in enumerate(options) if o.today)
    sunk_at = today if once == "spread" else None
    rank = np.stack([rank_player(standoff, p, lookup, feasible, sunk_at) for p in players])
    lasting = sum(1 << b for b, o in enumerate(options) if o.lasting)
    only_off = sum(1 << b for b, o in enumerate(options) if o.only_off)
    names = tuple(o.name for o in options)
    model = OptionModel(
        tuple(ids), names, np.array(owner, np.int64), feasible, rank, no_off=lasting, no_on=only_off
    )
    barred = tuple(name for name in changing if name not in changed)
    start, subject = place_today(model, today, when), ids.index(standoff.subject)
    return Snapshot(model, when, start, subject, chance, barred, options)


def changing_chances(standoff: Standoff) -> tuple[str, ...]:
    """The chance options that change when the clock runs out, the likely soonest first."""
    times = {c.name: c.ends_after if c.today else c.starts_after for c in standoff.chance}
    soonest = sorted((time.likely, name) for name, time in times.items() if time is not None)
    return tuple(name for _, name in soonest)


def changed_chances(
    standoff: Standoff, options: Sequence[Option], changing: Sequence[str]
) -> frozenset[str]:
    """Those of the changes that the rules allow: all, or one by one while some state is left."""

    def leaves_some(changed: frozenset[str]) -> bool:
        chance = [c.name for c in standoff.chance if c.today != (c.name in changed)]
        lookup = make_lookup(options, chance, [c.name for c in standoff.chance], "later")
        return bool(allowed_states(standoff, len(options), lookup).any())

    if not changing or leaves_some(frozenset(changing)):
        return frozenset(changing)
    changed: frozenset[str] = frozenset()
    for name in changing:
        changed = changed | {name} if leaves_some(changed | {name}) else changed
    return changed


def make_lookup(
    options: Sequence[Option], chance: Sequence[str], chances: Sequence[str], when: When
) -> Lookup:
    """The truth of an option's name, or of its being done, in every state."""
    states = np.arange(1 << len(options), dtype=np.int64)
    place = {o.name: b for b, o in enumerate(options)}

    def lookup(name: str, done: bool) -> Mask:
        if name in chances:
            return np.full(len(states), name in chance, np.bool_)
        option = options[place[name]]
        if done and option.takes is not None and when == "now" and not option.done_today:
            return np.zeros(len(states), np.bool_)
        return np.asarray(states >> place[name] & 1, np.bool_)

    return lookup


def allowed_states(standoff: Standoff, options: int, lookup: Lookup) -> NDArray[np.bool_]:
    """Which states no rule forbids."""
    feasible = np.ones(1 << options, np.bool_)
    for rule in standoff.rules:
        feasible &= parse_condition(rule).evaluate(lookup)
    return feasible


def rank_player(
    standoff: Standoff,
    player: Player,
    lookup: Lookup,
    feasible: NDArray[np.bool_],
    sunk_at: int | None,
) -> NDArray[np.int32]:
    """The player's ranking of states: from priorities, a ranking, or payoffs.

    One-off payoffs count as yearly interest, except those whose condition holds at the
    state `sunk_at`; with None they do not count at all.
    """
    if player.priorities:
        truths = [parse_condition(text).evaluate(lookup) for text in player.priorities]
        return prioritise(truths, feasible)
    if player.ranking:
        names = sorted(o.name for _, o in standoff.options())
        groups = [[pattern_of(names, state) for state in group] for group in player.ranking]
        return rank_listed(groups, feasible)
    interest = standoff.settings.discount.likely
    worth = np.zeros(len(feasible))
    for payoff in player.payoffs:
        holds = np.broadcast_to(payoff.condition.evaluate(lookup), feasible.shape)
        if payoff.per_year is not None:
            worth += payoff.per_year.likely * holds
        elif payoff.once is not None and sunk_at is not None and not holds[sunk_at]:
            worth += payoff.once.likely * interest * holds
    return rank_worths(worth, feasible)


def pattern_of(names: Sequence[str], state: Sequence[str]) -> int:
    """The bit pattern of a set of options in force; names of chance options are left out."""
    return sum(1 << names.index(name) for name in set(state) if name in names)


def place_today(model: OptionModel, today: int, when: When) -> int:
    """Today's state; later, where a rule forbids it by then, the nearest feasible one."""
    if model.feasible[today]:
        return today
    if when == "now":
        raise StandoffError("today's state breaks a rule: change `today` of an option, or the rule")
    states = model.states()
    changes = np.bitwise_count(states ^ today)
    nearest = states[changes == changes.min()]
    return min((int(s) for s in nearest), key=lambda s: sorted(model.in_force(s)))
