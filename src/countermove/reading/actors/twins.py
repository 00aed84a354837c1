"""Places that share a name: Georgia in the Caucasus and Georgia with Atlanta."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from countermove.reading.actors.rows import locate, read_rows
from countermove.reading.actors.senses import Sense

__all__ = ["choose_twin", "read_twins"]


@dataclass(frozen=True, slots=True)
class Twin:
    """The other place of a name, with words that speak for it and against it."""

    sense: Sense
    words: frozenset[str]
    against: frozenset[str]


@cache
def read_twins() -> dict[str, Twin]:
    """The rows of `data/twins.tsv` by folded form."""
    found = {}
    for _, (form, side, name, words, against) in read_rows(locate("twins.tsv"), 5):
        sense = Sense(side, name, "CVL", "place", side, weight=-1)
        found[form] = Twin(sense, frozenset(words.split()), frozenset(against.split()))
    return found


def choose_twin(form: str, sense: Sense, pieces: frozenset[str]) -> Sense:
    """The other place of the name if the text speaks for it, else the sense given."""
    twin = read_twins().get(form)
    if twin is None or twin.words.isdisjoint(pieces) or not twin.against.isdisjoint(pieces):
        return sense
    return twin.sense
