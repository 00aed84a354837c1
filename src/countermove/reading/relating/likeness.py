"""How far two events agree: words, sides, amounts and dates."""

from __future__ import annotations

from datetime import date, timedelta

from countermove.reading.event_drafts import DraftFlag, EventDraft
from countermove.reading.relating.told import overlap, side_of, stems
from countermove.records.events import Event
from countermove.records.number_table import load_numbers

__all__ = [
    "amounts_differ",
    "clip",
    "dates_meet",
    "first_day",
    "last_day",
    "likeness",
    "number_flag",
    "same_matter",
]

LENGTH = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}  # days
LIKENESS = load_numbers("reading/relating/data/likeness.tsv")
SAME_MATTER = LIKENESS["same_matter"]
SLACK = timedelta(LIKENESS["slack"])  # news of one day is told under the next day's date


def likeness(one: EventDraft, other: EventDraft) -> float:
    """How far the words for object and act agree, without the names of the sides."""
    parties = [p for e in (one, other) for p in (e.actor, e.target) if p]
    sides = frozenset[str]().union(*(stems(p.text, p.name) for p in parties))
    return overlap(words_of(one) - sides, words_of(other) - sides)


def words_of(event: EventDraft) -> frozenset[str]:
    """The content words for what was done and to what."""
    thing, trigger = event.object, event.trigger
    return stems(thing.what if thing else "", trigger.text if trigger else "", event.label)


def amounts_differ(one: EventDraft, other: EventDraft) -> bool:
    """Whether both give an amount in the same unit, and not the same one."""
    a, b = one.object, other.object
    if a is None or b is None or a.amount is None or b.amount is None:
        return False
    return stems(a.unit) == stems(b.unit) and abs(a.amount - b.amount) > 1e-9 * abs(a.amount)


def first_day(event: Event | EventDraft) -> date | None:
    """The first day an event can have happened on, if its text dates it."""
    return event.date if event.precision != "unknown" else None


def last_day(event: Event | EventDraft) -> date | None:
    """The last day an event can have happened on, if its text dates it."""
    if event.date is None or event.precision == "unknown":
        return None
    return event.date + timedelta(LENGTH[event.precision] - 1)


def dates_meet(one: EventDraft, other: EventDraft) -> bool:
    """Whether two events can be of the same day; undated ones can."""
    a, b, c, d = first_day(one), last_day(one), first_day(other), last_day(other)
    if a is None or b is None or c is None or d is None:
        return True
    return a <= d + SLACK and c <= b + SLACK


def number_flag(event: EventDraft, other: EventDraft, *, merged: bool) -> DraftFlag:
    """Both amounts, with the words of the second report."""
    one, two = event.object, other.object
    amounts = [
        f"{t.amount:,.10g} {t.unit}".strip() for t in (one, two) if t and t.amount is not None
    ]
    detail = f"{amounts[0]} here, {amounts[1]} in “{clip(other.quote.text)}”"
    return DraftFlag("numbers differ", detail, None if merged else other)


def same_matter(event: EventDraft, other: EventDraft, least: float = SAME_MATTER) -> bool:
    """Whether two events are about one thing between the same sides."""
    a, b = side_of(event.target), side_of(other.target)
    return (a == b or not a or not b) and likeness(event, other) >= least


def clip(text: str) -> str:
    """At most 160 characters of a quote, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:157].rstrip() + "…"
