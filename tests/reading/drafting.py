"""Events made by hand that keep a name of their own while they are drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from countermove.reading.event_drafts import EventDraft, freeze
from countermove.records.events import Event


@dataclass(slots=True, eq=False)
class NamedDraft(EventDraft):
    """A draft that a test calls by name."""

    id: str = ""


def freeze_named(drafts: Sequence[EventDraft]) -> tuple[Event, ...]:
    """The events of drafts, each under the name its test gave it."""
    return freeze(drafts, [cast("NamedDraft", draft).id for draft in drafts])
