"""What a person made of events, carried over when the articles are read again."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.records.events import Event

__all__ = ["carry_reviews"]


def carry_reviews(old: Sequence[Event], new: Sequence[Event]) -> tuple[Event, ...]:
    """The new events, each with the review of the old one read from the same words.

    A corrected event keeps the person's actor, target, action, standing and label.
    """
    reviewed = {key_of(e): e for e in old if e.review}
    return tuple(carry(reviewed.get(key_of(event)), event) for event in new)


def key_of(event: Event) -> tuple[str, int, int]:
    """The place of the words that tell an event."""
    place = event.trigger or event.quote
    return place.article_id, place.start, place.end


def carry(old: Event | None, new: Event) -> Event:
    """One event with an old review put onto it."""
    if old is None:
        return new
    if old.review != "corrected":
        return new.model_copy(update={"review": old.review})
    fields = ("review", "actor", "target", "action", "standing", "label")
    return new.model_copy(update={name: getattr(old, name) for name in fields})
