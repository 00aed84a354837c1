"""The readings that the answer rests on, and what makes a person look at each: shakiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countermove.phrasing.pronouns import THIRD
from countermove.records.articles import Quote
from countermove.records.events import Event, Party
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Standoff

__all__ = ["KINDS_OF_DOUBT", "Doubt", "Resting", "list_resting"]

WORDS_OF_ORDER = ("after", "then", "later", "since", "same pair", "following")


AGREED = load_numbers("workbench/data/doubts.tsv")["agreed"]
"""What is left of a doubt where rules and model read the same."""


@dataclass(frozen=True)
class Doubt:
    """Why a reading may be wrong: its kind, a sentence, and how shaky it makes the reading."""

    kind: str
    sentence: str
    weight: float


KINDS_OF_DOUBT = {
    "differ": "rules and model differ",
    "model": "read by the model only",
    "filled": "a side is filled in",
    "pronoun": "a pronoun is bound",
    "after": "an answer told by order alone",
    "denial": "denied or alleged",
    "advice": "advice, or what may come",
    "flag": "the texts conflict",
}
"""The kinds of doubt, as filters of the queue name them."""


@dataclass(frozen=True)
class Resting:
    """An event with what rests on it (labels of options) and its doubts, heaviest first."""

    event: Event
    options: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def weight(self) -> float:
        """How shaky the reading is; what two readers agree on is trusted more."""
        agreed = len(self.event.readers) == 2 and not self.kinds & {"differ"}
        return sum(d.weight for d in self.doubts) * (AGREED if agreed else 1.0)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its doubts."""
        return frozenset(d.kind for d in self.doubts)

    def has(self, wanted: str) -> bool:
        """Whether words stand in its quote, label or sides."""
        event = self.event
        names = [p.name for p in (event.actor, event.target) if p is not None]
        text = " ".join([event.id, event.label, event.quote.text, event.voice.name, *names])
        return wanted.casefold() in text.casefold()


def list_resting(events: Sequence[Event], standoff: Standoff | None) -> tuple[Resting, ...]:
    """The events that the model rests on, and those on which two readers differ; shakiest first.

    A rejected event is among them as long as the model still rests on it.
    """
    found = []
    for event in events:
        options = tuple(rest_on(event, standoff)) if standoff is not None else ()
        doubts = tuple(sorted(list_doubts(event), key=lambda d: -d.weight))
        asked = any(d.kind in ("differ", "model") for d in doubts)
        if options or asked:
            found.append(Resting(event, options, doubts))
    return tuple(sorted(found, key=lambda r: (-r.weight, r.event.order)))


def rest_on(event: Event, standoff: Standoff) -> Iterable[str]:
    """The labels of the options and chances that were drafted from an event."""
    places = {place_of(q) for q in event.quotes}
    for _, option in standoff.options():
        if event.id in option.events and places & {place_of(q) for q in option.quotes}:
            yield option.label
    for chance in standoff.chance:
        if event.id in chance.events and places & {place_of(q) for q in chance.quotes}:
            yield chance.label


def place_of(quote: Quote) -> tuple[str, int, int]:
    """Where a quote stands."""
    return quote.article_id, quote.start, quote.end


def list_doubts(event: Event) -> Iterable[Doubt]:
    """What speaks against trusting a reading without a look."""
    for flag in event.flags:
        if flag.kind == "readers differ":
            yield Doubt("differ", f"Rules and model differ: {flag.detail}.", 5.0)
        elif flag.kind == "read by the model only":
            yield Doubt("model", "Only the model read this; the rules read nothing here.", 4.0)
        else:
            yield Doubt("flag", f"{flag.kind.capitalize()}: {flag.detail}.", 1.0)
    for role in event.inferred:
        party = event.actor if role == "actor" else event.target
        who = "Who did it" if role == "actor" else "To whom it was done"
        filled = f"; filled in: {party.name}" if party else ", nor was it found elsewhere"
        yield Doubt("filled", f"{who} is not named in this sentence{filled}.", 3.0)
    for party in (event.actor, event.target):
        if party is not None and is_pronoun(party):
            yield Doubt("pronoun", f"“{party.text}” is taken to be {party.name}.", 2.5)
    yield from doubt_answers(event)
    yield from doubt_standing(event)


def is_pronoun(party: Party) -> bool:
    """Whether the words name a side by a pronoun."""
    return party.text.casefold() in THIRD


def doubt_answers(event: Event) -> Iterable[Doubt]:
    """Answers that only the order of telling speaks for."""
    for link in event.answers:
        if any(word in link.reason.casefold() for word in WORDS_OF_ORDER):
            sentence = f"That it answers {link.event_id} is told by order alone ({link.reason})."
            yield Doubt("after", sentence, 2.0)


def doubt_standing(event: Event) -> Iterable[Doubt]:
    """Standings that are easily misread."""
    if event.standing == "denied" or (event.negated and event.standing != "advised"):
        yield Doubt("denial", "It is read as denied, or as not having happened.", 2.5)
    elif event.standing == "alleged":
        yield Doubt("denial", "It is read as alleged, not as fact.", 1.5)
    elif event.standing == "advised":
        against = " against it" if event.negated else ""
        yield Doubt("advice", f"It is read as advice{against}, not as done.", 1.5)
    elif event.standing in ("possible", "planned"):
        yield Doubt("advice", "It is read as what may come, not as done.", 1.0)
