"""What sort of side a party is, and which parties of a text are one side under several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log10
from types import MappingProxyType
from typing import Literal

from countermove.records.appearances import Appearance
from countermove.records.events import Party
from countermove.records.number_table import load_numbers

__all__ = ["Sort", "gather", "read_sizes", "size_of", "sort_of"]

Sort = Literal[
    "state",
    "organisation",
    "body",
    "firms",
    "firm",
    "union",
    "fighters",
    "people",
    "person",
    "region",
    "named",
]

JOINED: Mapping[str, str] = {"BUS": "firm", "LAB": "union", "AGR": "union"}
"""Sectors whose unnamed parties in one text are taken for one side: "lenders", "creditors"."""
WEIGHTS = load_numbers("framing/siding/data/weights.tsv")
LEAST_NAMED = WEIGHTS["least_named"]
"""How often a firm must be named for "the firm" to be it."""
OWN = "own-side"
"""What reading calls the author's side where it has no name."""
CIVIL = frozenset({"CVL", "UNK", "MED", "NGO", ""})
"""Sectors of people who rule over nobody."""
RULING = frozenset({"SOC", "JUD", "GOV", "LEG", "COP", "IGO", "PTY", "EDU"})
"""Sectors of bodies that rule over members, pupils or citizens: leagues, courts, councils."""
PEOPLES = frozenset({"s", "ans", "ns", "ians", "is", "ese"})
"""Endings that make the name of a land that of its people."""
FIGHTERS = frozenset({"REB", "PRM", "UAF", "CRM"})


@cache
def read_list(name: str) -> frozenset[str]:
    """The nouns of a list among the data of this room, one a line: "publics.tsv", "bodies.tsv"."""
    source = files("countermove.framing.siding") / "data" / name
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def read_sizes() -> Mapping[str, tuple[float, float]]:
    """GDP in million US dollars and population in thousands by state."""
    source = files("countermove.framing.siding") / "data" / "sizes.tsv"
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({code: (float(gdp), float(people)) for code, gdp, people in rows})


def sort_of(party: Party, sector: str, person: bool = False) -> Sort:
    """The sort of a side by its code and the sector it mostly appears in.

    `person` says that the text has it for one: "he" stands for it, or it has a title.
    """
    if party.side in read_sizes():
        return "state"
    if party.side.isupper():
        return "organisation"
    named = party.name[:1].isupper()
    if not named and sector == "EDU" and not is_institution(party.name):
        return "people"
    if sector in JOINED:
        several = not named and party.name.endswith("s")
        return "union" if sector != "BUS" else "firms" if several else "firm"
    if sector in FIGHTERS:
        return "fighters"
    if sector == "GOV" and named:
        return "region"
    if sector in RULING:
        return "body"
    return "people" if not named else "person" if person else "named"


def is_institution(name: str) -> bool:
    """Whether a noun in either number names a body and no persons: "universities"."""
    last = name.casefold().split()[-1]
    singular = last.removesuffix("ies") + "y" if last.endswith("ies") else last.removesuffix("s")
    return not read_list("bodies.tsv").isdisjoint({last, singular})


def size_of(side: str, sort: Sort) -> float:
    """How large a side is: log10 of GDP in million dollars, or what stands for it by its sort."""
    known = read_sizes().get(side)
    return log10(known[0]) if known else WEIGHTS[f"size_{sort}"]


def gather(appearances: Iterable[Appearance]) -> dict[str, str]:
    """Under which side each further name of it is counted.

    Firms without a name are one side ("lenders", "the creditors"), workers and their unions
    too; it is called by its most frequent name, a union by its proper name if it has one. One
    firm without a name ("the airline") is the firm named most, if there is one. The public of a
    place is one side, whatever it is called there: "residents", "tenants", "protesters".
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    labour: Counter[str] = Counter()
    appearances = tuple(appearances)
    firms = name_firms(appearances)
    for seen in appearances:
        party = seen.party
        if is_one_firm(seen):
            groups["one firm"][party.side] += 1
            continue
        if party.side in read_list("publics.tsv"):
            groups["public"][party.side] += 1
            continue
        kind = JOINED.get(party.sector)
        if kind is None or party.side.isupper():
            continue
        if party.name[:1].islower():
            groups[kind][party.side] += 1
        elif kind == "union":
            labour[party.side] += 1
    same = dict(join_names(appearances))
    for kind, sides in groups.items():
        first = max(sorted(sides), key=lambda side: sides[side])
        if kind == "union" and labour:
            first = max(sorted(labour), key=lambda side: labour[side])
        if kind == "one firm":
            if not firms:
                continue
            first = max(sorted(firms), key=lambda side: firms[side])
        same.update({side: first for side in sides if side != first})
    same |= join_members(appearances, same)
    return same | join_own(appearances, same)


def join_members(appearances: Iterable[Appearance], same: Mapping[str, str]) -> dict[str, str]:
    """People, with the body that has them in its name: "tenants", "Elm Park Tenants Association".

    They are one side under whichever of the names is told most.
    """
    told: Counter[str] = Counter()
    groups: dict[str, str] = {}
    bodies: dict[str, frozenset[str]] = {}
    for seen in appearances:
        side, name = same.get(seen.party.side, seen.party.side), seen.party.name
        if seen.party.side.isupper() or seen.kind == "pronoun":
            continue
        told[side] += 1
        words = frozenset(word.strip("'’").removesuffix("'s") for word in name.casefold().split())
        if name.islower() and name.endswith(("s", "staff")) and " " not in name:
            groups[name] = side
        elif name[:1].isupper() and not words.isdisjoint(read_list("leagues.tsv")):
            bodies[side] = words
    found: dict[str, str] = {}
    for body, words in sorted(bodies.items()):
        members = next((groups[name] for name in sorted(words & set(groups))), body)
        if members != body:
            first, other = sorted((members, body), key=lambda side: (-told[side], side))
            found[other] = found.get(first, first)
    return {s: found[t] for s, t in same.items() if t in found} | found


def join_own(appearances: Iterable[Appearance], same: Mapping[str, str]) -> dict[str, str]:
    """The author's side without a name, with the people that the text tells of most.

    Who writes "we" beside "the tenants", "the union" or "the moderators" mostly writes for them.
    """
    told: Counter[str] = Counter()
    owned = False
    for seen in appearances:
        owned |= seen.party.side == OWN
        if seen.kind != "pronoun" and is_group(seen.party):
            told[same.get(seen.party.side, seen.party.side)] += 1
    ranked = sorted(told, key=lambda side: (-told[side], side))
    if not owned or not ranked or told[ranked[0]] < WEIGHTS["own_public"]:
        return {}
    next_most = told[ranked[1]] if len(ranked) > 1 else 0
    return {OWN: ranked[0]} if told[ranked[0]] >= WEIGHTS["own_clear"] * next_most else {}


def is_group(party: Party) -> bool:
    """Whether a party is people of one kind: workers, a public, "moderators", not "people"."""
    if party.side in read_list("publics.tsv") or JOINED.get(party.sector) == "union":
        return party.side.islower()
    several = party.name.islower() and party.name.endswith("s")
    return several and party.sector in CIVIL and party.name not in read_list("anybody.tsv")


def join_names(appearances: Iterable[Appearance]) -> Iterator[tuple[str, str]]:
    """People by their land, "tibetans" with "tibet"; Europe by its union, where both are told."""
    sides = {seen.party.side for seen in appearances}
    yield from name_bodies({seen.party.side: seen.party.name for seen in appearances})
    if {"EUROPE", "EU"} <= sides:
        yield "EUROPE", "EU"
    for side in sorted(sides):
        for land in sorted(sides - {side}):
            if land.islower() and side.startswith(land) and side[len(land) :] in PEOPLES:
                yield land, side


def name_bodies(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A body without a name, and the one with a name that has its noun in it.

    "The university" is the University of Otago where no other is named.
    """
    for side, name in sorted(names.items()):
        if not name.islower() or " " in name or name not in read_list("bodies.tsv"):
            continue
        named = [s for s, n in sorted(names.items()) if name in n.casefold().split() and s != side]
        if len(named) == 1 and not names[named[0]].islower():
            yield side, named[0]


def is_one_firm(seen: Appearance) -> bool:
    """Whether a firm is spoken of by a noun in the singular: "the airline"."""
    party = seen.party
    return (
        JOINED.get(party.sector) == "firm"
        and party.name[:1].islower()
        and not party.name.endswith("s")
    )


def name_firms(appearances: Iterable[Appearance]) -> Counter[str]:
    """How often each side is named that can be a firm: no state, person, paper or place."""
    named: Counter[str] = Counter()
    other: set[str] = set()
    for seen in appearances:
        party = seen.party
        if party.side.isupper() or not party.name[:1].isupper():
            continue
        named[party.side] += seen.kind == "name" and party.sector in ("", "BUS")
        if seen.kind == "person" or seen.place or party.sector not in ("", "BUS", "GOV"):
            other.add(party.side)
    return Counter({side: n for side, n in named.items() if n >= LEAST_NAMED and side not in other})
