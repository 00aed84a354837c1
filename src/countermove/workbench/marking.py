"""An article's text cut where events begin and end, so that a template can mark them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.records.articles import Article
from countermove.records.events import Action, Event

__all__ = ["KINDS", "Stretch", "cut", "kind", "say_readers"]

KINDS = (
    ("with", "works with the other side"),
    ("words", "speaks against it"),
    ("deeds", "acts against it"),
    ("home", "acts at home, or is bound up"),
)
"""The kinds of action that are marked apart, with what each is called."""

WITH = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
WORDS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
HOME = {"POLICY", "CONDITION"}


def kind(action: Action) -> str:
    """The kind of a PLOVER action type: its quad, cooperation taken as one, or at home."""
    if action in HOME:
        return "home"
    if action in WITH:
        return "with"
    return "words" if action in WORDS else "deeds"


@dataclass(frozen=True)
class Stretch:
    """Words of an article, and the events whose quotes cover them, narrowest first."""

    text: str
    events: tuple[Event, ...] = ()
    trigger: bool = False
    starts: tuple[str, ...] = ()


def cut(article: Article, events: Sequence[Event]) -> tuple[Stretch, ...]:
    """The text in stretches; put together they are the text again.

    `starts` names the events whose first quote in this article begins with the stretch.
    """
    spans = [(q.start, q.end, e) for e in events for q in e.quotes if q.article_id == article.id]
    triggers = [
        (e.trigger.start, e.trigger.end)
        for e in events
        if e.trigger is not None and e.trigger.article_id == article.id
    ]
    borders = {0, len(article.text)}
    borders |= {x for start, end, _ in spans for x in (start, end)}
    borders |= {x for pair in triggers for x in pair}
    edges = sorted(x for x in borders if 0 <= x <= len(article.text))
    first = first_starts(spans)
    stretches = []
    for start, end in itertools.pairwise(edges):
        over = sorted(
            (s for s in spans if s[0] <= start and end <= s[1]), key=lambda s: s[1] - s[0]
        )
        stretches.append(
            Stretch(
                text=article.text[start:end],
                events=unique(over),
                trigger=any(s <= start and end <= t for s, t in triggers),
                starts=tuple(sorted(id for id, place in first.items() if place == start)),
            )
        )
    return tuple(stretches)


def unique(spans: Sequence[tuple[int, int, Event]]) -> tuple[Event, ...]:
    """The events of some spans, each once, in order."""
    return tuple({e.id: e for _, _, e in spans}.values())


def first_starts(spans: Sequence[tuple[int, int, Event]]) -> dict[str, int]:
    """Where each event's first quote begins."""
    found: dict[str, int] = {}
    for start, _, event in spans:
        found[event.id] = min(start, found.get(event.id, start))
    return found


def say_readers(event: Event) -> str:
    """Who read an event, in words: rules, model, both, or a person."""
    votes = f" in {event.votes[0]} of {event.votes[1]} readings" if event.votes else ""
    alone: dict[tuple[str, ...], str] = {
        ("rules",): "Read by the rules only.",
        ("model",): f"Read by the model only{votes}.",
        ("person",): "Added by a person.",
    }
    readers: tuple[str, ...] = event.readers
    return alone.get(readers, f"Read by the rules and by the model{votes}.")
