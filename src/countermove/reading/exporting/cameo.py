"""Events as CAMEO codes, tab-separated, in the columns of the Phoenix data sets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from countermove.reading.ontology import future_of, goldstein, quad, to_cameo
from countermove.records.articles import Article
from countermove.records.events import Event, Party

__all__ = ["CAMEO_COLUMNS", "write_cameo"]

CAMEO_COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore",
    "SentenceID", "Sentence", "URL", "NewsSource",
)  # fmt: skip
REPORTED = frozenset({"done", "alleged", "planned"})


def write_cameo(events: Sequence[Event], path: Path, articles: Sequence[Article]) -> int:
    """What CAMEO can say: deeds reported as done, and promises and threats.

    CAMEO has no word for what is denied, possible or advised, nor for our own two kinds;
    those events are left out.
    """
    by_id = {article.id: article for article in articles}
    kept = [row for event in events if (row := to_cameo_row(event, by_id)) is not None]
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(CAMEO_COLUMNS)
        writer.writerows(kept)
    return len(kept)


def to_cameo_row(event: Event, articles: dict[str, Article]) -> list[object] | None:
    """One row, or None for what CAMEO cannot say."""
    ahead = event.standing == "planned"
    action = future_of(event.action) if ahead else event.action
    code = to_cameo(action, event.mode if action == event.action else "")
    if event.standing not in REPORTED or event.negated or not code:
        return None
    article = articles.get(event.quote.article_id)
    day = event.date
    return [
        event.id,
        *((day.strftime("%Y%m%d"), day.year, day.month, day.day) if day else ("", "", "", "")),
        *to_codes(event.actor),
        *to_codes(event.target),
        code,
        code[:2],
        quad(action),
        goldstein(code),
        f"{event.quote.article_id}:{event.quote.start}-{event.quote.end}",
        " ".join(event.quote.text.split()),
        article.url if article else "",
        article.publisher if article else "",
    ]


def to_codes(party: Party | None) -> tuple[str, str, str]:
    """CAMEO's full code, entity and role: ``KAZGOV``, ``KAZ``, ``GOV``."""
    if party is None:
        return ("", "", "")
    entity = party.side if party.side.isupper() else party.side.upper()[:30]
    return (entity + party.sector, entity, party.sector)
