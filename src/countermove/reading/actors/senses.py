"""What a form can stand for, and which of several senses holds at a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from countermove.records.events import Party

__all__ = ["Guard", "Sense", "choose_sense", "party_of"]

Guard = Literal["any", "capital", "capitals", "inner"]


HEADS = frozenset(
    {"president", "prime minister", "chancellor", "king", "emperor", "general secretary", "leader"}
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a form can stand for.

    `side`, `name`, `sector` are those of `Party`; `kind` that of a mention. `home` is the
    state a side belongs to. `start` and `end` are the dates of office (`end` excluded),
    `who` the person, `office` the office held. `guard` says how the form must be written:
    ``US`` in capitals only, ``Turkey`` with a capital, ``al-Qaeda`` in any case. Of senses
    with equal dates the one of greater `weight` is meant.
    """

    side: str
    name: str
    sector: str = ""
    kind: str = "name"
    home: str = ""
    start: date | None = None
    end: date | None = None
    who: str = ""
    office: str = ""
    female: bool = False
    guard: Guard = "capital"
    weight: int = 0


def choose_sense(senses: Iterable[Sense], on: date | None) -> Sense:
    """The sense that holds on a date; without one, the latest.

    A sense that has ended is preferred to one that has not begun, the latest ended first.
    """
    return max(senses, key=lambda sense: (fit(sense, on), sense.weight, sense.name, sense.side))


def fit(sense: Sense, on: date | None) -> tuple[int, int]:
    """How well a sense fits a date, as a sort key: in force, else ended, else to come."""
    start = sense.start or date.min
    end = sense.end or date.max
    undated = sense.kind == "person" and sense.start is None and sense.end is None
    if on is None or undated:
        return (2 if on else 1, 1 if undated else end.toordinal())
    if start <= on < end:
        return (3, start.toordinal())
    if end <= on:
        return (2, end.toordinal())
    return (1, -start.toordinal())


def has_left(sense: Sense, on: date | None) -> bool:
    """Whether a person has left office; without a date that is known of heads only."""
    if sense.end is None:
        return False
    return sense.office in HEADS if on is None else on >= sense.end


def party_of(sense: Sense, text: str, on: date | None = None, sector: str = "") -> Party:
    """The side a sense stands for, as an event names it.

    A head of state or government after the end of office is ELI, as PLOVER has it.
    """
    given = sector or sense.sector
    if given == "GOV" and sense.kind == "person" and has_left(sense, on):
        given = "ELI"
    return Party(side=sense.side, name=sense.name, sector=given, text=text)
