"""Whether an event is between two sides at all."""

from __future__ import annotations

import re

from countermove.records.events import Event

__all__ = ["is_between"]

FORUM = re.compile(
    r"(?:complain|protest|appeal|turn|apply|write|petition|report|go|refer|take)\b.*?\bto\s+", re.I
)
"""Verbs that name before whom a matter is brought: "complain to the World Trade Organization"."""


def is_between(event: Event) -> bool:
    """Whether an event is between two sides: not within one, nor a complaint to a third."""
    if event.actor is None or event.target is None or event.actor.side == event.target.side:
        return False
    addressed = FORUM.match(event.label)
    return addressed is None or event.target.text not in event.label[addressed.end() :]
