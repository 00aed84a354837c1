"""The closed word lists of `data/words.tsv`."""

from __future__ import annotations

from functools import cache

from countermove.reading.actors.rows import locate, read_rows

__all__ = ["read_words"]


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(
        word
        for _, (key, words) in read_rows(locate("words.tsv"), 2)
        if key == name
        for word in words.split()
    )
