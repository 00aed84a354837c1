"""Which quantity belongs to which event: that in its object, or right after its trigger."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from countermove.reading.measuring.quantities import Quantity
from countermove.reading.relating.told import Told, stems, trigger_span
from countermove.records.events import Event, Thing

__all__ = ["count_events"]

PAUSE = re.compile("[,;:]")
REACH = 60  # characters after a trigger within which a quantity is its object's


def count_events(
    events: Iterable[Event], quantities: Sequence[Quantity], told: Told
) -> tuple[Event, ...]:
    """Events with the amounts that the text gives their objects; amounts already read stay."""
    events = tuple(events)
    starts = [q.start for q in quantities]
    triggers = sorted(trigger_span(e)[0] for e in events)
    return tuple(count_one(e, quantities, starts, triggers, told) for e in events)


def count_one(
    event: Event,
    quantities: Sequence[Quantity],
    starts: list[int],
    triggers: list[int],
    told: Told,
) -> Event:
    """The event with the first quantity that is its object's."""
    thing = event.object
    if thing is not None and thing.amount is not None:
        return event
    at, end = trigger_span(event)
    first, last = told.sentence(at)
    before = previous_of(triggers, at)
    following = next_of(triggers, at)
    low = bisect.bisect_left(starts, max([first, *before]))
    high = bisect.bisect_left(starts, min([last, *following]))
    for quantity in quantities[low:high]:
        between = told.text[end : quantity.start].strip(" \u00a0")
        if belongs(quantity, thing, between, quantity.start >= end):
            return event.model_copy(update={"object": measured(thing, quantity)})
    return event


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
