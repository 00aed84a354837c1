"""A parsed document as plain lists, so that rules never touch a spaCy token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

__all__ = ["Words", "list_spans", "list_words"]

STRINGS: list[int | str] = ["ORTH", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE"]
PLACES: list[int | str] = ["HEAD", "SENT_START", "IDX", "LENGTH"]
LONGEST_SENTENCE = 250
"""Longer "sentences" (texts without punctuation) are cut, so that no rule is quadratic."""

COMMON_SENTENCE = 40
"""Up to this length a sentence is not believed to end without a mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules need of each token; all lists have one entry a token.

    `start` and `end` are character offsets in `text`, which is the whole article even where
    only a part of it is parsed. `head` and `kids` are token positions; `parsed` numbers the
    parser's sentences, and `sentences` are half-open token ranges of them, mended. What the
    pipeline does not tell is "".
    """

    form: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    kids: list[list[int]]
    parsed: list[int]
    sentences: list[tuple[int, int]]
    text: str

    def __len__(self) -> int:
        return len(self.form)


def list_words(
    doc: Doc, text: str | None = None, start: int = 0, places: Sequence[int] | None = None
) -> Words:
    """The lists of a parsed document that begins at `start` of an article's `text`.

    `places` tells where each sign that was parsed stands in the text, if not at its own place.
    """
    # spaCy gives no table but a row where there is a single token or none.
    table = np.asarray(doc.to_array(STRINGS + PLACES), dtype=np.uint64)
    columns = table.reshape(len(doc), len(STRINGS + PLACES)).T
    form, lemma, tag, pos, dep, entity = spell(doc, columns[: len(STRINGS)])
    heads, begins, index, length = columns[len(STRINGS) :]
    lower = list(map(str.lower, form))
    if any(map(str.isspace, lower)):
        # Two blanks between words are a token that the parser may take for a subject.
        tag = ["_SP" if word.isspace() else old for word, old in zip(lower, tag, strict=True)]
        dep = ["dep" if word.isspace() else old for word, old in zip(lower, dep, strict=True)]
    # The heads are offsets, given as unsigned numbers.
    head: list[int] = (heads.view(np.int64) + np.arange(len(doc))).tolist()
    first: list[int] = (index + start).tolist()
    last: list[int] = (index + length + start).tolist()
    if places is not None:
        first = [places[at] for at in first]
        last = [places[at - 1] + 1 for at in last]
    return Words(
        form=form,
        lower=lower,
        lemma=[a or b for a, b in zip(map(str.lower, lemma), lower, strict=True)],
        tag=tag,
        pos=pos,
        dep=dep,
        entity=entity,
        head=head,
        start=first,
        end=last,
        kids=list_kids(head),
        parsed=(begins == 1).cumsum().tolist(),
        sentences=cut_sentences(begins.tolist(), lower),
        text=doc.text if text is None else text,
    )


def spell(doc: Doc, columns: NDArray[np.uint64]) -> list[list[str]]:
    """The strings of some columns of spaCy's numbers, each looked up once."""
    rows: list[list[int]] = columns.tolist()
    known = {key: doc.vocab.strings[key] for key in set(chain.from_iterable(rows))}
    return [list(map(known.__getitem__, row)) for row in rows]


def list_spans(words: Words) -> Iterator[tuple[int, int]]:
    """Where each of the parser's sentences begins and ends in the text."""
    first = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or words.parsed[place] != words.parsed[first]:
            yield words.start[first], words.end[place - 1]
            first = place


def list_kids(head: list[int]) -> list[list[int]]:
    """The dependents of each token, left to right."""
    kids: list[list[int]] = [[] for _ in head]
    for place, above in enumerate(head):
        if above != place:
            kids[above].append(place)
    return kids


def cut_sentences(starts: list[int], lower: list[str]) -> list[tuple[int, int]]:
    """Half-open token ranges of the sentences, none longer than `LONGEST_SENTENCE`.

    A break that follows no mark is taken back while the sentence stays of common length:
    the parser at times ends a sentence within a long name.
    """
    first: list[int] = []
    for place, flag in enumerate(starts):
        if place == 0 or (flag == 1 and may_end(lower[place - 1], place - first[-1])):
            first.append(place)
    return [
        (begin, min(begin + LONGEST_SENTENCE, end))
        for start, end in pairwise([*first, len(starts)])
        for begin in range(start, end, LONGEST_SENTENCE)
    ]


def may_end(word: str, length: int) -> bool:
    """Whether a sentence of `length` tokens may end with the word."""
    return length > COMMON_SENTENCE or not word[-1:].isalnum()
