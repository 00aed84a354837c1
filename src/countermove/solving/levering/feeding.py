"""From the cost of a cut to payoffs, with where they come from."""

from __future__ import annotations

from countermove.records.conditions import parse_condition
from countermove.records.fitting_likely import fit_likely
from countermove.records.levers import Lever
from countermove.records.ranges import Range
from countermove.records.standoffs import Payoff, Player, Standoff
from countermove.solving.levering.corners import Corner, pick
from countermove.solving.levering.costing import needed_options, party_cost

__all__ = ["feed_levers", "feed_payoffs"]

LATE = 1000.0
"""Years after which every substitute that needs nothing is there."""


def feed_payoffs(standoff: Standoff) -> Standoff:
    """The stand-off with what its levers cost, and likely values that meet its comparisons."""
    return fit_likely(feed_levers(standoff))


def feed_levers(standoff: Standoff) -> Standoff:
    """The stand-off with what its levers cost, in points, among the players' payoffs.

    For each lever with an option and points: a payoff while the option is in force, from
    the dearest case right after the cut, over the likely one a year on, to the cheapest once
    every substitute is there; and for each option that brings a substitute, what it saves
    once done. An assumed payoff with the same condition is replaced; one that is quoted,
    sourced or confirmed by a person is left. Feeding twice changes nothing.
    """
    year = standoff.as_of.year if standoff.as_of else None
    players = standoff.players
    for lever in standoff.levers:
        if lever.option:
            players = tuple(feed_player(standoff, lever, p, year) for p in players)
    return standoff.model_copy(update={"players": players})


def feed_player(standoff: Standoff, lever: Lever, player: Player, year: int | None) -> Player:
    """One player's payoffs with one lever's cost."""
    points = lever.points.get(player.id)
    if points is None:
        return player
    known = {o.name for _, o in standoff.options()}
    payoffs = put(player.payoffs, base_payoff(lever, player.id, points, year))
    for option in needed_options(lever):
        if option in known:
            payoffs = put(payoffs, relief_payoff(lever, player.id, points, option, year))
    return player.model_copy(update={"payoffs": payoffs})


def put(payoffs: tuple[Payoff, ...], new: Payoff) -> tuple[Payoff, ...]:
    """The payoffs with a new one in place of an assumed one, unless a better one is there."""
    same = [p for p in payoffs if p.when == new.when and p.per_year is not None]
    if any(p.basis != "assumed" or p.confirmed for p in same):
        return payoffs
    return (*(p for p in payoffs if p not in same), new)


def base_payoff(lever: Lever, party: str, points: Range, year: int | None) -> Payoff:
    """What the cut costs a party while nothing that takes an option replaces it."""
    costs = [
        pick(points, corner) * party_cost(lever, party, corner, year=year, since=since)
        for corner, since in cases()
    ]
    why = f"{lever.label}: the flow that a cut stops, its value, and who bears it"
    return fed(lever, lever.option, [-x for x in costs], why)


def relief_payoff(lever: Lever, party: str, points: Range, option: str, year: int | None) -> Payoff:
    """What an option that brings a substitute saves a party while the cut lasts."""
    built = frozenset({option})
    saved = [
        pick(points, corner)
        * (
            party_cost(lever, party, corner, year=year, since=since)
            - party_cost(lever, party, corner, year=year, since=since, built=built)
        )
        for corner, since in cases()
    ]
    why = f"{lever.label}: what the substitute saves while the cut lasts"
    return fed(lever, f"{lever.option} and done({option})", saved, why)


def cases() -> tuple[tuple[Corner, float], ...]:
    """The dearest, likely and cheapest case, and how long after the cut each is taken."""
    return (("high", 0.0), ("likely", 1.0), ("low", LATE))


def fed(lever: Lever, when: str, values: list[float], why: str) -> Payoff:
    """A payoff that carries the lever's basis and source."""
    return Payoff(
        when=str(parse_condition(when)),
        per_year=Range.model_validate(sorted(round(v, 6) for v in values)),
        basis=lever.basis,
        source=lever.source,
        why=why,
    )
