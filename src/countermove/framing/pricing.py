"""Playbook entries → payoffs: what each option is worth to both sides, as wide ranges.

The logic, the same for either side:

- An act that presses hurts the rival, costs the doer, and is worth its cost only while the
  rival goes on with what it answers, or has not given in.
- An act that takes pays once, by what it takes, unless the rival has given in before; beginning
  it costs once, and more while the doer is busy elsewhere.
- A policy that is done takes away a share of both: of the harm, and of what the act is worth.
- A standing refusal is worth something to the one that refuses; the rival minds it.
- Giving in costs the subject, pleases the other side, and ends what the pressure was for. Both
  count by what is demanded: a tariff is not the end of a government.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from countermove.framing.chances import Clock
from countermove.framing.options import Drafted
from countermove.framing.scheme import GIVE_IN, PRESSING, Scheme
from countermove.framing.shares import read_shares
from countermove.phrasing.letters import capital
from countermove.records.number_table import load_numbers
from countermove.records.ranges import Range
from countermove.records.standoffs import Payoff

__all__ = ["Price", "list_prices", "price_player"]

SHIELDING = ("policy", "tie")
YEARS = 20
"""Points once that are worth a point a year for ever, at 5 %: as the playbook counts."""
MOST_SHIELDS = 2
LEAST_REST = load_numbers("framing/data/bars.tsv")["least_rest"]
"""Shields told for one harm at most: more would add numbers and change little."""


@dataclass(frozen=True)
class Price:
    """One payoff in the making. `tie` marks what ties an act to what it answers."""

    player: str
    when: str
    value: Range
    entry: str
    why: str
    tie: str = ""
    once: bool = False


@dataclass(frozen=True)
class Shield:
    """A condition under which a share of something is gone, in words for the reason."""

    when: str
    share: float
    label: str


def price_player(player: str, prices: list[Price]) -> tuple[Payoff, ...]:
    """A player's payoffs; those with the same condition are added up."""
    merged: dict[tuple[str, bool], Price] = {}
    for price in (p for p in prices if p.player == player):
        old = merged.get((price.when, price.once))
        merged[price.when, price.once] = price if old is None else add_prices(old, price)
    return tuple(map(write_payoff, merged.values()))


def write_payoff(price: Price) -> Payoff:
    """A price as the record."""
    return Payoff(
        when=price.when,
        per_year=None if price.once else price.value,
        once=price.value if price.once else None,
        entry=price.entry,
        why=price.why,
    )


def list_prices(scheme: Scheme) -> list[Price]:
    """All payoffs of both sides, option by option."""
    prices: list[Price] = []
    for option in scheme.options:
        if option.entry.role in PRESSING:
            prices += price_pressure(scheme, option)
        elif option.entry.role != "aid":
            prices += price_plain(scheme, option)
    return prices + list(price_giving_in(scheme))


def price_pressure(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What pressing or taking costs and brings."""
    entry, doer, rival = option.entry, option.player, scheme.facing(option)
    here, there = scheme.title(doer), scheme.title(rival)
    own, helped = find_shields(scheme, option, SHIELDING), find_help(scheme, option)
    harm = [*cap([*own, *helped]), *find_shelters(scheme, rival)]
    worth = find_shields(scheme, option, (*SHIELDING, "opening"))
    key, label = entry.key, option.label
    if entry.target:
        why = f"what it costs {there}: {label}"
        yield from split(Price(rival, option.name, weigh(scheme, option), key, why), harm)
        yield from price_weakness(scheme, option)
    if entry.doer:
        yield Price(doer, option.name, entry.doer, key, f"what it costs {here} to do: {label}")
    if entry.answers:
        reason = name_reason(scheme, option)
        why = f"what it is worth to {here} while {there} goes on with what it answers: {label}"
        price = Price(doer, f"{option.name} and {reason}", entry.answers, key, why, option.name)
        yield from split(price, worth)
    asked = f"{option.name} and not {GIVE_IN}"
    if entry.presses and rival == scheme.sides.subject:
        why = f"what it is worth to {here} as a lever until {there} gives in: {label}"
        yield Price(doer, asked, entry.presses, key, why, option.name)
    if entry.gains:
        given = asked if rival == scheme.sides.subject else option.name
        why = f"what {here} takes by it: {label}"
        yield from split(Price(doer, given, entry.gains, key, why, option.name, once=True), worth)
        yield from price_guard(scheme, option, helped)
    if entry.starts:
        why = f"what it costs {here} once to begin: {label}"
        yield Price(doer, option.name, entry.starts, key, why, once=True)
    if entry.unready and not option.announced:
        why = f"what it costs {here} once more, never having announced it: {label}"
        yield Price(doer, option.name, entry.unready, key, why, once=True)
    yield from price_distraction(scheme, option)


def price_guard(scheme: Scheme, option: Drafted, helped: list[Shield]) -> Iterator[Price]:
    """What it costs to hold what was taken while a third side stands by its owner, a year.

    The same share of the gain as such help takes away of a harm, spread over the years: a gain
    that falls due once would fall due again whenever the help is broken off.
    """
    assert option.entry.gains is not None
    for shield in helped:
        part = scale(option.entry.gains, shield.share / YEARS)
        cost = Range(low=-part.high, likely=-part.likely, high=-part.low)
        why = f"what it costs {scheme.title(option.player)} to hold on against: {shield.label}"
        when = f"{option.name} and {shield.when}"
        yield Price(option.player, when, cost, option.entry.key, why)


def weigh(scheme: Scheme, option: Drafted) -> Range:
    """What an act costs its target: the bigger side feels the smaller side's acts less."""
    assert option.entry.target is not None
    bigger = option.player == scheme.sides.subject
    return (
        scale(option.entry.target, read_shares().felt_by_bigger) if bigger else option.entry.target
    )


def price_distraction(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What an act costs its doer more while it is busy elsewhere."""
    value = cost_of_distraction(scheme, option)
    if value is None:
        return
    for clock in (c for c in scheme.clocks if c.side == option.player):
        when = clock.option.name if clock.option.today else f"not {clock.option.name}"
        why = f"what it costs {scheme.title(option.player)} more while busy: {option.label}"
        once = option.entry.role == "force"
        pair = f"{option.name} and {when}"
        yield Price(option.player, pair, value, option.entry.key, why, once=once)


def cost_of_distraction(scheme: Scheme, option: Drafted) -> Range | None:
    """The playbook's figure, else half the cost of an act that is yet to come.

    What is in force already is kept up without new effort, unless there is nothing to come.
    """
    if option.entry.tied_up or option.entry.doer is None:
        return option.entry.tied_up
    to_come = any(not o.today for o in scheme.of(option.player, *PRESSING))
    return None if option.today and to_come else scale(option.entry.doer, read_shares().new_effort)


def price_weakness(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What an act costs a target more whose own hands are tied."""
    rival = scheme.facing(option)
    for clock in (c for c in scheme.clocks if c.side == rival and not shelters(c, scheme)):
        why = f"what it costs {scheme.title(rival)} more while busy: {option.label}"
        value = scale(weigh(scheme, option), read_shares().shelter)
        when = clock.option.name if clock.option.today else f"not {clock.option.name}"
        yield Price(rival, f"{option.name} and {when}", value, option.entry.key, why)


def shelters(clock: Clock, scheme: Scheme) -> bool:
    """Whether a clock keeps harm off its side: the subject's stocks, a truce, a contract."""
    return clock.side == scheme.sides.subject and not clock.busy


def price_plain(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What a refusal, a policy, a tie or an offer costs or brings by itself."""
    entry, doer, rival = option.entry, option.player, scheme.rival(option.player)
    if entry.doer:
        tie = option.name if entry.role == "stance" else ""
        why = f"what it is worth to {scheme.title(doer)}: {option.label}"
        yield Price(doer, option.name, entry.doer, entry.key, why, tie)
    if entry.dropped:
        why = f"what it costs {scheme.title(doer)} once to go back on it: {option.label}"
        when = f"not {option.name}"
        if doer == scheme.sides.subject:
            when += f" and not {GIVE_IN}"  # whose price has it in already
        yield Price(doer, when, entry.dropped, entry.key, why, once=True)
    if entry.target:
        why = f"what it is worth to {scheme.title(rival)}: {option.label}"
        yield Price(rival, option.name, entry.target, entry.key, why)


def price_giving_in(scheme: Scheme) -> Iterator[Price]:
    """What giving in is worth to both: the share of the end of a side that is demanded."""
    subject, other, entry = scheme.sides.subject, scheme.sides.other, scheme.concession
    assert entry.doer is not None
    assert entry.target is not None
    here, there = scheme.title(subject), scheme.title(other)
    share = read_shares().given(scheme.demand)
    about = f", the demand being about {DEMANDS[scheme.demand]}" if scheme.demand else ""
    loses, gains = f"what {here} loses by giving in{about}", f"what it is worth to {there}{about}"
    yield Price(subject, GIVE_IN, scale(entry.doer, share), entry.key, loses)
    yield Price(other, GIVE_IN, scale(entry.target, share), entry.key, gains)


DEMANDS = {
    "trade": "trade",
    "policy": "a policy",
    "security": "security",
    "territory": "territory",
    "regime": "who governs",
}


def name_reason(scheme: Scheme, option: Drafted) -> str:
    """The condition that what an option answers goes on."""
    names = [o.name for o in scheme.answered_by(option)]
    if not names:
        return f"not {GIVE_IN}"
    return f"({' or '.join(names)})" if len(names) > 1 else "".join(names)


def find_shields(scheme: Scheme, option: Drafted, roles: tuple[str, ...]) -> list[Shield]:
    """The rival's options that take away from an act, at most nine tenths together."""
    found = []
    for other in scheme.of(scheme.facing(option), *roles):
        share = other.entry.shields.get(option.entry.affects, 0.0)
        if share >= read_shares().least_shielded:
            when = f"done({other.name})" if other.entry.takes else other.name
            found.append(Shield(when, share, other.label))
    return cap(sorted(found, key=lambda s: -s.share)[:MOST_SHIELDS])


def find_help(scheme: Scheme, option: Drafted) -> list[Shield]:
    """What third sides do that takes away from an act, the most first."""
    found = [
        Shield(other.name, share, f"{capital(scheme.title(other.player))}: {other.label}")
        for other in scheme.helpers(scheme.facing(option))
        if (share := other.entry.shields.get(option.entry.affects, 0.0))
        >= read_shares().least_shielded
    ]
    return sorted(found, key=lambda s: -s.share)[:MOST_SHIELDS]


def cap(shields: list[Shield]) -> list[Shield]:
    """Shields whose shares together are at most what shields can take away."""
    total = sum(s.share for s in shields)
    factor = min(1.0, read_shares().most_shielded / total) if total else 1.0
    return [Shield(s.when, s.share * factor, s.label) for s in shields]


def find_shelters(scheme: Scheme, player: str) -> list[Shield]:
    """Clocks that shelter a side for a while: "until the stocks run out", "once it is built"."""
    return [
        Shield(c.option.name, read_shares().shelter, c.option.label)
        for c in scheme.clocks
        if c.side == player and shelters(c, scheme)
    ]


def split(price: Price, shields: list[Shield]) -> Iterator[Price]:
    """A payoff as a part that stays and a part for each shield, gone when the shield holds."""
    rest = max(0.0, 1.0 - sum(s.share for s in shields))
    if rest > LEAST_REST:
        yield replace(price, value=scale(price.value, rest))
    for shield in shields:
        yield replace(
            price,
            when=f"{price.when} and not {shield.when}",
            value=scale(price.value, shield.share),
            why=f"{price.why}; this part until: {shield.label}",
        )


def scale(value: Range, share: float) -> Range:
    """A range times a share, to a hundredth of a point."""
    return Range(
        low=round(value.low * share, 2),
        likely=round(value.likely * share, 2),
        high=round(value.high * share, 2),
    )


def add_prices(one: Price, other: Price) -> Price:
    """Two payoffs under the same condition as one."""
    total = Range(
        low=round(one.value.low + other.value.low, 2),
        likely=round(one.value.likely + other.value.likely, 2),
        high=round(one.value.high + other.value.high, 2),
    )
    entries = dict.fromkeys([*one.entry.split(" + "), *other.entry.split(" + ")])
    why = f"{one.why}; {other.why}"
    return Price(one.player, one.when, total, " + ".join(entries), why, one.tie, one.once)
