"""What tests are made of, in a line: articles, events, drafts of events, stand-offs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.reading.drafting import NamedDraft

from countermove.reading import read
from countermove.reading.relating.told import Told
from countermove.records.appearances import Reading
from countermove.records.articles import Article
from countermove.records.events import Action, Event, Party
from countermove.records.standoffs import Standoff

__all__ = [
    "make_article",
    "make_draft",
    "make_event",
    "make_party",
    "make_player",
    "make_standoff",
    "read_text",
    "tell",
]


def make_article(text: str, id: str = "a", **fields: Any) -> Article:
    """An article of a text."""
    return Article.from_text(text, id=id, **fields)


def read_text(text: str) -> Reading:
    """What is read in a text, as an article."""
    return read([make_article(text)])


def make_party(side: str | Party) -> Party | None:
    """A side called by its code, or as it is, or none."""
    if isinstance(side, Party):
        return side
    return Party(side=side, name=side) if side else None


def make_event(
    article: Article,
    words: str = "",
    id: str = "E001",
    actor: str | Party = "",
    target: str | Party = "",
    **fields: Any,
) -> Event:
    """A sanction that some words of an article tell; the whole article where none are given."""
    start = article.text.index(words)
    quote = article.quote(start, start + len(words or article.text))
    told = {
        "id": id,
        "order": int(id[1:]),
        "actor": make_party(actor),
        "target": make_party(target),
        "action": "SANCTION",
        "label": quote.text.lower(),
        "quotes": (quote,),
        "trigger": quote,
    }
    return Event.model_validate(told | fields)


def make_player(
    id: str,
    options: Sequence[str | Mapping[str, Any]] = (),
    payoffs: Sequence[Mapping[str, Any]] = (),
    **fields: Any,
) -> dict[str, Any]:
    """A player of a stand-off, called by its id; an option is a name, or a table with more."""
    told = [{"name": o, "label": o} if isinstance(o, str) else o for o in options]
    return {"id": id, "name": id, "options": told, "payoffs": list(payoffs)} | fields


def make_standoff(*players: Mapping[str, Any], **fields: Any) -> Standoff:
    """A stand-off of these players, whose subject is the first."""
    told = {"title": "t", "question": "q", "subject": players[0]["id"], "players": players}
    return Standoff.model_validate(told | fields)


def tell(text: str) -> Told:
    """A text with its sentences, one to a full stop."""
    ends = [m.end() for m in re.finditer(r"[.]\s+|$", text)]
    return Told(text, tuple(zip([0, *ends[:-1]], ends, strict=True)))


def make_draft(
    text: str,
    trigger: str,
    action: Action = "SANCTION",
    actor: str = "",
    target: str = "",
    **fields: Any,
) -> NamedDraft:
    """A draft of an event whose trigger is the first place of a word in the text."""
    at = text.index(trigger)
    article = make_article(text)
    told = {
        "id": trigger,
        "actor": make_party(actor),
        "target": make_party(target),
        "action": action,
        "quotes": [article.quote(*tell(text).sentence(at))],
        "trigger": article.quote(at, at + len(trigger)),
    }
    return NamedDraft(**(told | fields))
