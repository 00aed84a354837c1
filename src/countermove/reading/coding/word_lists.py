"""The named word lists of `data/lists.tsv`, by names that the type checker knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeGuard, get_args

from countermove.records.standoff_checks import nearest

__all__ = ["ListName", "Lists", "name_lists"]

ListName = Literal[
    "advice",
    "alleged",
    "alleging",
    "bearing",
    "bearing-of",
    "believing",
    "bidding",
    "blemish",
    "bogged",
    "busy",
    "conditional",
    "course",
    "disgrace",
    "duty",
    "factive",
    "fault",
    "feeling",
    "finding",
    "foolish",
    "freed",
    "gerund-of",
    "implicative",
    "inward",
    "lacking",
    "light",
    "message",
    "misdeed",
    "negation",
    "negative",
    "noticing",
    "object-control",
    "obligation",
    "ordering",
    "own-body",
    "performing",
    "planned",
    "polite",
    "possible",
    "possibly",
    "prospect",
    "prospective",
    "proof",
    "relation",
    "reports",
    "say",
    "stative",
    "step",
    "stepword",
    "strong",
    "subjunctive",
    "temporal",
    "thing",
    "trying",
    "uncertain",
    "unfounded",
    "untrue",
    "voicing",
    "wise",
]
Lists = Mapping[ListName, frozenset[str]]


def name_lists(found: Mapping[str, frozenset[str]]) -> dict[ListName, frozenset[str]]:
    """The lists, under the names that the rules use.

    Raises:
        ValueError: a list is missing, or no rule uses one of its name.
    """
    missing = [name for name in get_args(ListName) if name not in found]
    if missing:
        raise ValueError(f"no list is named {missing[0]!r}")
    named: dict[ListName, frozenset[str]] = {}
    for name, words in found.items():
        if not is_name(name):
            raise ValueError(f"no rule uses a list {name!r}; {nearest(name, get_args(ListName))}")
        named[name] = words
    return named


def is_name(name: str) -> TypeGuard[ListName]:
    """Whether a rule uses a list of this name."""
    return name in get_args(ListName)
