"""Places and groups that share a name: Georgia in the Caucasus and Georgia with Atlanta."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from countermove.reading.actors.rows import locate, read_rows
from countermove.reading.actors.senses import Sense

__all__ = ["choose_twin", "read_twins"]


NOTHING = "-"
"""What stands in a column that tells nothing."""


@dataclass(frozen=True, slots=True)
class Twin:
    """The other bearer of a name, with words that speak for it and against it.

    Without a sense the other is of no table; without words it is meant unless some speak against.
    """

    sense: Sense | None
    words: frozenset[str]
    against: frozenset[str]


@cache
def read_twins() -> dict[str, Twin]:
    """The rows of `data/twins.tsv` by folded form."""
    found = {}
    for _, (form, side, name, words, against) in read_rows(locate("twins.tsv"), 5):
        told = frozenset(words.split()) - {NOTHING}
        found[form] = Twin(sense_of(side, name), told, frozenset(against.split()))
    return found


def sense_of(side: str, name: str) -> Sense | None:
    """A state's place, or the armed group of "side:home"; nobody of the tables for "-"."""
    group, _, home = side.partition(":")
    if home:
        return Sense(group, name, "REB", "name", home, weight=2)
    return None if side == NOTHING else Sense(side, name, "CVL", "place", side, weight=-1)


def choose_twin(form: str, sense: Sense, pieces: frozenset[str]) -> Sense | None:
    """The other bearer of the name if the text speaks for it, else the sense given."""
    twin = read_twins().get(form)
    if twin is None or not twin.against.isdisjoint(pieces):
        return sense
    return sense if twin.words and twin.words.isdisjoint(pieces) else twin.sense
