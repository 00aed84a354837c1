"""What a person made of events, carried over when the articles are read again."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.records.articles import Article
from countermove.records.events import Event

__all__ = ["carry_reviews", "quotes_stand"]


def carry_reviews(old: Sequence[Event], new: Sequence[Event]) -> tuple[Event, ...]:
    """The new events, each with the review of the old one read from the same words.

    A corrected event keeps the person's actor, target, action, standing and label.
    """
    reviewed = {key_of(e): e for e in old if e.review}
    return tuple(carry(reviewed.get(key_of(event)), event) for event in new)


def quotes_stand(events: Sequence[Event], articles: Sequence[Article]) -> bool:
    """Whether every quote from one of the articles is what stands at its place in it."""
    texts = {article.id: article.text for article in articles}
    quotes = [q for event in events for q in event.quotes if q.article_id in texts]
    return all(texts[q.article_id][q.start : q.end] == q.text for q in quotes)


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
