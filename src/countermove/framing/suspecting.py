"""What looks odd in a stand-off, though nothing forbids it."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.records.checks import Finding
from countermove.records.conditions import parse_condition
from countermove.records.rule_checks import satisfiable
from countermove.records.standoffs import Standoff

__all__ = ["suspect"]


def suspect(standoff: Standoff) -> Iterator[Finding]:
    """Every oddity, in the order of the file."""
    yield from idle_players(standoff)
    yield from silent_options(standoff)
    yield from stuck_options(standoff)
    yield from idle_conditions(standoff)
    yield from same_courses(standoff)
    yield from loose_sources(standoff)


def odd(place: str, sentence: str) -> Finding:
    """A finding of this kind."""
    return Finding(kind="doubtful", place=place, sentence=sentence)


def idle_players(standoff: Standoff) -> Iterator[Finding]:
    """Players that can do nothing, or to whom nothing matters."""
    for player in standoff.players:
        place = f"players.{player.id}"
        if not player.options:
            yield odd(place, "it has no options, so it never moves")
        if not (player.payoffs or player.priorities or player.ranking):
            yield odd(place, "it has no payoffs, so every state is the same to it")


def silent_options(standoff: Standoff) -> Iterator[Finding]:
    """Options that no payoff, priority or ranking speaks of."""
    spoken = {
        name
        for place, condition in standoff.conditions()
        if place.startswith(("players.", "readings."))
        for name in condition.names()
    }
    ranked = {n for p in standoff.players for tie in p.ranking for state in tie for n in state}
    for player, option in standoff.options():
        if option.name not in spoken | ranked:
            yield odd(f"players.{player}.options.{option.name}", "no payoff speaks of it")
    for chance in standoff.chance:
        if chance.name not in spoken | ranked:
            yield odd(f"chance.{chance.name}", "no payoff speaks of it")


def stuck_options(standoff: Standoff) -> Iterator[Finding]:
    """Options and clocks that can never change."""
    for player, option in standoff.options():
        place = f"players.{player}.options.{option.name}"
        if option.lasting and option.today:
            yield odd(place, "it is in force and lasting, so it is a fact and no option")
        if option.done_today and not option.today:
            yield odd(place, "it is done today but not in force")
    for chance in standoff.chance:
        wait = chance.ends_after if chance.today else chance.starts_after
        if wait is None:
            verb = "ends" if chance.today else "begins"
            yield odd(f"chance.{chance.name}", f"it never {verb}: there is no {verb[:-1]}s_after")


def idle_conditions(standoff: Standoff) -> Iterator[Finding]:
    """Payoffs and outcomes whose condition the rules never let hold."""
    rules = [parse_condition(text) for text in standoff.rules]
    if not satisfiable(rules):
        return
    for place, condition in standoff.conditions():
        if not place.startswith("rules") and not satisfiable([*rules, condition]):
            yield odd(place, f"'{condition}' can never hold under the rules")


def same_courses(standoff: Standoff) -> Iterator[Finding]:
    """Courses that are the same setting under two names."""
    seen: dict[frozenset[str], str] = {}
    for course, members in standoff.courses.items():
        first = seen.setdefault(frozenset(members), course)
        if first != course:
            yield odd(f"courses.{course}", f"it is the same as '{first}'")


def loose_sources(standoff: Standoff) -> Iterator[Finding]:
    """Numbers said to be sourced or quoted that name nothing, and sources nobody uses."""
    used = {o.source for _, o in standoff.options()} | {c.source for c in standoff.chance}
    for player in standoff.players:
        for i, payoff in enumerate(player.payoffs):
            used.add(payoff.source)
            place = f"players.{player.id}.payoffs[{i}]"
            if payoff.basis == "sourced" and not payoff.source:
                yield odd(place, "its basis is 'sourced', but it names no source")
            if payoff.basis == "quoted" and not payoff.quotes:
                yield odd(place, "its basis is 'quoted', but it has no quote")
    for lever in standoff.levers:
        used.add(lever.source)
        used |= {s.source for r in lever.routes for s in r.shares}
        used |= {route.source for route in lever.routes}
        used |= {part.source for part in lever.substitutes}
        used |= {burden.source for burden in lever.burdens}
    used |= {p.source for reading in standoff.readings for p in reading.payoffs}
    for source in standoff.sources:
        if source.id not in used:
            yield odd(f"sources.{source.id}", "nothing refers to it")
