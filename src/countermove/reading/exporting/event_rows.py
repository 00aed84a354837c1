"""Events as flat rows, for tables."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from countermove.reading.ontology import quad
from countermove.records.articles import Article
from countermove.records.events import Event

__all__ = ["COLUMNS", "to_row", "write_csv"]

COLUMNS = (
    "id", "order", "date", "precision",
    "actor", "actor_name", "actor_sector", "actor_text",
    "action", "mode", "contexts", "quad",
    "target", "target_name", "target_sector", "target_text",
    "object", "amount", "unit", "label",
    "standing", "negated", "voice", "speaker", "motive", "intensity",
    "answers", "reasons", "flags", "inferred", "reports",
    "article", "start", "end", "quote", "trigger_start", "trigger_end", "trigger",
)  # fmt: skip


def to_row(event: Event) -> dict[str, Any]:
    """An event in one row; of several quotes the first, of several links the ids."""
    actor, target, thing, trigger = event.actor, event.target, event.object, event.trigger
    return {
        "id": event.id,
        "order": event.order,
        "date": event.date,
        "precision": event.precision,
        "actor": actor.side if actor else None,
        "actor_name": actor.name if actor else None,
        "actor_sector": actor.sector if actor else None,
        "actor_text": actor.text if actor else None,
        "action": event.action,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": quad(event.action),
        "target": target.side if target else None,
        "target_name": target.name if target else None,
        "target_sector": target.sector if target else None,
        "target_text": target.text if target else None,
        "object": thing.what if thing else None,
        "amount": thing.amount if thing else None,
        "unit": thing.unit if thing else None,
        "label": event.label,
        "standing": event.standing,
        "negated": event.negated,
        "voice": event.voice.kind,
        "speaker": event.voice.name,
        "motive": event.motive,
        "intensity": event.intensity,
        "answers": [link.event_id for link in event.answers],
        "reasons": [link.reason for link in event.answers],
        "flags": [f"{flag.kind}: {flag.detail}" for flag in event.flags],
        "inferred": list(event.inferred),
        "reports": event.reports,
        "article": event.quote.article_id,
        "start": event.quote.start,
        "end": event.quote.end,
        "quote": event.quote.text,
        "trigger_start": trigger.start if trigger else None,
        "trigger_end": trigger.end if trigger else None,
        "trigger": trigger.text if trigger else None,
    }


def write_csv(events: Sequence[Event], path: Path, _: Sequence[Article]) -> int:
    """Comma-separated values in UTF-8 with a header; lists joined by semicolons.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for event in events:
            writer.writerow([to_cell(value) for value in to_row(event).values()])
    return len(events)


def to_cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return value
