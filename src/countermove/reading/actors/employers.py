"""Which names of no table are firms: those that have workers, managers, plants or shares."""

from __future__ import annotations

from collections.abc import Iterable

from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.tokens import POSSESSIVES, Text
from countermove.records.number_table import load_counts

__all__ = ["find_employers"]

REACH = load_counts("reading/actors/data/reaches.tsv")["having"]
"""Words behind a name within which what it has is told: "Leonardo's three British plants"."""


def find_employers(text: Text, drafts: Iterable[Draft]) -> frozenset[str]:
    """The slugs of the names behind which, or before whose "of", stands what only a firm has.

    "Ford workers", "Leonardo's plants", "a Delta spokesperson", "the chairman of Orvane".
    """
    having = read_words("having")
    words = text.words.texts
    found = set()
    for draft in drafts:
        if not draft.run and draft.owned is None:
            continue
        end = draft.owned or draft.end
        behind = [w.casefold() for w in words[end : end + REACH + 1]]
        near = behind if behind[:1] and behind[0] in POSSESSIVES else behind[:1]
        before = [w.casefold() for w in words[max(draft.start - 2, 0) : draft.start]]
        heads = before[:1] if before[1:] in (["of"], ["at"]) else []
        if not having.isdisjoint([*near, *heads]):
            found.add(slug(" ".join(words[draft.start : end])))
    return frozenset(found)
