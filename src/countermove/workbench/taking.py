"""Taking in pasted words and dropped files: by their bytes only, never by their path."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from countermove.reading import Loaded
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.load import to_article
from countermove.records.articles import Article
from countermove.records.errors import ArticleError

__all__ = ["ENDINGS", "fetch_in", "parse_day", "rename_all", "take_in"]

ENDINGS = (
    ".txt", ".md", ".html", ".htm", ".mhtml", ".eml", ".pdf", ".docx", ".odt", ".epub", ".rtf",
)  # fmt: skip


def take_in(
    text: str,
    title: str,
    published: str,
    uploads: Sequence[tuple[str, bytes]],
    load: Callable[..., Loaded],
    check: Callable[[str], None],
) -> tuple[Article, ...]:
    """The new articles, each under a name of its own making.

    `check` refuses pasted words in a language that nobody here reads.

    Raises:
        ArticleError: nothing was sent, or nothing of it can be read.
    """
    day = parse_day(published)
    found: list[Article] = []
    if text.strip():
        check(text)
        name = safe_name(title or "pasted")
        found.append(to_article(Draft(stem=name, text=text, title=title), name, day))
    with tempfile.TemporaryDirectory() as folder:
        for i, (name, data) in enumerate(uploads):
            path = Path(folder) / str(i) / f"{safe_name(Path(name).stem)}{ending_of(name)}"
            path.parent.mkdir()
            path.write_bytes(data)
            loaded = load([path], published=day)
            if not loaded.articles:
                raise ArticleError(loaded.problems[0].message, path=name)
            found += loaded.articles
    if not found:
        raise ArticleError("nothing was sent; paste a text or choose a file")
    return tuple(found)


def fetch_in(address: str, published: str, load: Callable[..., Loaded]) -> tuple[Article, ...]:
    """The article at an address that a person names.

    Raises:
        ArticleError: it is no address, or nothing can be read there.
    """
    if not re.match(r"https?://", address):
        raise ArticleError(f"{address!r} is no address; it begins with https:// or http://")
    loaded = load([address], published=parse_day(published))
    if not loaded.articles:
        raise loaded.problems[0]
    return loaded.articles


def rename_all(articles: Sequence[Article], taken: Iterable[str]) -> tuple[Article, ...]:
    """The articles under ids that none of those in the case has."""
    ids = set(taken)
    return tuple(rename(article, ids) for article in articles)


def parse_day(text: str) -> date | None:
    """A day from a date field, or none."""
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise ArticleError(f"{text!r} is no day; it takes 2022-07-07") from error


def safe_name(text: str) -> str:
    """A file name of plain letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "article"


def ending_of(name: str) -> str:
    """The file's ending where we know it, otherwise that of plain text."""
    ending = Path(name).suffix.lower()
    return ending if ending in ENDINGS else ".txt"


def rename(article: Article, taken: set[str]) -> Article:
    """The article under an id that is not taken, which is then taken."""
    id, number = article.id, 2
    while id in taken:
        id, number = f"{article.id}-{number}", number + 1
    taken.add(id)
    return article.model_copy(update={"id": id})
