"""Places too many for the table of actors, looked up when a phrase has no other name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from countermove.reading.actors.matching import Found, Pieces
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.rows import locate, read_rows
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.records.number_table import load_counts

__all__ = ["has_neighbour", "locate_place", "place_sense", "read_places"]

LONGEST = load_counts("reading/actors/data/reaches.tsv")["place"]


@cache
def read_places() -> dict[str, str]:
    """The state of every place of `data/places.tsv`, by its folded name."""
    return {form: code for _, (code, form) in read_rows(locate("places.tsv"), 2)}


def locate_place(words: Pieces, table: ActorTable) -> Iterator[Found]:
    """The longest place name in a phrase, where it is written with a capital.

    One that stands beside another unknown name is taken for part of a person's.
    """
    places = read_places()
    spans = sorted(
        ((i, j) for i in range(len(words.pieces)) for j in range(i + 1, i + 1 + LONGEST)),
        key=lambda span: (span[0] - span[1], span[0]),
    )
    for i, j in spans:
        if j > len(words.pieces) or not words.capitals[words.owners[i]]:
            continue
        code = places.get(" ".join(words.pieces[i:j]), "")
        start, end = words.owners[i], words.owners[j - 1] + 1
        if code in table.sides and not has_neighbour(words, table, start, end):
            yield Found(start, end, (place_sense(code, table),))
            return


def place_sense(code: str, table: ActorTable) -> Sense:
    """The sense of a place in a state."""
    return Sense(code, table.sides[code].name, "CVL", "place", code, weight=-1)


def has_neighbour(words: Pieces, table: ActorTable, start: int, end: int) -> bool:
    """Whether a word with a capital that is no title and no noun of ours stands beside."""
    known = read_words("title")
    for index in (start - 1, end):
        if not 0 <= index < len(words.texts) or not words.capitals[index]:
            continue
        word = words.texts[index].casefold()
        if index and word not in known and word not in table.nouns:
            return True
    return False
