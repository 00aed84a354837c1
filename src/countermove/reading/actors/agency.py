"""Whether a noun that can name who acts does so where it stands."""

from __future__ import annotations

from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.tokens import MODIFIERS, SUBJECTS, VERBS, Text
from countermove.records.number_table import load_counts

__all__ = ["is_bare", "is_byname_of", "is_private", "is_stance"]

REACHES = load_counts("reading/actors/data/reaches.tsv")
REACH = REACHES["determiner"]
"""Words that may stand between a determiner and its noun."""
STANCE = REACHES["stance"]
"""Words behind a noun in which what it is opposed to is told."""
DETERMINERS = frozenset(
    {"the", "this", "that", "these", "those", "a", "an", "its", "his", "her", "their", "our"}
    | {"my", "your", "whose", "every", "each", "any", "some", "'s", "’s", "'", "’"}
)
PRIVATE = frozenset({"BUS", "JRN", "EDU", "CVL", "LAB", "MED", "REL", "NGO", "SOC", "UNK"})
"""Sectors in which one of a nation acts for himself: "a US blogger" is not the United States."""


def is_bare(text: Text, start: int, end: int, noun: Noun) -> bool:
    """Whether a noun stands for a matter and nobody: "the use of force", "alleged business ties".

    Such nouns act only with a determiner, an owner or a name before them.
    """
    if noun.plural or noun.lemma not in read_words("bare") or text.words.capitals[end - 1]:
        return False
    if noun.sector == "BUS" and text.dep[end - 1] in SUBJECTS:
        return False  # "management agreed to talk"
    for index in range(start - 1, max(start - REACH, 0) - 1, -1):
        if text.words.texts[index].casefold() in DETERMINERS:
            return False
        if text.pos[index] not in MODIFIERS or text.words.capitals[index]:
            return not text.words.capitals[index]
    return True


def is_byname_of(text: Text, end: int, noun: Noun) -> bool:
    """Whether a title with "of" behind it is a manner of speaking: "Queen of the Sky"."""
    if noun.lemma not in read_words("royal"):
        return False
    return text.words.capitals[end - 1] > 0 and text.words.texts[end : end + 1] == ["of"]


def is_stance(text: Text, end: int, noun: Noun) -> bool:
    """Whether a noun is what somebody does and no body: "the opposition of Oslo to the plan"."""
    texts = text.words.texts
    if noun.lemma != "opposition" or not texts[end : end + 1]:
        return False
    if texts[end] == "to":
        return True
    behind = range(end, min(end + STANCE, len(texts)))
    clause = next((i for i in behind if is_finite(text, i)), behind.stop)
    return texts[end] == "of" and "to" in texts[end:clause]


def is_finite(text: Text, index: int) -> bool:
    """Whether a token is a verb and no word in -ing."""
    return text.pos[index] in VERBS and not text.words.texts[index].endswith("ing")


def is_private(noun: Noun) -> bool:
    """Whether a noun is of one person, firm or paper that does not act for its nation."""
    return noun.sector in PRIVATE and not noun.plural and noun.kind != "crowd"
