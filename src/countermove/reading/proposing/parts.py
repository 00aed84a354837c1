"""Long articles in parts that keep their date and the sides named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.records.articles import Article

__all__ = ["ArticlePart", "split_article"]

LONGEST = 6_000
"""Characters of a part: some 1,500 tokens, which small models too have room for."""

BREAK = re.compile(r"\n\s*\n|(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """A stretch of an article: `start` is where it begins; `sides` were named before it."""

    article_id: str
    start: int
    text: str
    published: str
    sides: tuple[str, ...]


def split_article(article: Article, named: Sequence[tuple[int, str]]) -> tuple[ArticlePart, ...]:
    """The parts of an article, whole sentences each where there are any.

    `named` are the sides that the rules found, each with where it is first named.
    """
    day = article.published.isoformat() if article.published else ""
    return tuple(
        ArticlePart(article.id, start, article.text[start:end], day, named_before(named, start))
        for start, end in cut(article.text)
        if article.text[start:end].strip()
    )


def named_before(named: Sequence[tuple[int, str]], place: int) -> tuple[str, ...]:
    """The sides first named before a place, each once, in order."""
    return tuple(dict.fromkeys(name for at, name in sorted(named) if at < place))


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Spans of at most `LONGEST` characters that end where a sentence does, if one does."""
    start = 0
    while len(text) - start > LONGEST:
        ends = [m.end() for m in BREAK.finditer(text, start + 1, start + LONGEST)]
        end = ends[-1] if ends else start + LONGEST
        yield start, end
        start = end
    yield start, len(text)
