"""Appearances: every place where a text speaks of a side, and what it does there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from countermove.records.articles import Quote
from countermove.records.events import Event, Party
from countermove.records.record import Record, dump_lines, load_lines

__all__ = ["Appearance", "Reading", "Role", "dump_appearances", "load_appearances"]

Role = Literal["subject", "passive", "agent", "object", "oblique", "owner", "modifier", ""]


class Appearance(Record):
    """One place where a text names or refers to a side.

    `kind` says how: ``name``, ``adjective``, ``seat``, ``office``, ``person``, ``group`` or
    ``pronoun``; `place` that the words name a town or region and so may say where. `role` is
    what it is to the word `governor` (a lemma) that it depends on, `marker` the preposition
    before it ("against"), `advised` whether it is told what it should do. `sentence` is where
    its sentence begins.
    """

    party: Party
    kind: str
    role: Role = ""
    governor: str = ""
    marker: str = ""
    advised: bool = False
    place: bool = False
    sentence: int
    quote: Quote


class Reading(tuple[Event, ...]):
    """The events of some articles, and with them every appearance of a side.

    It is the tuple of its events; what is made of it by slicing or adding is a plain tuple.
    """

    appearances: tuple[Appearance, ...]

    def __new__(cls, events: Iterable[Event], appearances: Iterable[Appearance] = ()) -> Reading:
        """The events with the appearances."""
        made = super().__new__(cls, events)
        made.appearances = tuple(appearances)
        return made


def dump_appearances(appearances: Iterable[Appearance]) -> str:
    """Appearances as JSON lines, one canonical line each."""
    return dump_lines(appearances)


def load_appearances(path: Path | str) -> tuple[Appearance, ...]:
    """Read appearances that `dump_appearances` wrote.

    Raises:
        CaseError: a line is not an appearance; the message names the line.
    """
    return load_lines(Appearance, path)
