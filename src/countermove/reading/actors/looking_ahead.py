"""Pronouns that stand before who they mean: "after its raids in Bern, Oslo withdrew"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from countermove.reading.actors.mention import Mention
from countermove.reading.actors.tokens import SUBJECTS, Text
from countermove.records.number_table import load_counts

__all__ = ["look_ahead"]

CLIMB = load_counts("reading/actors/data/reaches.tsv")["looking_ahead"]
"""Links up from a pronoun in which the verb of its clause is looked for."""
OWNING = frozenset({"its", "his", "her", "their"})


def look_ahead(text: Text, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, possessives of a fronted phrase bound to the subject behind them.

    1. Of each "its" the verb above it is found whose subject stands behind the pronoun.
    2. The mention at that subject, or none, is who is meant (Reinhart 1983, on fronted phrases).
    """
    heads = {index: m for m in mentions if m.kind != "pronoun" for index in range(m.start, m.end)}
    subjects = find_subjects(text)
    return tuple(bind_ahead(mention, text, heads, subjects) for mention in mentions)


def find_subjects(text: Text) -> dict[int, int]:
    """By the token of a verb the token of its subject."""
    return {text.head[i]: i for i, dep in enumerate(text.dep) if dep in SUBJECTS}


def bind_ahead(
    mention: Mention, text: Text, heads: dict[int, Mention], subjects: dict[int, int]
) -> Mention:
    """The mention itself, or bound to the subject behind it."""
    if mention.kind != "pronoun" or mention.party.text.casefold() not in OWNING:
        return mention
    subject = subject_behind(mention.start, text, subjects)
    meant = heads.get(subject)
    if meant is None or meant.party.side == mention.party.side:
        return mention
    party = meant.party.called(mention.party.text)
    return replace(mention, party=party, who=meant.who)


def subject_behind(index: int, text: Text, subjects: dict[int, int]) -> int:
    """The subject behind a pronoun of the clause that its phrase opens, or -1."""
    here = index
    for _ in range(CLIMB):
        above = text.head[here]
        if above == here:
            return -1
        here = above
        if here in subjects:
            return subjects[here] if subjects[here] > index and here > index else -1
    return -1
