"""What one source holds, before it has an identifier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Draft"]


@dataclass(frozen=True)
class Draft:
    """A text and what its file says about it; `stem` is what its identifier is made of."""

    stem: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    dated: str = ""
    """Where the day of publication was found; empty where it was not."""
    url: str = ""
    doubt: str = ""
    """Why the text may not be the article it was taken for; empty where nothing says so."""
