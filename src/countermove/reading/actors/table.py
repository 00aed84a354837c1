"""The table of actors that phrases and texts are looked up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from countermove.reading.actors.names import fold_form, sound_name
from countermove.reading.actors.nouns import Noun, read_nouns
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.tables import (
    SURNAME,
    Form,
    read_agencies,
    read_extra,
    read_organizations,
    read_people,
    read_states,
)
from countermove.records.number_table import load_counts

__all__ = ["ActorTable", "load_actors"]

LONG = load_counts("reading/actors/data/reaches.tsv")["sound_known"]
"""Letters a family name needs to be known by its sound alone."""


@dataclass(frozen=True)
class ActorTable:
    """Every form a side can take in a text, and what it stands for.

    `forms` maps a folded form (pieces joined by blanks) to its senses, `longest` its first
    piece to the numbers of pieces of the forms that begin so, greatest first; `sounds` and
    `longest_sound` the same for people by the key of their spelling, `nouns` and `longest_noun`
    for nouns that tell a sector. `sides` has the plain sense of each
    side, `holders` the people by side and office.
    """

    forms: Mapping[str, tuple[Sense, ...]]
    longest: Mapping[str, tuple[int, ...]]
    sounds: Mapping[str, tuple[Sense, ...]]
    longest_sound: Mapping[str, int]
    nouns: Mapping[str, Noun]
    longest_noun: Mapping[str, int]
    sides: Mapping[str, Sense]
    holders: Mapping[tuple[str, str], tuple[Sense, ...]]


def load_actors(extra: Path | None = None) -> ActorTable:
    """The table of this package, with a user's own rows if a file is given.

    The file has the columns of `data/organizations.tsv`: side, sector, home, name and other
    forms separated by ``|``; rows in it win over ours.

    Raises:
        CaseError: the file cannot be read or a row is wrong; the message names the line.
    """
    return load_default() if extra is None else build_table(list(read_extra(extra)))


@cache
def load_default() -> ActorTable:
    """The table without rows of a user's own, read once."""
    return build_table([])


def build_table(extra: list[Form]) -> ActorTable:
    """Reads every data file and indexes its forms."""
    nouns = read_nouns()
    plain = [*read_states(), *read_organizations(), *read_agencies(), *extra]
    sides: dict[str, Sense] = {}
    for _, sense, _ in plain:
        sides.setdefault(sense.side, sense)
    sectors = {noun.lemma: noun.sector for noun in nouns.values()}
    people = list(read_people(sides, sectors))
    forms, sounds = index_forms([*plain, *people]), index_sounds(people)
    return ActorTable(
        forms=forms,
        longest=size_forms(forms),
        sounds=sounds,
        longest_sound=measure_forms(sounds),
        nouns=nouns,
        longest_noun=measure_forms(nouns),
        sides=sides,
        holders=index_holders(people),
    )


def index_forms(rows: Iterable[Form]) -> dict[str, tuple[Sense, ...]]:
    """The senses of every folded form, without repeats."""
    return collect((" ".join(fold_form(form)), sense) for form, sense, _ in rows)


def index_sounds(rows: Iterable[Form]) -> dict[str, tuple[Sense, ...]]:
    """The senses of people by the key of their name; short family names alone are left out."""
    long = (row for row in rows if row[1].weight > SURNAME or len(row[0]) >= LONG)
    return collect((sound_name(form), sense) for form, sense, varies in long if varies)


def collect(pairs: Iterable[tuple[str, Sense]]) -> dict[str, tuple[Sense, ...]]:
    """The senses of each key, in order."""
    found: dict[str, dict[Sense, None]] = {}
    for key, sense in pairs:
        if key:
            found.setdefault(key, {})[sense] = None
    return {key: tuple(senses) for key, senses in found.items()}


def size_forms(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first piece the numbers of pieces of its forms, greatest first."""
    sizes: dict[str, set[int]] = {}
    for form in forms:
        sizes.setdefault(form.partition(" ")[0], set()).add(form.count(" ") + 1)
    return {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}


def measure_forms(forms: Iterable[str]) -> dict[str, int]:
    """For each first piece the greatest number of pieces of a form."""
    longest: dict[str, int] = {}
    for form in forms:
        first, *rest = form.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def index_holders(people: Iterable[Form]) -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The holders of each office of each side."""
    found: dict[tuple[str, str], dict[Sense, None]] = {}
    for _, sense, _ in people:
        if sense.weight > 0:
            found.setdefault((sense.side, sense.office), {})[sense] = None
    return {key: tuple(senses) for key, senses in found.items()}
