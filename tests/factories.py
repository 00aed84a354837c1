"""What tests are made of, in a line: texts with their sentences, articles, drafts of events."""

from __future__ import annotations

import re
from typing import Any

from tests.reading.drafting import NamedDraft

from countermove.reading.relating.told import Told
from countermove.records.articles import Article
from countermove.records.events import Action, Party

__all__ = ["make_draft", "make_party", "tell"]


def tell(text: str) -> Told:
    """A text with its sentences, one to a full stop."""
    ends = [m.end() for m in re.finditer(r"[.]\s+|$", text)]
    return Told(text, tuple(zip([0, *ends[:-1]], ends, strict=True)))


def make_party(side: str) -> Party | None:
    """A side called by its code, or none."""
    return Party(side=side, name=side) if side else None


def make_draft(
    text: str,
    trigger: str,
    action: Action = "SANCTION",
    actor: str = "",
    target: str = "",
    **fields: Any,
) -> NamedDraft:
    """An event whose trigger is the first place of a word in the text."""
    at = text.index(trigger)
    article = Article.from_text(text, id="a")
    told = {
        "id": trigger,
        "actor": make_party(actor),
        "target": make_party(target),
        "action": action,
        "quotes": [article.quote(*tell(text).sentence(at))],
        "trigger": article.quote(at, at + len(trigger)),
    }
    return NamedDraft(**(told | fields))
