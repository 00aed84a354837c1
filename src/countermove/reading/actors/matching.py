"""Longest matches of the table's forms in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, count, repeat

from countermove.reading.actors.folding import BARRIER, capital, fold
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.spelling import sound_word
from countermove.reading.actors.table import ActorTable
from countermove.records.number_table import load_counts

__all__ = [
    "Found",
    "Pieces",
    "is_backer",
    "match_names",
    "match_noun",
    "match_nouns",
    "spread_words",
]


SHORTEST = load_counts("reading/actors/data/reaches.tsv")["sound_wanted"]
"""Letters of a family name that is looked up by its sound alone."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Tokens as comparable pieces: `pieces[k]` comes from token `owners[k]`.

    `capitals[i]` is how token i is written, as `capital` has it; `first[i]` is the index of
    the first piece of token i, with one more entry at the end.
    """

    texts: Sequence[str]
    pieces: list[str]
    owners: list[int]
    capitals: list[int]
    first: list[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A form found at tokens [start, end)."""

    start: int
    end: int
    senses: tuple[Sense, ...] = ()
    noun: Noun | None = None


@lru_cache(maxsize=131072)
def read_word(text: str) -> tuple[tuple[str, ...], int]:
    """The pieces of a token and how it is written."""
    return fold(text), capital(text)


def spread_words(texts: Sequence[str]) -> Pieces:
    """The pieces of tokens, with the way back."""
    read = list(map(read_word, texts))
    parts = [pieces for pieces, _ in read]
    sizes = list(map(len, parts))
    return Pieces(
        texts=texts,
        pieces=list(chain.from_iterable(parts)),
        owners=list(chain.from_iterable(map(repeat, count(), sizes))),
        capitals=[written for _, written in read],
        first=[0, *accumulate(sizes)],
    )


def match_names(words: Pieces, table: ActorTable, *, loose: bool = False) -> Iterator[Found]:
    """Longest matches of names, left to right, none overlapping.

    `loose` takes names without capitals, as in a phrase that has none.
    """
    longest, sounds = table.longest, table.longest_sound
    free = 0
    for place, piece in enumerate(words.pieces):
        if place < free:
            continue
        found = match_name(words, table, place, loose) if piece in longest else None
        if found is None and words.capitals[words.owners[place]] and sound_word(piece) in sounds:
            found = match_sound(words, table, place)
        if found is not None:
            yield found
            free = words.first[found.end]


def match_name(words: Pieces, table: ActorTable, place: int, loose: bool) -> Found | None:
    """The longest form that begins at a piece and is written as its guard wants."""
    for size in table.longest[words.pieces[place]]:
        senses = table.forms.get(" ".join(words.pieces[place : place + size]))
        if senses is None or place + size > len(words.pieces):
            continue
        start = words.owners[place]
        kept = [s for s in senses if is_written(words, start, s, size, loose)]
        if kept:
            return Found(start, words.owners[place + size - 1] + 1, tuple(kept))
    return skip_initial(words, table, place)


def match_sound(words: Pieces, table: ActorTable, place: int) -> Found | None:
    """The longest name of a person that sounds like the pieces from here on."""
    most = table.longest_sound[sound_word(words.pieces[place])]
    pieces = [sound_word(piece) for piece in words.pieces[place : place + most]]
    for size in range(len(pieces), 0, -1):
        senses = table.sounds.get(" ".join(pieces[:size]))
        if senses is not None and (size > 1 or len(words.pieces[place]) >= SHORTEST):
            return Found(words.owners[place], words.owners[place + size - 1] + 1, senses)
    return None


def skip_initial(words: Pieces, table: ActorTable, place: int) -> Found | None:
    """A person's name with a middle initial that the table leaves out: "Edward J. Snowden"."""
    pieces = words.pieces[place : place + 3]
    if len(pieces) < 3 or len(pieces[1]) != 1 or not words.capitals[words.owners[place]]:
        return None
    start, end = words.owners[place], words.owners[place + 2] + 1
    senses = table.forms.get(f"{pieces[0]} {pieces[2]}", ())
    people = tuple(s for s in senses if s.kind == "person")
    return Found(start, end, people) if people else None


def is_written(words: Pieces, token: int, sense: Sense, size: int, loose: bool) -> bool:
    """Whether a token is written as a sense's guard wants."""
    if sense.guard == "any":
        return True
    if sense.guard == "inner" and not loose:
        return not words.texts[token][1:].islower()
    if loose:
        word = words.texts[token].casefold()
        return size > 1 or (len(word) > 3 and word not in read_words("common"))
    return words.capitals[token] >= (2 if sense.guard == "capitals" else 1)


def match_nouns(words: Pieces, table: ActorTable, names: Iterable[Found] = ()) -> Iterator[Found]:
    """Longest matches of nouns that tell a sector, left to right, none within a name."""
    taken = {words.first[name.start]: words.first[name.end] for name in names}
    longest = table.longest_noun
    free = 0
    for place, piece in enumerate(words.pieces):
        if place in taken:
            free = max(free, taken[place])
        if place < free or piece not in longest:
            continue
        found = match_noun(words.pieces, table.nouns, longest, place)
        if found is not None:
            size, noun = found
            end = words.owners[place + size - 1] + 1
            yield Found(words.owners[place], end, noun=noun)
            free = words.first[end]


def match_noun(
    pieces: Sequence[str], nouns: Mapping[str, Noun], longest: Mapping[str, int], place: int
) -> tuple[int, Noun] | None:
    """The longest noun that begins at a piece, and its size in pieces."""
    if pieces[place] == BARRIER:
        return None
    for size in range(min(longest.get(pieces[place], 0), len(pieces) - place), 0, -1):
        noun = nouns.get(" ".join(pieces[place : place + size]))
        if noun is not None:
            return size, noun
    return None


def is_backer(words: Pieces, found: Found) -> bool:
    """Whether a name is only who helps or hinders: "US-backed rebels", "anti-Syria"."""
    first = words.first
    end = first[found.end]
    own = set(words.pieces[first[found.start] : end])
    behind = words.pieces[end : end + 1]
    before = words.pieces[first[found.start] - 1 : first[found.start]]
    backed = read_words("backed")
    pro = bool({"pro", "anti"}.intersection(own | set(before)))
    return pro or bool(backed.intersection(own)) or (behind != [] and behind[0] in backed)
