"""From the mentions of a parsed text to records of where each side appears and as what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from countermove.reading.actors.mention import Mention
from countermove.reading.parsing.words import Words
from countermove.records.appearances import Appearance, Role
from countermove.records.articles import Article

__all__ = ["list_appearances"]

DUTIES = frozenset({"should", "must", "ought", "need", "needs", "better"})
"""Auxiliaries and the like of advice; "has to" is left out, as it mostly reports."""
CHAINED = frozenset({"conj", "appos", "flat", "flat:name"})
CLIMB = 6
"""Coordinations and names climbed at most."""
ROLES: dict[str, Role] = {
    "nsubj": "subject",
    "csubj": "subject",
    "nsubj:pass": "passive",
    "nsubjpass": "passive",
    "obl:agent": "agent",
    "obj": "object",
    "dobj": "object",
    "iobj": "object",
    "obl": "oblique",
    "nmod": "oblique",
    "pobj": "oblique",
    "nmod:poss": "owner",
    "poss": "owner",
    "amod": "modifier",
    "compound": "modifier",
}
"""Universal Dependencies (and ClearNLP's older labels) as roles."""


def list_appearances(
    words: Words, mentions: Iterable[Mention], article: Article
) -> Iterator[Appearance]:
    """The appearance of each mention, in order; every quote equals its span of the article."""
    firsts = [begin for begin, _ in words.sentences]
    for mention in mentions:
        head = climb(words, mention.head)
        above = words.head[head]
        role = ROLES.get(words.dep[head], "")
        yield Appearance(
            party=mention.party,
            kind=mention.kind,
            role=role,
            governor=words.lemma[above] if above != head else "",
            marker=mark_of(words, head),
            advised=role in ("subject", "passive") and is_advised(words, above),
            place=mention.place,
            sentence=words.start[firsts[max(bisect_right(firsts, mention.start) - 1, 0)]],
            quote=article.quote(words.start[mention.start], words.end[mention.end - 1]),
        )


def climb(words: Words, place: int) -> int:
    """The token that a coordination hangs by: "Russia" for "Iran" in "Russia and Iran"."""
    for _ in range(CLIMB):
        above = words.head[place]
        if words.dep[place] not in CHAINED or above == place or words.tag[above][:1] == "V":
            return place
        place = above
    return place


def mark_of(words: Words, place: int) -> str:
    """The preposition that stands before a noun, or ""."""
    kids = words.kids[place]
    marks = (k for k in kids if k < place and words.dep[k] in ("case", "prep"))
    return next((words.lower[k] for k in marks), "")


def is_advised(words: Words, verb: int) -> bool:
    """Whether a verb is of what should be done."""
    return any(words.lower[k] in DUTIES for k in words.kids[verb] if k < verb)
