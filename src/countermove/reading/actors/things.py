"""Names of things: a sea, a ship, a temple, a treaty is no side, nor is a name within its name."""

from __future__ import annotations

from functools import cache

from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.rows import locate
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import ADJECTIVE, NOUN, PROPER, Text
from countermove.records.number_table import load_counts

__all__ = ["is_christened", "lies_in_thing", "names_thing", "read_things"]

LONGEST = load_counts("reading/actors/data/reaches.tsv")["runs_on"]
"""Words that a name may run on behind a name within it."""
FIRMS = frozenset({"ORG"})
"""What the tagger calls the names of firms, some of which are things too: "Apple"."""


@cache
def read_things() -> frozenset[str]:
    """Nouns that are never persons, groups or places, of `data/things.tsv`."""
    text = locate("things.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(" ".join(lines).split())


def is_thing(word: str, table: ActorTable) -> bool:
    """Whether a word is a noun for a thing, in the singular or plural, and ends no firm's name."""
    small = word.casefold().rstrip(".")
    if small in table.nouns or small in read_words("firm") or small in read_words("press"):
        return False
    things = read_things() | read_words("thing")
    return small in things or (small.endswith("s") and small[:-1] in things)


def names_thing(text: Text, table: ActorTable, start: int, end: int) -> bool:
    """Whether a name of no table ends in a thing, or is "X of Y" with a thing first."""
    texts = text.words.texts
    if texts[end - 1].casefold() in read_words("thing"):
        return True
    if text.entity[end - 1] in FIRMS:
        return False
    of_thing = end - start > 2 and texts[start + 1] == "of" and is_thing(texts[start], table)
    return of_thing or is_thing(texts[end - 1], table)


def lies_in_thing(text: Text, table: ActorTable, start: int, end: int) -> bool:
    """Whether the name of a side is only part of a thing's: "[West] [Philippine] Sea"."""
    words, stop = text.words, end
    while (
        stop < len(words.texts)
        and stop < end + LONGEST
        and words.capitals[stop]
        and text.pos[stop] in (PROPER, NOUN, ADJECTIVE)
        and text.sentence[stop] == text.sentence[start]
    ):
        stop += 1
    return stop > end and is_thing(words.texts[stop - 1], table)


def is_christened(text: Text, start: int) -> bool:
    """Whether a name stands behind what only things are called by name: "the ship Aurora"."""
    before = text.words.texts[max(start - 1, 0)].casefold()
    return start > 0 and before in read_words("christened")
