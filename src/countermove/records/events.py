"""Events: who did what to whom, with standing, voice and the exact words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from countermove.records.articles import Quote
from countermove.records.record import Record, dump_lines, load_lines
from countermove.records.writing import write_text

__all__ = [
    "Action",
    "Event",
    "Flag",
    "FlagKind",
    "Link",
    "Party",
    "Precision",
    "ReaderName",
    "Standing",
    "Thing",
    "Voice",
    "dump_events",
    "kept_events",
    "load_events",
    "save_events",
]

Action = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
    "COERCE", "ASSAULT",
    # Two kinds of our own, left out when exporting to PLOVER or CAMEO:
    "POLICY",     # what a side does at home or for itself ("consolidate society")
    "CONDITION",  # something that holds of a side for a while ("tied up in Ukraine")
]  # fmt: skip
Standing = Literal["done", "alleged", "denied", "planned", "possible", "advised"]
FlagKind = Literal[
    "precedes what it answers", "denied by", "announced, not carried out", "numbers differ",
    "date unclear",
    "read by the model only", "readers differ",
]  # fmt: skip
ReaderName = Literal["rules", "model", "person"]
Precision = Literal["day", "week", "month", "quarter", "year", "unknown"]


class Party(Record):
    """A side as an event names it.

    `side` is an ISO 3166 alpha-3 code for a state and all that belongs to it, an
    upper-case code for an alliance or organization (``NATO``), or a lower-case slug of
    the name for any other side (``dockworkers-union``). `sector` is the part of it that
    acts: GOV, MIL, COP, JUD, LEG, OPP, REB, BUS, LAB, MED, CVL, IGO, NGO, or empty.
    `text` is what the article says; `name` is what to print.
    """

    side: str
    name: str
    sector: str = ""
    text: str = ""

    def called(self, text: str, sector: str | None = None) -> Party:
        """The same side as other words name it, or the part of it that is `sector`."""
        kept = self.sector if sector is None else sector
        return Party(side=self.side, name=self.name, sector=kept, text=text)


class Thing(Record):
    """What an event is about, with quantity: 1,700 rail cars of Russian coal."""

    what: str
    amount: float | None = None
    unit: str = ""


class Voice(Record):
    """Who says that it happened: the author, a named speaker, or unnamed reports."""

    kind: Literal["author", "speaker", "reports"] = "author"
    name: str = ""


class Link(Record):
    """That an event answers an earlier one, and what in the words says so."""

    event_id: str
    reason: str
    score: float = 1.0


class Flag(Record):
    """A conflict that is kept and shown.

    `kind`: ``precedes what it answers``, ``denied by``, ``announced, not carried out``,
    ``numbers differ`` or ``date unclear``.
    """

    kind: FlagKind
    detail: str
    event_id: str = ""


class Event(Record):
    """Who did what to whom.

    `quotes[0]` is the sentence or clause it was read from; further quotes are other
    reports of the same happening. `trigger` is the word or words that tell the action.
    `order` is the place in the telling; `label` a short phrase for people ("suspend
    shipments of Kazakh oil"). `negated` is true where the words say it did not happen.
    `inferred` names the sides that the sentence does not tell and the rest of the text does.
    `readers` says who read it where a language model was asked too, and `votes` in how many of how
    many of its readings it stands.
    `motive` holds words that claim a motive, kept apart from the act. `review` is what a
    person made of it: a rejected event stays in the file and counts for nothing.
    """

    id: str
    order: int = 0
    date: datetime.date | None = None
    precision: Precision = "unknown"
    actor: Party | None = None
    action: Action
    mode: str = ""
    contexts: tuple[str, ...] = ()
    target: Party | None = None
    object: Thing | None = None
    label: str = ""
    standing: Standing = "done"
    negated: bool = False
    voice: Voice = Voice()
    motive: str = ""
    answers: tuple[Link, ...] = ()
    flags: tuple[Flag, ...] = ()
    inferred: tuple[Literal["actor", "target"], ...] = ()
    intensity: float = 0.0
    quotes: tuple[Quote, ...]
    trigger: Quote | None = None
    readers: tuple[ReaderName, ...] = ()
    votes: tuple[int, int] | None = None
    review: Literal["", "accepted", "rejected", "corrected"] = ""

    @property
    def quote(self) -> Quote:
        """The first quote."""
        return self.quotes[0]

    @property
    def urged(self) -> bool:
        """Whether it is advice by its own words alone, whoever is advised, and no act besides."""
        return self.action == "POLICY" and self.mode == "urged"

    @property
    def reports(self) -> int:
        """How many quotes tell this event."""
        return len(self.quotes)


def kept_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that nobody has rejected."""
    return tuple(e for e in events if e.review != "rejected")


def dump_events(events: Iterable[Event]) -> str:
    """Events as JSON lines, one canonical line an event."""
    return dump_lines(events)


def save_events(events: Iterable[Event], path: Path | str) -> None:
    """Write events as JSON lines, whole or not at all."""
    write_text(Path(path), dump_events(events))


def load_events(path: Path | str) -> tuple[Event, ...]:
    """Read events that `save_events` wrote.

    Raises:
        CaseError: a line is not an event; the message names the line.
    """
    return load_lines(Event, path)
