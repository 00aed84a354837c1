"""Events as PLOVER records, one JSON object a line (PLOVER manual, draft 0.8+)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from countermove.reading.ontology import OURS, future_of, quad, score
from countermove.reading.relating.likeness import last_day
from countermove.records.articles import Article
from countermove.records.events import Event, Party
from countermove.records.record import canonical_json

__all__ = ["AHEAD", "to_plover", "write_plover"]

AHEAD = frozenset({"planned"})
ALPHA3 = re.compile(r"[A-Z]{3}")


def write_plover(events: Sequence[Event], path: Path, articles: Sequence[Article]) -> int:
    """Every event but those of the two kinds that PLOVER does not have."""
    by_id = {article.id: article for article in articles}
    lines = [
        canonical_json(to_plover(event, by_id.get(event.quote.article_id))) + "\n"
        for event in events
        if event.action not in OURS
    ]
    path.write_text("".join(lines), encoding="utf-8", errors="replace")
    return len(lines)


def to_plover(event: Event, article: Article | None = None) -> dict[str, Any]:
    """The fields of a PLOVER record.

    A promised deed becomes what PLOVER makes of it: aid an AGREE, a sanction a THREATEN.
    PLOVER's auxiliary modes say the rest: future, hypothetical, negation.
    """
    ahead = event.standing in AHEAD
    action = future_of(event.action) if ahead else event.action
    mode = event.mode if action == event.action else ""
    start, end = event.date, last_day(event)
    return {
        "id": event.id,
        "date": start.isoformat() if start else "",
        "enddate": end.isoformat() if end and start and end > start else "",
        "actor": to_actor(event.actor),
        "recipient": to_actor(event.target),
        "event": action,
        "mode": mode,
        "auxiliary": auxiliary(event),
        "context": list(event.contexts),
        "quad_code": quad(action),
        "event_scale": score(action, mode),
        "event_text": event.trigger.text if event.trigger else "",
        "text": event.quote.text,
        "text_info": {
            "article": event.quote.article_id,
            "start": event.quote.start,
            "end": event.quote.end,
            "title": article.title if article else "",
        },
        "cite_info": {
            "publisher": article.publisher if article else "",
            "url": article.url if article else "",
            "date": article.published.isoformat() if article and article.published else "",
        },
        "coder": "countermove",
        "comment": f"standing: {event.standing}; voice: {event.voice.name or event.voice.kind}",
    }


def auxiliary(event: Event) -> list[str]:
    """PLOVER's auxiliary modes."""
    found = []
    if event.standing in AHEAD:
        found.append("future")
    if event.standing in {"possible", "advised"}:
        found.append("hypothetical")
    if event.negated or event.standing == "denied":
        found.append("negation")
    return found


def to_actor(party: Party | None) -> list[dict[str, str]]:
    """A side as PLOVER has it: a country or organization code, a sector, the words."""
    if party is None:
        return []
    code = party.side if ALPHA3.fullmatch(party.side) or party.side.isupper() else ""
    return [{"code": code, "sector": party.sector, "name": party.name, "text": party.text}]
