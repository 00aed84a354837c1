"""Misspelt names: "Ethopia", "Phillippines". Looked up when a phrase has no other name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from countermove.reading.actors.credibility import read_doubtful
from countermove.reading.actors.gazetteer import has_neighbour
from countermove.reading.actors.matching import Found, Pieces
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tables import DISTANT
from countermove.records.number_table import load_counts

__all__ = ["guess_names", "mend_state"]

CODE = 3
"""Letters of a state's code; alliances and organizations have others."""
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


def mend_state(word: str, table: ActorTable) -> Sense | None:
    """The state whose name a word is but for one letter more or less: "Ethopia", "Quatar".

    Its first letter must be right. A word of another letter ("Malga") may be any name.
    """
    folded = word.casefold()
    if len(folded) < SHORTEST or not folded.isalpha():
        return None
    near = index_states(Forms(table.forms))
    found = near.get(folded) or next((near[c] for c in leave_out(folded) if c in near), None)
    form, sense = found or ("", None)
    return sense if form and len(form) != len(folded) and form[0] == folded[0] else None


@cache
def index_states(known: Forms) -> dict[str, tuple[str, Sense]]:
    """Names of states, not of other things too, by themselves and without one letter."""
    near: dict[str, tuple[str, Sense]] = {}
    for form, senses in sorted(known.forms.items()):
        state = next((s for s in senses if s.kind == "name" and s.side == s.home), None)
        if state is None or not form.isalpha() or len(form) < SHORTEST - 1:
            continue
        if form not in read_doubtful() and len(state.side) == CODE:
            near |= {cut: (form, state) for cut in leave_out(form) if cut not in near}
    return near
