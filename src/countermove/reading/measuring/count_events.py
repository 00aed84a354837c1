"""Which quantity belongs to which event: that in its object, or right after its trigger."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from countermove.reading.event_drafts import EventDraft
from countermove.reading.measuring.quantities import Quantity
from countermove.reading.relating.told import Told, stems, trigger_span
from countermove.records.events import Thing
from countermove.records.number_table import load_counts

__all__ = ["count_events"]

PAUSE = re.compile("[,;:]")
REACH = load_counts("reading/measuring/data/distances.tsv")["quantity"]


def count_events(events: Sequence[EventDraft], quantities: Sequence[Quantity], told: Told) -> None:
    """Gives the objects of events the amounts that the text tells; those already read stay."""
    starts = [q.start for q in quantities]
    triggers = sorted(trigger_span(e)[0] for e in events)
    for event in events:
        if event.object is None or event.object.amount is None:
            quantity = find_amount(event, quantities, starts, triggers, told)
            if quantity is not None:
                event.object = measured(event.object, quantity)


def find_amount(
    event: EventDraft,
    quantities: Sequence[Quantity],
    starts: list[int],
    triggers: list[int],
    told: Told,
) -> Quantity | None:
    """The first quantity that is the event's object's, or None."""
    at, end = trigger_span(event)
    first, last = told.sentence(at)
    before = previous_of(triggers, at)
    following = next_of(triggers, at)
    low = bisect.bisect_left(starts, max([first, *before]))
    high = bisect.bisect_left(starts, min([last, *following]))
    for quantity in quantities[low:high]:
        between = told.text[end : quantity.start].strip(" \u00a0")
        if belongs(quantity, event.object, between, quantity.start >= end):
            return quantity
    return None


def previous_of(triggers: list[int], at: int) -> list[int]:
    """The last trigger before a place, if there is one."""
    place = bisect.bisect_left(triggers, at)
    return [triggers[place - 1]] if place else []


def next_of(triggers: list[int], at: int) -> list[int]:
    """The first trigger after a place, if there is one."""
    place = bisect.bisect_right(triggers, at)
    return [triggers[place]] if place < len(triggers) else []


def belongs(quantity: Quantity, thing: Thing | None, between: str, after: bool) -> bool:
    """Whether a quantity between an event's trigger and the next one is its object's.

    It is if they share a word, or if it tells by how much, or if the event has no object
    and the quantity stands where one would.
    """
    if thing is not None:
        shared = stems(quantity.unit, quantity.what) & stems(thing.what)
        return bool(shared) or (after and between.endswith("by"))
    close = len(between) <= REACH and between.count(" ") <= 2
    return after and close and not PAUSE.search(between)


def measured(thing: Thing | None, quantity: Quantity) -> Thing:
    """The thing with its amount; what it is stays in its own words where there are any."""
    what = quantity.what or (thing.what if thing else quantity.unit)
    return Thing(what=what, amount=quantity.amount, unit=quantity.unit)
