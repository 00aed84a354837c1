"""Events while their text is read: filled in step by step, named and checked once at the end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from countermove.records.articles import Quote
from countermove.records.events import (
    Action,
    Event,
    Flag,
    FlagKind,
    Link,
    Party,
    Precision,
    ReaderName,
    Standing,
    Thing,
    Voice,
)

__all__ = ["DraftFlag", "DraftLink", "EventDraft", "freeze"]

AUTHOR = Voice()


@dataclass(slots=True, eq=False)
class EventDraft:
    """An event that is still being read; its fields are those of `Event`.

    What it answers and what it conflicts with are drafts themselves, so that nothing has to be
    renamed when events are sorted and merged.
    """

    action: Action
    quotes: list[Quote]
    actor: Party | None = None
    target: Party | None = None
    mode: str = ""
    inferred: tuple[Literal["actor", "target"], ...] = ()
    object: Thing | None = None
    label: str = ""
    standing: Standing = "done"
    negated: bool = False
    voice: Voice = AUTHOR
    motive: str = ""
    trigger: Quote | None = None
    intensity: float = 0.0
    date: datetime.date | None = None
    precision: Precision = "unknown"
    answers: list[DraftLink] = field(default_factory=list)
    flags: list[DraftFlag] = field(default_factory=list)
    readers: tuple[ReaderName, ...] = ()
    votes: tuple[int, int] | None = None

    @property
    def quote(self) -> Quote:
        """The first quote."""
        return self.quotes[0]


@dataclass(frozen=True, slots=True)
class DraftLink:
    """That a draft answers another one."""

    answered: EventDraft
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class DraftFlag:
    """A conflict, with the other draft that it is about where there is one."""

    kind: FlagKind
    detail: str
    other: EventDraft | None = None


def freeze(drafts: Sequence[EventDraft], ids: Iterable[str]) -> tuple[Event, ...]:
    """The events of some drafts in their order, each checked and with the next of `ids`."""
    names = dict(zip(drafts, ids, strict=False))
    return tuple(freeze_one(draft, place, names) for place, draft in enumerate(drafts))


def freeze_one(draft: EventDraft, place: int, names: dict[EventDraft, str]) -> Event:
    return Event(
        id=names[draft],
        order=place,
        date=draft.date,
        precision=draft.precision,
        actor=draft.actor,
        action=draft.action,
        mode=draft.mode,
        target=draft.target,
        object=draft.object,
        label=draft.label,
        standing=draft.standing,
        negated=draft.negated,
        voice=draft.voice,
        motive=draft.motive,
        answers=tuple(
            Link(event_id=names[link.answered], reason=link.reason, score=link.score)
            for link in draft.answers
        ),
        flags=tuple(
            Flag(
                kind=flag.kind,
                detail=flag.detail,
                event_id=names[flag.other] if flag.other else "",
            )
            for flag in draft.flags
        ),
        inferred=draft.inferred,
        intensity=draft.intensity,
        quotes=tuple(draft.quotes),
        trigger=draft.trigger,
        readers=draft.readers,
        votes=draft.votes,
    )
