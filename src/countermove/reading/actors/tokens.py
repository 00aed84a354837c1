"""The tokens of a parsed document as plain lists: attribute access through spaCy is slow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

from countermove.reading.actors.matching import Words, spread_words

__all__ = [
    "MODIFIERS",
    "NOUN",
    "NOUNISH",
    "OBJECTS",
    "PEOPLE",
    "PRONOUN",
    "PROPER",
    "SUBJECTS",
    "Text",
    "led_verb",
    "read_tokens",
]

COLUMNS: list[int | str] = ["ORTH", "POS", "DEP", "HEAD", "SENT_START", "ENT_TYPE"]
SPELLED: dict[int, str] = {}
MOST_SPELLED = 200_000
"""Words kept before they are forgotten, so that memory stays flat."""
PROPER = get_string_id("PROPN")
PRONOUN = get_string_id("PRON")
NOUN = get_string_id("NOUN")
NOUNISH = frozenset({0, NOUN, PROPER})
MODIFIERS = NOUNISH | {get_string_id(x) for x in ("ADJ", "NUM", "ADV")}
SUBJECTS = frozenset(get_string_id(x) for x in ("nsubj", "nsubj:pass", "nsubjpass", "csubj"))
OBJECTS = frozenset(get_string_id(x) for x in ("obj", "dobj", "iobj", "obl", "pobj", "nmod"))
VERBS = frozenset(get_string_id(x) for x in ("VERB", "AUX"))
ADVERB = get_string_id("ADV")
BEFORE_OBJECTS = VERBS | {get_string_id(x) for x in ("ADP", "CCONJ", "PART", "SCONJ")}
PEOPLE = frozenset(get_string_id(x) for x in ("PER", "PERSON"))


@dataclass(frozen=True, slots=True)
class Text:
    """Per token: part of speech, dependency, head index, sentence number, entity type."""

    words: Words
    pos: list[int]
    dep: list[int]
    head: list[int]
    sentence: list[int]
    entity: list[int]


def read_tokens(doc: Doc) -> Text:
    """The lists of a document; what its pipeline did not set is 0."""
    columns = doc.to_array(COLUMNS).reshape(len(doc), len(COLUMNS)).T
    return Text(
        words=spread_words(spell(doc, columns[0].tolist())),
        pos=columns[1].tolist(),
        dep=columns[2].tolist(),
        # The heads are offsets, given as unsigned numbers.
        head=(columns[3].view(np.int64) + np.arange(len(doc))).tolist(),
        sentence=(columns[4] == 1).cumsum().tolist(),
        entity=columns[5].tolist(),
    )


def spell(doc: Doc, column: list[int]) -> list[str]:
    """The words of a column of spaCy's numbers, which stand for the same words everywhere."""
    try:
        return list(map(SPELLED.__getitem__, column))
    except KeyError:
        if len(SPELLED) > MOST_SPELLED:
            SPELLED.clear()
        strings = doc.vocab.strings
        SPELLED.update((key, strings[key]) for key in set(column))
        return list(map(SPELLED.__getitem__, column))


def led_verb(text: Text, start: int, end: int) -> int:
    """The verb that tokens [start, end) stand right before as its subject, by word order, or -1.

    The parser at times takes "In May Oslo recalled …" for one adverbial; an apposition
    between commas leads the verb too.
    """
    texts, before, place = text.words.texts, start - 1, end
    if before >= 0 and texts[before].casefold() in ("the", "a", "an"):
        before -= 1
    if before >= 0 and text.sentence[before] == text.sentence[start]:
        if text.pos[before] in BEFORE_OBJECTS:
            return -1
        if texts[before] == "," and texts[place : place + 1] == [","]:
            place += 1
    while place < len(texts) and text.pos[place] == ADVERB:
        place += 1
    if place >= len(texts) or text.sentence[place] != text.sentence[start]:
        return -1
    finite = text.pos[place] in VERBS and not texts[place].endswith("ing")
    return place if finite else -1
