"""Revealed preference: what a side does by its own choice is worth it to that side.

Where a draft's likely values say otherwise, the range of the payoff that ties the act to what
it answers is widened, and the draft says so. The mirror of it: what a side could do and has not
done is not worth it to that side today; where the likely values say otherwise, the range of what
the act costs is widened, and what could be taken by force is scaled down until it is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from countermove.framing.options import Drafted
from countermove.framing.pricing import Price, scale
from countermove.framing.scheme import PRESSING, Scheme
from countermove.phrasing.letters import capital
from countermove.phrasing.numbers import per_cent
from countermove.records.conditions import parse_condition
from countermove.records.number_table import load_numbers
from countermove.records.ranges import Range

__all__ = ["reveal"]

ALMOST = load_numbers("framing/data/bars.tsv")["almost"]
"""The part of its cost that force is taken to be worth to a side that has not used it."""


def reveal(scheme: Scheme, prices: list[Price]) -> tuple[list[Price], tuple[str, ...]]:
    """The payoffs with some ranges widened, and a sentence for each."""
    prices, said = restrain(scheme, prices)
    for option in (o for o in scheme.options if o.acts):
        gain = value_of(scheme, option, prices)
        if option.today and gain <= 0:
            place = find_tie(prices, option)
        elif not option.today and gain >= 0 and option.entry.role in (*PRESSING, "aid"):
            place = find_cost(prices, option)
        else:
            continue
        if place is None or (wider := widen(prices[place], gain)) == prices[place]:
            continue
        prices = [wider if i == place else p for i, p in enumerate(prices)]
        said.append(explain(scheme, option, wider, gain))
    return prices, tuple(said)


def restrain(scheme: Scheme, prices: list[Price]) -> tuple[list[Price], list[str]]:
    """What force would take, scaled down where a side that could use it today has not.

    The gain is scaled so that at the likely values the side is not tempted today. Draws far
    above still are, and so may be the side when the window is about to close.
    """
    said: list[str] = []
    for option in (o for o in scheme.options if o.entry.role == "force" and not o.today):
        taken = [p for p in prices if p.once and p.tie == option.name]
        gain = sum(p.value.likely for p in taken)
        net = gain + once_lost(scheme, option, prices)
        if not taken or net < 0:
            continue
        share = max(0.0, (gain - net) * ALMOST / gain)
        prices = [scaled(p, share) if p in taken else p for p in prices]
        said.append(
            f"{capital(scheme.title(option.player))} could use force and has not, although the "
            f"playbook's likely values make it a gain: {option.label}; what it "
            f"takes is drafted at {per_cent(share)} of the playbook's"
        )
    return prices, said


def once_lost(scheme: Scheme, option: Drafted, prices: Iterable[Price]) -> float:
    """What beginning an option costs its owner once, as things are today."""
    today = {o.name for o in scheme.options if o.today}
    today |= {c.option.name for c in scheme.clocks if c.option.today}
    own = [p for p in prices if p.player == option.player and p.once and p.tie != option.name]
    return worth(own, today | {option.name}) - worth(own, today - {option.name})


def scaled(price: Price, share: float) -> Price:
    """A payoff times a share, to two places."""
    value = scale(price.value, share)
    small = Range(**{k: round(getattr(value, k), 2) for k in ("low", "likely", "high")})
    return replace(price, value=small, why=f"{price.why}; less by what the side has not done")


def find_tie(prices: list[Price], option: Drafted) -> int | None:
    """The payoff that ties an option to what it answers."""
    return next(
        (i for i, p in enumerate(prices) if p.player == option.player and p.tie == option.name),
        None,
    )


def find_cost(prices: list[Price], option: Drafted) -> int | None:
    """The payoff that says what an option costs the side that does it."""
    return next(
        (i for i, p in enumerate(prices) if p.player == option.player and p.when == option.name),
        None,
    )


def value_of(scheme: Scheme, option: Drafted, prices: Iterable[Price]) -> float:
    """What an option is worth a year to its owner where it was, or could be, taken up.

    That is today without what has since answered it.
    """
    replies = {o.name for o in scheme.options if answers(o, option)}
    today = {o.name for o in scheme.options if o.today} - replies
    today |= {c.option.name for c in scheme.clocks if c.option.today}
    own = [p for p in prices if p.player == option.player and not p.once]
    return round(worth(own, today | {option.name}) - worth(own, today - {option.name}), 2)


def answers(reply: Drafted, option: Drafted) -> bool:
    """Whether some event of one option is told as an answer to one of the other."""
    ids = {link.event_id for act in reply.acts for link in act.event.answers}
    return bool(ids & set(option.events))


def worth(prices: Iterable[Price], in_force: set[str]) -> float:
    """The likely points a year of a state in which nothing begun is done yet."""

    def lookup(name: str, done: bool) -> np.ndarray:
        return np.asarray(name in in_force and not done)

    return sum(p.value.likely for p in prices if parse_condition(p.when).evaluate(lookup))


def widen(price: Price, gain: float) -> Price:
    """A payoff whose range reaches as far past the turning point as its likely value is before it.

    A loss raises the upper end, a gain lowers the lower end; the likely value stays.
    """
    value = price.value
    if gain <= 0:
        high = max(value.high, value.likely - 2 * gain + 1)
        value = Range(low=value.low, likely=value.likely, high=round(high, 2))
    else:
        low = min(value.low, value.likely - 2 * gain - 1)
        value = Range(low=round(low, 2), likely=value.likely, high=value.high)
    if value == price.value:
        return price
    return replace(price, value=value, why=f"{price.why}; widened by what the side has shown")


def explain(scheme: Scheme, option: Drafted, price: Price, gain: float) -> str:
    """What was widened, and what the side has shown."""
    side = capital(scheme.title(option.player))
    shown = "chose this" if option.today else "could do this and has not"
    kind = "loss" if gain <= 0 else "gain"
    return (
        f"{side} {shown} although the playbook's likely values make it a {kind}: "
        f"{option.label}; the payoff for '{price.when}' is drafted wider"
    )
