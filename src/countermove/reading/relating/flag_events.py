"""Conflicts between reports: kept, and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from countermove.reading.event_drafts import DraftFlag, EventDraft
from countermove.reading.relating.likeness import (
    amounts_differ,
    clip,
    first_day,
    last_day,
    number_flag,
    same_matter,
)
from countermove.reading.relating.told import side_of
from countermove.records.number_table import load_numbers

__all__ = ["flag_events"]

LIKENESS = load_numbers("reading/relating/data/likeness.tsv")
NEAR = 200  # events of the same actor and kind that are compared with each other


def flag_events(events: Iterable[EventDraft], published: Mapping[str, date | None]) -> None:
    """Flags each conflict of an event: with what it answers, with denials, with plans."""
    events = tuple(events)
    kin: dict[tuple[str, str], list[EventDraft]] = defaultdict(list)
    for event in events:
        kin[event.action, side_of(event.actor)].append(event)
    today = max((day for day in published.values() if day), default=None)
    for event in events:
        alike = [e for e in kin[event.action, side_of(event.actor)][:NEAR] if e is not event]
        flags = [
            *out_of_order(event),
            *denials(event, alike),
            *unfulfilled(event, alike, today),
            *other_numbers(event, alike),
        ]
        event.flags = list(dict.fromkeys((*event.flags, *flags)))


def out_of_order(event: EventDraft) -> Iterable[DraftFlag]:
    """An answer that its date puts before what it is said to answer."""
    end = last_day(event)
    for link in event.answers:
        start = first_day(link.answered)
        if end and start and end < start:
            detail = f"dated {event.date}, before what it is said to answer ({start})"
            yield DraftFlag("precedes what it answers", detail, link.answered)


def denials(event: EventDraft, alike: Sequence[EventDraft]) -> Iterable[DraftFlag]:
    """A report of a deed beside one that it was not done."""
    if event.standing not in {"done", "alleged"} or event.negated:
        return
    for other in alike:
        if other.standing == "denied" and same_matter(event, other):
            who = other.voice.name or (other.actor.name if other.actor else "") or "it is"
            said = f"{who} denied" if other.voice.name else "denied"
            detail = f"{said} in “{clip(other.quote.text)}”"
            yield DraftFlag("denied by", detail, other)
        elif other.negated and other.standing == "done" and same_matter(event, other):
            detail = f"another report says that it did not happen: “{clip(other.quote.text)}”"
            yield DraftFlag("denied by", detail, other)


def unfulfilled(
    event: EventDraft, alike: Sequence[EventDraft], today: date | None
) -> Iterable[DraftFlag]:
    """A plan whose day has passed without a report of the deed, or that was not carried out."""
    if event.standing != "planned" or event.negated:
        return
    matching = [e for e in alike if same_matter(event, e)]
    for other in matching:
        if other.standing in {"done", "denied"} and (other.negated or other.standing == "denied"):
            detail = f"announced, but “{clip(other.quote.text)}”"
            yield DraftFlag("announced, not carried out", detail, other)
            return
    day = last_day(event)
    done = any(e.standing in {"done", "alleged"} and not e.negated for e in matching)
    if day and today and day < today and not done:
        detail = f"announced for {event.date}; nothing here, up to {today}, says that it was done"
        yield DraftFlag("announced, not carried out", detail)


def other_numbers(event: EventDraft, alike: Sequence[EventDraft]) -> Iterable[DraftFlag]:
    """The same thing told with another amount."""
    for other in alike:
        told = other.standing == event.standing and other.negated == event.negated
        if (
            told
            and amounts_differ(event, other)
            and same_matter(event, other, least=LIKENESS["other_numbers"])
        ):
            yield number_flag(event, other, merged=False)
