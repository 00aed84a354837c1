"""Which found names are meant: "Jordan" the state or a man called so, "May" or the month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from countermove.reading.actors.folding import fold
from countermove.reading.actors.matching import Found
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.rows import locate
from countermove.reading.actors.senses import Sense, choose_sense
from countermove.reading.actors.tables import DISTANT, SURNAME
from countermove.reading.actors.tokens import PROPER, Text
from countermove.reading.actors.twins import choose_twin
from countermove.records.number_table import load_counts

__all__ = ["choose_credible", "read_doubtful"]

TELLING = load_counts("reading/actors/data/reaches.tsv")["family_name"]
"""Letters from which a family name alone is telling enough ("Zakharova")."""


@cache
def read_doubtful() -> frozenset[str]:
    """Names that are also first names, surnames or words, of `data/doubtful.tsv`."""
    lines = locate("doubtful.tsv").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return frozenset(piece for word in words for piece in fold(word))


@dataclass(slots=True)
class Judge:
    """What a text says about names: who is introduced in full, which surnames are others'."""

    text: Text
    on: date | None
    introduced: set[str]
    starts: dict[int, Found]
    ends: dict[int, Found]
    claimed: set[str] = field(default_factory=set)


def choose_credible(
    text: Text, names: Sequence[Found], on: date | None
) -> list[tuple[int, int, Sense]]:
    """The names that are meant, each with the sense that fits the date and the text."""
    introduced = {
        sense.who
        for name in names
        for sense in name.senses
        if sense.kind == "person" and sense.weight > SURNAME
    }
    starts = {name.start: name for name in names}
    judge = Judge(text, on, introduced, starts, {name.end: name for name in names})
    pieces = frozenset(text.words.pieces)
    found = []
    for name in names:
        sense = choose_twin(form_of(text, name), pick_sense(judge, name), pieces)
        if sense is not None and is_credible(judge, name, sense):
            found.append((name.start, name.end, sense))
    return found


def pick_sense(judge: Judge, name: Found) -> Sense:
    """The sense at the date; who is introduced in full, or has the title before, comes first."""
    if len(name.senses) == 1:
        return name.senses[0]
    known = [sense for sense in name.senses if sense.who and sense.who in judge.introduced]
    if not known and name.start:
        before = judge.text.words.texts[name.start - 1].casefold()
        known = [s for s in name.senses if s.office and before == s.office.split()[-1]]
    return choose_sense(known or name.senses, judge.on)


def is_credible(judge: Judge, name: Found, sense: Sense) -> bool:
    """Whether a name is what it seems: not part of a longer unknown name, not a mere word."""
    surname = sense.kind == "person" and sense.weight <= SURNAME
    doubtful = is_doubtful(judge.text, name)
    if not doubtful and not surname:
        return True
    if sense.who and sense.who in judge.introduced:
        return True
    if touches_name(judge, name):
        judge.claimed.add(last_piece(judge.text, name))
        return False
    return not surname or is_known(judge, name, sense, doubtful)


def is_known(judge: Judge, name: Found, sense: Sense, doubtful: bool) -> bool:
    """Whether a family name alone says who is meant."""
    piece = last_piece(judge.text, name)
    if piece in judge.claimed:
        return False
    if follows_title(judge.text, name) or (sense.start and holds_office(sense, judge.on)):
        return True
    if sense.weight == DISTANT:
        return len(piece) >= TELLING and len({s.who for s in name.senses}) == 1
    return not doubtful


def is_doubtful(text: Text, name: Found) -> bool:
    """Whether a name is one word that may be something else."""
    return name.end - name.start == 1 and last_piece(text, name) in read_doubtful()


def form_of(text: Text, name: Found) -> str:
    """The folded form of a name."""
    first = text.words.first
    return " ".join(text.words.pieces[first[name.start] : first[name.end]])


def last_piece(text: Text, name: Found) -> str:
    """The last folded piece of a name."""
    return text.words.pieces[text.words.first[name.end] - 1]


def touches_name(judge: Judge, name: Found) -> bool:
    """Whether a further part of a person's name stands directly before or behind."""
    text = judge.text
    for index, other in (
        (name.start - 1, judge.ends.get(name.start)),
        (name.end, judge.starts.get(name.end)),
    ):
        if not 0 <= index < len(text.pos) or text.sentence[index] != text.sentence[name.start]:
            continue
        if other is not None:
            if is_doubtful(text, other) and all(s.weight <= SURNAME for s in name.senses):
                return True
            if is_doubtful(text, name) and all(s.weight <= SURNAME for s in other.senses):
                return True
        elif text.pos[index] == PROPER and text.words.capitals[index] and not is_label(text, index):
            return True
    return False


def is_label(text: Text, index: int) -> bool:
    """Whether a proper noun is a title, a body or a date rather than part of a name."""
    word = text.words.texts[index].casefold().rstrip(".")
    return word in read_words("title") or word in read_words("calendar")


def follows_title(text: Text, name: Found) -> bool:
    """Whether a title stands directly before: "Mrs May"."""
    return name.start > 0 and is_label(text, name.start - 1)


def holds_office(sense: Sense, on: date | None) -> bool:
    """Whether a person is in office at a known date."""
    return on is not None and (sense.start or date.min) <= on < (sense.end or date.max)
