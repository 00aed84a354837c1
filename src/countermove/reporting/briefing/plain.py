"""Sentences of the records as a newspaper would print them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from countermove.phrasing.agreement import inside
from countermove.phrasing.commands import in_place
from countermove.phrasing.letters import gist
from countermove.phrasing.numbers import unbroken
from countermove.records.answers import Flip

__all__ = [
    "about",
    "clause",
    "in_future",
    "in_ten",
    "num_word",
    "readable",
    "shorter",
    "unquoted",
    "within",
]

QUOTED = re.compile(r"[“‘]([^“”‘]+?)[”’](?!\w)")
INSTEAD = re.compile(r", “([^”]+)” is best instead of “([^”]+)”\.$")
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_WORDS = 45
"""A longer sentence is not taken in at one reading."""
TENSES = (
    (re.compile(r"\bgives? (?=(?:way|up)\b)"), "will give ", "will have given "),
    (re.compile(r"\b(?:is|are) (?=free of pressure\b)"), "will be ", "will be "),
    (
        re.compile(r"\b(?:has|have) not given in\b"),
        "will not have given in",
        "will not have given in",
    ),
)
LEAST, MOST = 0.05, 0.95
"""Beyond these a share is told as hardly any or nearly all: the tries tell no finer."""


def unquoted(sentence: str) -> str:
    """The sentence without quotation marks around the names of acts and courses.

    >>> unquoted("If ‘Pay up’ is dearer, “step back” is best instead of “stand alone”.")
    'If pay up is dearer, step back is best instead of stand alone.'
    """
    return QUOTED.sub(lambda m: in_place(m[1], sentence[: m.start() + 1]), sentence)


def shorter(sentence: str, own: Collection[str]) -> str:
    """A fact that changes the answer, without naming the course that all of them change.

    >>> shorter("If it is dear, “step back” is best instead of “go”.", {"go"})
    'If it is dear, then “step back” is better.'
    """
    found = INSTEAD.search(sentence)
    if found is None or found[2].lower() not in own:
        return sentence
    return f"{sentence[: found.start()]}, then “{found[1]}” is better."


def readable(flips: Sequence[Flip]) -> tuple[Flip, ...]:
    """The facts whose sentence a reader can hold in mind; the others stand in the annex.

    How the model counts (its settings) means nothing to a reader of the brief.
    """
    return tuple(
        flip
        for flip in flips
        if len(flip.sentence.split()) <= MOST_WORDS and "settings." not in flip.number
    )


def num_word(count: int) -> str:
    """A small count as a word, a larger one in figures.

    >>> num_word(3), num_word(12), num_word(1024)
    ('three', '12', '1,024')
    """
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def in_ten(share: float) -> str:
    """A share of tries in tenths.

    >>> in_ten(0.594), in_ten(0.02), in_ten(0.0), in_ten(0.97), in_ten(0.08)
    ('6 of 10', 'hardly any', 'none', 'nearly all', '1 of 10')
    """
    if share < LEAST:
        return "hardly any" if share > 0 else "none"
    return "nearly all" if share > MOST else f"{max(1, round(10 * share))} of 10"


def about(chance: float) -> str:
    """A chance in whole per cent, never below 1 nor above 99.

    >>> about(0.174), about(0.002), about(1.0)
    ('17\\xa0%', 'under 1\\xa0%', 'over 99\\xa0%')
    """
    if chance < 0.01:
        return unbroken("under 1 %")
    return unbroken("over 99 %" if chance > 0.99 else f"{100 * chance:.0f} %")


def within(years: float) -> str:
    """So many years in words.

    >>> within(10), within(1), within(2.5)
    ('ten years', 'one year', '2.5 years')
    """
    count = num_word(round(years)) if abs(years - round(years)) < 0.01 else f"{years:g}"
    return f"{count} year{'' if count == 'one' else 's'}"


def clause(label: str, names: tuple[str, ...]) -> str:
    """An outcome's label as it stands after "that"; empty where it is no clause about a side.

    >>> clause("The isle gives way", ("the isle",)), clause("Peace", ("the isle",))
    ('the isle gives way', '')
    >>> clause("The Union gives way", ("The Union",))
    'the Union gives way'
    """
    for name in names:
        if label.lower().startswith(name.lower() + " "):
            return inside(name) + gist(label[len(name) :])
    return ""


def in_future(told: str, *, by_then: bool = False) -> str:
    """A clause in the future; `by_then`: of what is so at a time and may have come about before.

    What is told of the future already, or of what has happened, stays as it is.

    >>> in_future("the isle gives way"), in_future("the isles give up", by_then=True)
    ('the isle will give way', 'the isles will have given up')
    >>> in_future("the isle is free of pressure and has not given in")
    'the isle will be free of pressure and will not have given in'
    >>> in_future("Norvik will still close the port", by_then=True)
    'Norvik will still close the port'
    """
    for now, later, then in TENSES:
        told = now.sub(then if by_then else later, told)
    return told
