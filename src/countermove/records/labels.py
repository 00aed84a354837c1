"""What a label of an act is: rules that whoever makes one and whoever checks one share."""

from __future__ import annotations

import re

__all__ = ["MOST_WORDS", "find_faults"]

MOST_WORDS = 14
LEADING_ON_WORDS = """
and or but nor to of on in for with by as at from 's ’s among against over about between into
within its their his her our your my the a an than so that which who whom whose what how why
where when whether if because while although during through toward towards upon per via not
also very more most only even both such is are was were be been has have had will would could
can may might must should he she they we i
"""
LEADING_ON = frozenset(LEADING_ON_WORDS.split())
"""Words that lead on to another one, and so end no phrase."""
SUBJECT_WORDS = """
he she they we i who which what that this these those there one no far very the a an its their
"""
SUBJECTS = frozenset(SUBJECT_WORDS.split())
"""Words that begin no phrase of a verb."""
PARTICLES = frozenset({"over", "in", "on", "by", "through", "off", "up", "out", "down", "back"})
"""Prepositions that end a phrase where they are the verb's own: "take over", "give in"."""
UNFINISHED = re.compile(
    r"\b(?:what|how|why|whether|that|if|because)\s+(?:the\s+|a\s+|an\s+)?\S+(?:\s+\S+)?$", re.I
)
MARKS = re.compile(r"[\"“”«»…?!;]|(?:^|\s)['‘’](?=\w)|[.](?=\s|$)")
PAIRS = (("(", ")"), ("[", "]"))


def find_faults(label: str) -> tuple[str, ...]:
    """What keeps a label from being a phrase of a verb, its object and more; empty if nothing.

    The label is a base form with what belongs to it ("Impose tariffs on grain"), perhaps with
    "not" or "no longer" before it. Rules of words and marks alone: whether the first word is a
    verb only a parser can tell.
    """
    words = label.split()
    found = []
    if not 2 <= len(words) <= MOST_WORDS:
        found.append(f"has {len(words)} words; 2 to {MOST_WORDS} are a label")
    if not words:
        return tuple(found)
    last = words[-1].lower().strip(",")
    verbal = len(words) <= 3 and last in PARTICLES
    if last in LEADING_ON and not verbal:
        found.append(f"ends with {words[-1]!r}, which leads on")
    if words[0].lower() in SUBJECTS or not words[0][0].isalpha():
        found.append(f"begins with {words[0]!r}, which is no verb")
    if UNFINISHED.search(label):
        found.append("ends within a clause")
    if MARKS.search(label) or any(label.count(a) != label.count(b) for a, b in PAIRS):
        found.append("holds marks of another sentence")
    if any(word.lower() in ("she", "he", "they", "we", "i") for word in words[1:2]):
        found.append("has a subject for its object")
    return tuple(found)
