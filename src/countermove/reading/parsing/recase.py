"""Text in capitals, set in ordinary letters so that it can be parsed; every place stays."""

from __future__ import annotations

import re
from collections.abc import Container

from countermove.records.number_table import load_numbers

__all__ = ["recase"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|[\"“«(])\s*$")
LETTERS = load_numbers("reading/parsing/data/letters.tsv")
LEAST = LETTERS["capitals"]
MOST_SMALL = LETTERS["most_small"]


def recase(text: str, names: Container[str]) -> str:
    """The text with its lines in capitals in ordinary letters, character for character.

    `names` holds the first words, in small letters, of what keeps its capital.
    """
    return "".join(
        lower_line(line, names) if in_capitals(line) else line
        for line in text.splitlines(keepends=True)
    )


def in_capitals(line: str) -> bool:
    """Whether nearly every letter of a line is a capital."""
    if line[:200].islower():
        return False
    large = sum(map(str.isupper, line))
    small = sum(map(str.islower, line))
    return large >= LEAST and small <= MOST_SMALL * large


def lower_line(line: str, names: Container[str]) -> str:
    """One line of capitals in small letters, but for names and the starts of sentences."""

    def fix(match: re.Match[str]) -> str:
        word = match[0]
        small = word.lower()
        if len(small) != len(word):
            return word  # some capitals have no small letter of the same length
        if word in SHORT:
            return word
        stem = re.split("['’]", small)[0]
        starts = SENTENCE_START.search(line[max(match.start() - 4, 0) : match.start()])
        named = stem in names and stem not in PLAIN
        return word[0] + small[1:] if named or starts or match.start() == 0 else small

    return WORD.sub(fix, line)


PLAIN = frozenset(
    {"the", "of", "a", "an", "in", "on", "at", "to", "and", "or", "for", "with", "by", "from"}
    | {"new", "state", "union", "government", "group", "people", "army", "party", "it"}
)
SHORT = frozenset({"US", "USA", "UK", "UN", "EU", "UAE", "NATO", "OSCE", "OPEC", "IMF", "DPRK"})
