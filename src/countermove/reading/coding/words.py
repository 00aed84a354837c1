"""A parsed document as plain lists, so that rules never touch a spaCy token."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

__all__ = ["Words", "list_words"]

COLUMNS: list[int | str] = ["LEMMA", "LOWER", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"]
SPELLED: dict[int, str] = {}
MOST_SPELLED = 200_000
"""Strings kept before they are forgotten, so that memory stays flat."""
LONGEST_SENTENCE = 250
"""Longer "sentences" (texts without punctuation) are cut, so that no rule is quadratic."""

COMMON_SENTENCE = 40
"""Up to this length a sentence is not believed to end without a mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules need of each token; all lists have one entry a token.

    `head` and `kids` are token positions in the document; `sentences` are half-open
    token ranges; `start` and `end` are character offsets.
    """

    lemma: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    kids: list[list[int]]
    sentences: list[tuple[int, int]]
    text: str

    def __len__(self) -> int:
        return len(self.lemma)


def list_words(doc: Doc, text: str | None = None) -> Words:
    """The lists of a parsed document; `text` is its text, where that is at hand."""
    columns = doc.to_array(COLUMNS).T
    lemma, lower, tag, dep = (spell(doc, column) for column in columns[:4].tolist())
    if any(map(str.isspace, lower)):
        # Two blanks between words are a token that the parser may take for a subject.
        tag = ["_SP" if word.isspace() else old for word, old in zip(lower, tag, strict=True)]
        dep = ["dep" if word.isspace() else old for word, old in zip(lower, dep, strict=True)]
    # The heads are offsets, given as unsigned numbers.
    head: list[int] = (columns[4].view(np.int64) + np.arange(len(doc))).tolist()
    return Words(
        lemma=[a or b for a, b in zip(map(str.lower, lemma), lower, strict=True)],
        lower=lower,
        tag=tag,
        dep=dep,
        head=head,
        start=columns[6].tolist(),
        end=(columns[6] + columns[7]).tolist(),
        kids=list_kids(head),
        sentences=cut_sentences(columns[5].tolist(), lower),
        text=doc.text if text is None else text,
    )


def spell(doc: Doc, column: list[int]) -> list[str]:
    """The strings of a column of spaCy's numbers.

    A number is a hash of its string, so it stands for the same string in every vocabulary.
    """
    try:
        return list(map(SPELLED.__getitem__, column))
    except KeyError:
        if len(SPELLED) > MOST_SPELLED:
            SPELLED.clear()
        strings = doc.vocab.strings
        SPELLED.update((key, strings[key]) for key in set(column))
        return list(map(SPELLED.__getitem__, column))


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
    ranges = zip(first, [*first[1:], len(starts)], strict=True)
    return [
        (begin, min(begin + LONGEST_SENTENCE, end))
        for start, end in ranges
        for begin in range(start, end, LONGEST_SENTENCE)
    ]


def may_end(word: str, length: int) -> bool:
    """Whether a sentence of `length` tokens may end with the word."""
    return length > COMMON_SENTENCE or not word[-1:].isalnum()
