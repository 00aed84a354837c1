"""Pages that stand where an article should: a check for robots, the beginning before a paywall."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

__all__ = ["doubt_of"]

DATA = Path(__file__).parent / "data" / "stubs.tsv"
SHORT = 250
"""Words below which a page is taken for a check or a stub; an article that speaks of robots or
of subscribing is longer."""


@cache
def load_phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What the phrases of `stubs.tsv` tell, with a pattern each."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((x for x in file if not x.startswith("#")), delimiter="\t")
        return tuple((row[0], re.compile(row[1], re.I)) for row in rows if len(row) >= 2)


def doubt_of(text: str, title: str = "", shown: str = "") -> str:
    """Why a page is likely no article, or nothing: short, and with a phrase of such pages.

    `shown` is all that the page shows beside its text, where that is asked too.
    """
    if len(text.split()) > SHORT:
        return ""
    said = f"{title}\n{text}\n{shown}".replace("’", "'")
    found = next((what for what, pattern in load_phrases() if pattern.search(said)), "")
    return f"looks like {found}, not like an article" if found else ""
