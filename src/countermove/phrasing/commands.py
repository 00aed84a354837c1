"""Options' labels put into sentences, whatever form a person gave them.

Most labels are commands ("Settle quarrels at home"); some are nouns ("Neutrality"), some
begin with "To", some Are Written Like This. No dictionary of verbs would know them all, so
nouns are told by their endings and by the words before them, and all else is a command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from countermove.phrasing.letters import lower_first

__all__ = ["acting", "clean", "command", "doing", "in_place"]

NOUN_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence", "ing", "sanctions",
    "war", "peace", "talks",
)  # fmt: skip
VERBS_LIKE_NOUNS = {
    "bring", "sing", "ring", "swing", "fling", "cling", "string", "wing", "ping", "king",
    "petition", "mention", "question", "station", "position", "sanction", "ration", "commission",
    "provision", "envision", "auction", "caution", "condition", "function", "implement",
    "supplement", "cement", "comment", "document", "experiment", "augment", "torment", "lament",
    "witness", "harness", "ship", "worship", "advance", "finance", "balance", "influence",
    "silence", "reference", "distance", "enhance", "dance", "glance", "evidence", "licence",
    "sentence", "fence", "commence", "experience", "audience", "audition", "partition",
    "transition", "section", "motion", "pension", "segment",
}  # fmt: skip
DETERMINERS = {"a", "an", "the", "no", "more", "its", "their", "our", "another", "new"}
DOUBLED = re.compile(r"(?:qu|[b-df-hj-np-tv-z])*[aeiou][bdgklmnprtvz]")
"""Verbs of one syllable with one vowel before one consonant."""
LATE = {
    "abet", "abhor", "acquit", "admit", "allot", "annul", "commit", "compel", "concur", "confer",
    "control", "defer", "deter", "dispel", "emit", "excel", "expel", "forget", "incur",
    "infer", "omit", "patrol", "permit", "prefer", "propel", "rebel", "recur", "refer", "regret",
    "remit", "repel", "rebut", "submit", "transfer", "transmit", "begin", "upset",
}  # fmt: skip
"""Longer ones that are stressed at their end."""
WRAPPED = re.compile('["\'“‘][^"“”‘]*["\'”’]')
AFTER = re.compile(r"(?:\b(?:of|without|with|before|by)\s+|\w’s\s+|s’\s+)‘$")
"""Words after which an act stands in its form in -ing; the name of whose act it is among them."""
PAIRED = re.compile(r"([a-z]+) (or|and) ([a-z]+) ")
"""Two verbs of one object."""
NEGATED = re.compile(r"(do not|don't|don’t|never|not)\s+", re.IGNORECASE)


def clean(label: str) -> str:
    """A label in one line, without full stop or quotation marks around it.

    >>> clean("  Join the pact. ")
    'Join the pact'
    """
    text = " ".join(label.split()).rstrip(".!;:, ")
    if WRAPPED.fullmatch(text):
        text = text[1:-1]
    return text.strip().rstrip(".!;:, ") or "act"


def command(label: str) -> str:
    """What follows "should": a command as it is, or "opt for" before a noun.

    >>> command("Settle quarrels at home."), command("To join the pact"), command("Neutrality")
    ('settle quarrels at home', 'join the pact', 'opt for neutrality')
    >>> command("Don't pay"), command("NATO membership"), command("Recognise The New Order")
    ('not pay', 'opt for NATO membership', 'recognise The New Order')
    """
    text = clean(label)
    if text.lower().startswith("to ") and len(text) > 3:
        text = text[3:]
    if negated := NEGATED.match(text):
        return f"not {lower_first(text[negated.end() :])}"
    words = text.split()
    if is_noun(words):
        return f"opt for {lower_first(text)}"
    return lower_first(text)


def doing(label: str) -> str:
    """A command as it stands after "of" or "without"; a noun as it is.

    >>> doing("Refuse to recognise it"), doing("Cut the pipeline"), doing("Don't pay")
    ('refusing to recognise it', 'cutting the pipeline', 'not paying')
    >>> doing("Neutrality"), doing("Tie both hands"), doing("Permit transit"), doing("Flee")
    ('neutrality', 'tying both hands', 'permitting transit', 'fleeing')
    """
    told = command(label)
    if told.startswith("opt for "):
        return told.removeprefix("opt for ")
    return acting(told)


def acting(told: str) -> str:
    """What follows "should" in its form in -ing.

    >>> acting("no longer pay up"), acting("not join"), acting("opt for peace"), acting("lie low")
    ('no longer paying up', 'not joining', 'opting for peace', 'lying low')
    >>> acting("stop or slow supplies")
    'stopping or slowing supplies'
    """
    start = next((s for s in ("not ", "no longer ") if told.startswith(s)), "")
    verbs = PAIRED.match(told.removeprefix(start))
    if verbs is not None:
        rest = told.removeprefix(start)[verbs.end() :]
        return f"{start}{present(verbs[1])} {verbs[2]} {present(verbs[3])} {rest}"
    verb, _, rest = told.removeprefix(start).partition(" ")
    return f"{start}{present(verb)} {rest}".rstrip()


def in_place(label: str, before: str) -> str:
    """An act in the form that the words and the quotation mark before it ask for; a course, in
    “double” ones, keeps its name.

    >>> in_place("Pay up", "a year of ‘"), in_place("Pay up", "if ‘"), in_place("Pay", "step to ‘")
    ('paying up', 'pay up', 'pay')
    >>> in_place("Pay up", "a year of Norvik’s ‘")
    'paying up'
    >>> in_place("Stand alone", "instead of “")
    'stand alone'
    """
    return doing(label) if AFTER.search(before) else lower_first(label)


def present(verb: str) -> str:
    """The form in -ing of a verb."""
    if DOUBLED.fullmatch(verb) or verb in LATE:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}ing"


def is_noun(words: Sequence[str]) -> bool:
    """Whether a label names a thing rather than an act, as far as its form tells."""
    first = words[0].lower()
    if first in DETERMINERS or (words[0].isupper() and len(words[0]) > 1):
        return True
    if first in VERBS_LIKE_NOUNS:
        return False
    if first.endswith(NOUN_ENDINGS):
        return True
    return (
        len(words) == 2
        and words[1].lower().endswith(NOUN_ENDINGS)
        and first.endswith(("al", "ic", "ed", "ive", "ary", "ial", "ous", "ful", "less"))
    )
