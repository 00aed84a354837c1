"""Nouns that tell which part of a side acts: "government", "troops", "dockers' union"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from countermove.reading.actors.names import fold_form, pluralize
from countermove.reading.actors.rows import locate, read_rows

__all__ = ["Noun", "NounKind", "read_nouns"]

NounKind = Literal[
    "body",
    "office",
    "group",
    "crowd",
    "gear",
    "land",
    "band",
    "firm",
    "union",
    "constituent",
    "byname",
]


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of `data/sectors.tsv`; `lemma` is its singular as written there."""

    sector: str
    kind: NounKind
    lemma: str
    plural: bool = False


def read_nouns() -> dict[str, Noun]:
    """The nouns by their folded form, singular and plural; the first entry of a form holds.

    Those of `data/sectors.tsv`, made by hand, come before those of `data/agents.tsv`.
    """
    found: dict[str, Noun] = {}
    kinds: dict[str, NounKind] = {kind: kind for kind in get_args(NounKind)}
    for _, (sector, kind, lemma) in read_rows(locate("sectors.tsv"), 3):
        found.setdefault(" ".join(fold_form(lemma)), Noun(sector, kinds[kind], lemma))
        for plural in pluralize(lemma):
            key = " ".join(fold_form(plural))
            found.setdefault(key, Noun(sector, kinds[kind], lemma, plural=True))
    for _, (sector, lemma) in read_rows(locate("agents.tsv"), 2):
        found.setdefault(lemma, Noun(sector, "group", lemma))
        for plural in pluralize(lemma):
            found.setdefault(plural, Noun(sector, "group", lemma, plural=True))
    return found
