"""The tokens of a text with the pieces that names are compared by."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.reading.actors.matching import Pieces, spread_words
from countermove.reading.parsing.words import Words

__all__ = [
    "ADJECTIVE",
    "MODIFIERS",
    "NOUN",
    "NOUNISH",
    "OBJECTS",
    "PEOPLE",
    "POSSESSIVES",
    "PRONOUN",
    "PROPER",
    "SUBJECTS",
    "Text",
    "led_verb",
    "spread_text",
]

PROPER = "PROPN"
PRONOUN = "PRON"
NOUN = "NOUN"
NOUNISH = frozenset({"", NOUN, PROPER})
MODIFIERS = NOUNISH | {"ADJ", "NUM", "ADV"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "obl", "pobj", "nmod"})
VERBS = frozenset({"VERB", "AUX"})
ADVERB = "ADV"
ADJECTIVE = "ADJ"
BEFORE_OBJECTS = VERBS | {"ADP", "CCONJ", "PART", "SCONJ"}
PEOPLE = frozenset({"PER", "PERSON"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Text:
    """Per token: part of speech, dependency, head index, sentence number, entity type."""

    words: Pieces
    pos: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    entity: list[str]


def spread_text(words: Words) -> Text:
    """The tokens of a text; what its pipeline did not tell is ""."""
    return Text(
        words=spread_words(words.form),
        pos=words.pos,
        dep=words.dep,
        head=words.head,
        sentence=words.parsed,
        entity=words.entity,
    )


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
