"""Misspelt names: "Ethopia", "Phillippines". Looked up when a phrase has no other name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from countermove.reading.actors.gazetteer import has_neighbour
from countermove.reading.actors.matching import Found, Pieces
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tables import DISTANT
from countermove.records.number_table import load_counts

__all__ = ["guess_names"]

SHORTEST = load_counts("reading/actors/data/reaches.tsv")["misspelt"]
"""Letters a name needs for one wrong letter not to make it another name."""


def guess_names(words: Pieces, table: ActorTable) -> Iterator[Found]:
    """The words with a capital that are one letter away from a name of the table.

    A letter more, less or other, or two exchanged, is found by comparing the words with each
    letter left out in turn (the symmetric deletion of W. Garbe's SymSpell, 2012).
    """
    for place, piece in enumerate(words.pieces):
        token = words.owners[place]
        if len(piece) < SHORTEST or not words.capitals[token] or piece in table.nouns:
            continue
        if has_neighbour(words, table, token, token + 1):
            continue
        near = index_near(Forms(table.forms))
        found = next((near[cut] for cut in leave_out(piece) if cut in near), None)
        if found is not None and found[0] == piece[0]:
            yield Found(token, token + 1, table.forms[found])


class Forms:
    """A table's forms, hashed by identity so that what is made of them is kept."""

    def __init__(self, forms: Mapping[str, tuple[Sense, ...]]) -> None:
        self.forms = forms

    def __hash__(self) -> int:
        return id(self.forms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Forms) and self.forms is other.forms


@cache
def index_near(known: Forms) -> dict[str, str]:
    """The forms by what is left of them without one letter; the first form of equals."""
    near: dict[str, str] = {}
    for form, senses in sorted(known.forms.items()):
        if " " in form or len(form) < SHORTEST or not form.isalpha():
            continue
        if any(s.kind != "place" and s.weight > DISTANT for s in senses):
            for cut in leave_out(form):
                near.setdefault(cut, form)
    return near


def leave_out(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters in turn."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]
