"""What a person made of events, carried over when the articles are read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from countermove.records.articles import Article
from countermove.records.events import Event

__all__ = ["carry_reviews", "place_events", "quotes_stand"]

Key = tuple[str, int, int, int]

CORRECTED = (
    "review", "actor", "target", "action", "mode", "standing", "negated", "label", "date",
    "precision", "voice", "object", "motive", "inferred", "intensity",
)  # fmt: skip
"""What a corrected event keeps from the person, beside its links."""


def carry_reviews(
    old: Sequence[Event], new: Sequence[Event], articles: Sequence[Article] = ()
) -> tuple[Event, ...]:
    """The new events, each with the review of the old one read from the same words.

    A corrected event keeps what the person made of it, its links led to the events' new names. An
    event that a person added stays as long as its article has its words.
    """
    keys = dict(zip(list_keys(old), old, strict=True))
    names = dict(zip(list_keys(new), (e.id for e in new), strict=True))
    added = [e for e in old if is_added(e) and stands(e, articles)]
    renamed = {e.id: names[k] for k, e in keys.items() if k in names}
    renamed |= {e.id: e.id for e in added}
    carried = [
        carry(keys.get(key), event, renamed) for key, event in zip(list_keys(new), new, strict=True)
    ]
    return place_events(carried, [relink(e, renamed) for e in added])


def quotes_stand(events: Sequence[Event], articles: Sequence[Article]) -> bool:
    """Whether every quote from one of the articles is what stands at its place in it."""
    texts = {article.id: article.text for article in articles}
    quotes = [q for event in events for q in event.quotes if q.article_id in texts]
    return all(texts[q.article_id][q.start : q.end] == q.text for q in quotes)


def list_keys(events: Iterable[Event]) -> list[Key]:
    """The place of the words that tell each event, and its place among those told by the same."""
    seen: Counter[tuple[str, int, int]] = Counter()
    keys = []
    for event in events:
        place = event.trigger or event.quote
        at = (place.article_id, place.start, place.end)
        keys.append((*at, -1 - seen[at] if is_added(event) else seen[at]))
        seen[at] += 1
    return keys


def is_added(event: Event) -> bool:
    """Whether a person made the event of words that no reader had read so."""
    return event.readers == ("person",)


def stands(event: Event, articles: Sequence[Article]) -> bool:
    """Whether the words of an event are still in its article."""
    texts = {a.id: a.text for a in articles}
    return all(texts.get(q.article_id, "")[q.start : q.end] == q.text for q in event.quotes)


def carry(old: Event | None, new: Event, renamed: Mapping[str, str]) -> Event:
    """One event with an old review put onto it."""
    if old is None or not old.review:
        return new
    if old.review != "corrected":
        return new.model_copy(update={"review": old.review})
    kept = {name: getattr(old, name) for name in CORRECTED}
    return new.model_copy(update=kept | {"answers": relink(old, renamed).answers})


def relink(event: Event, renamed: Mapping[str, str]) -> Event:
    """An event with its links led to the events' new names; those to events gone are dropped."""
    links = tuple(
        link.model_copy(update={"event_id": renamed[link.event_id]})
        for link in event.answers
        if link.event_id in renamed
    )
    return event.model_copy(update={"answers": links})


def place_events(events: Sequence[Event], added: Sequence[Event]) -> tuple[Event, ...]:
    """Events with others put among them where the same article tells them; orders counted anew."""
    placed = list(events)
    for event in added:
        at = event.quote
        before = [
            n
            for n, e in enumerate(placed)
            if e.quote.article_id == at.article_id and e.quote.start <= at.start
        ]
        placed.insert(before[-1] + 1 if before else len(placed), event)
    if not added:
        return tuple(placed)
    return tuple(e.model_copy(update={"order": n}) for n, e in enumerate(placed))
