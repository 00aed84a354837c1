"""The senses that the data files give: states, organizations, bodies of states, people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path

from babel import Locale
from babel.core import get_global

from countermove.reading.actors.folding import slug
from countermove.reading.actors.names import guard_form, name_person, pluralize
from countermove.reading.actors.rows import locate, parse_date, read_rows, split_forms
from countermove.reading.actors.senses import Sense
from countermove.records.errors import CaseError

__all__ = [
    "DISTANT",
    "SURNAME",
    "Form",
    "read_agencies",
    "read_extra",
    "read_organizations",
    "read_people",
    "read_states",
]

STATE_FORMS = ("name", "people", "seat", "place")
OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "SOE"})
"""Sectors of bodies that act for their state; all others are sides of their own."""
SECTORS = {"SOE": "BUS"}

Form = tuple[str, Sense, bool]
"""A form as written, its sense, and whether its spelling varies (names of people)."""

SURNAME, DISTANT = -2, -3
"""Weights of a family name alone: of a holder with dates, and of any other person."""
NOT_ALONE = frozenset({"he", "an", "so", "do", "no", "u", "jr.", "to", "us", "will", "le", "md"})
"""Family names that are too common as words to stand alone."""


BYGONE = frozenset({"CSK", "DDR"})
"""States that are no more; CLDR gives their codes the name of a successor."""


def name_states() -> dict[str, str]:
    """The English CLDR name of every territory by its alpha-3 code."""
    names = Locale("en").territories
    aliases = get_global("territory_aliases")
    return {
        code: names[short[0]]
        for code, short in sorted(aliases.items())
        if len(code) == 3
        and code.isalpha()
        and len(short) == 1
        and short[0] in names
        and code not in BYGONE
    }


def print_name(cldr: str, own: list[str]) -> str:
    """The CLDR name, or our own where CLDR's is a label: ``Congo - Kinshasa``."""
    plain = cldr and not any(mark in cldr for mark in ("(", " - ", "SAR"))
    return cldr if plain or not own else own[0]


def read_states() -> Iterator[Form]:
    """Names, demonyms, seats and places of every state of `data/countries.tsv`."""
    known = name_states()
    for code, told in gather_states().items():
        first = print_name(known.get(code, ""), told["name"])
        state = Sense(code, first, home=code, guard="capital")
        for form in dict.fromkeys([first, *told["name"]]):
            yield form, replace(state, guard=guard_form(form)), False
        for form in told["people"]:
            yield form, replace(state, kind="adjective", guard=guard_form(form)), False
            for plural in pluralize(form):
                yield plural, replace(state, kind="group", weight=1), False
        seat = replace(state, kind="seat", sector="GOV", weight=1)
        for form in told["seat"]:
            yield form, seat, False
        place = replace(state, kind="place", sector="CVL", weight=-1)
        for form in told["place"]:
            yield form, place, False


def gather_states() -> dict[str, dict[str, list[str]]]:
    """The forms of every state of `data/countries.tsv` by their kind."""
    found: dict[str, dict[str, list[str]]] = {}
    path = locate("countries.tsv")
    for number, (code, kind, form) in read_rows(path, 3):
        told = found.setdefault(code, {kind: [] for kind in STATE_FORMS})
        if kind not in told:
            message = f"{kind!r} is no kind of form; {', '.join(STATE_FORMS)} are"
            raise CaseError(message, path=str(path), line=number)
        told[kind] += [form] if form else []
    return found


def read_organizations(source: Traversable | Path | None = None) -> Iterator[Form]:
    """Alliances, organizations and non-state sides of `data/organizations.tsv`."""
    for number, cells in read_rows(source or locate("organizations.tsv"), 5):
        side, sector, home, name, forms = cells
        if not side or not name:
            raise CaseError("needs a side and a name", path=str(source), line=number)
        for form in dict.fromkeys([name, *split_forms(forms)]):
            guard = guard_form(form)
            yield form, Sense(side, name, sector, "name", home, guard=guard, weight=2), False
            if guard == "capitals" and len(form) > 4 and form.isalpha():
                yield form.title(), Sense(side, name, sector, "name", home, weight=2), False


def read_agencies() -> Iterator[Form]:
    """Named bodies of states, firms, parties, newspapers, of `data/agencies.tsv`."""
    known = name_states()
    for _, (code, sector, name, others) in read_rows(locate("agencies.tsv"), 4):
        state = Sense(code, known.get(code, code), SECTORS.get(sector, sector), "name", code)
        own = sector not in OF_STATE and code != "VAT"
        sense = replace(state, side=slug(name), name=name) if own else state
        for form in (name, *split_forms(others)):
            guard = guard_form(form)
            yield form, replace(sense, office="body", guard=guard, weight=2), False


def read_people(
    sides: dict[str, Sense], sectors: dict[str, str], source: Traversable | Path | None = None
) -> Iterator[Form]:
    """People with their offices and dates of office, of `data/leaders.tsv`.

    `sides` gives the sense of a side's name, `sectors` the sector of an office.
    """
    path = source or locate("leaders.tsv")
    for number, (side, office, name, sex, start, end, others) in read_rows(path, 7):
        base = sides.get(side)
        if base is None:
            raise CaseError(f"names no known side: {side!r}", path=str(path), line=number)
        # An office may be written with its sector: "general:MIL".
        title, _, given = office.partition(":")
        sector = given or (base.sector if base.side.islower() else sectors.get(title, "GOV"))
        sense = replace(base, sector=sector, kind="person", office=title, guard="capital", weight=0)
        try:
            term = parse_date(start), parse_date(end)
        except ValueError as error:
            message = f"{start!r} or {end!r} is no date; 1999-12-31, 1999-12 or 1999 would be right"
            raise CaseError(message, path=str(path), line=number) from error
        person = replace(sense, who=name, start=term[0], end=term[1], female=sex == "f")
        yield from name_holder(person, split_forms(others))


def name_holder(person: Sense, others: list[str]) -> Iterator[Form]:
    """The forms of one holder of an office, with other forms of the name."""
    full, short = name_person(person.who, person.home or person.side)
    named = replace(person, weight=1)
    for form in (*full, *others):
        yield form, named, True
    alone = replace(person, weight=SURNAME if person.start else DISTANT)
    for form in short:
        common = form.casefold() in NOT_ALONE
        if form not in full and not common:
            yield form, alone, True


def read_extra(path: Path) -> Iterator[Form]:
    """Sides a user adds, in the columns of `data/organizations.tsv`; they win over ours."""
    for form, sense, varies in read_organizations(path):
        yield form, replace(sense, weight=9), varies
