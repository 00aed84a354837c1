"""Where words that are selected on a page stand in the article's text."""

from __future__ import annotations

__all__ = ["place_in_text"]


def place_in_text(text: str, shown: int) -> int:
    """The place in a text of the `shown`-th character that a browser shows of it.

    A browser makes one line feed of a carriage return with or without a line feed after it.
    """
    place = 0
    for _ in range(shown):
        place += 2 if text.startswith("\r\n", place) else 1
    return min(place, len(text))
