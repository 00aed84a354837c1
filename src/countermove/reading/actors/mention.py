"""Where a text speaks of a side."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.records.events import Party

__all__ = ["Mention"]


@dataclass(frozen=True)
class Mention:
    """Tokens [start, end) of a document that stand for a side.

    `head` is the token of the span that the rest of the sentence attaches to. `kind` is
    ``name``, ``adjective``, ``seat``, ``office``, ``person``, ``group`` or ``pronoun``;
    `who` the full name of the person meant, where it is known; `place` tells that the words
    name a town or region ("in Kharkiv") and so may be where rather than who.
    """

    start: int
    end: int
    head: int
    party: Party
    kind: str
    who: str = ""
    place: bool = False
