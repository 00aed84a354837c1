"""From files, folders and addresses to articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date

from countermove.reading.loading.draft import Draft
from countermove.reading.loading.opening import open_source
from countermove.reading.loading.sources import Source, list_sources, printable
from countermove.reading.loading.stubs import doubt_of
from countermove.records.articles import Article
from countermove.records.errors import ArticleError

__all__ = ["Loaded", "load", "load_all", "make_id", "to_article"]


@dataclass(frozen=True)
class Loaded:
    """What could be read, one error for each source that could not, and one line for each doubt."""

    articles: tuple[Article, ...]
    problems: tuple[ArticleError, ...]
    doubts: tuple[str, ...] = ()


HALF = re.compile(r"[\ud800-\udfff]")


def load(
    sources: Source | Iterable[Source],
    *,
    published: date | None = None,
    warn: Callable[[str], None] | None = None,
) -> tuple[Article, ...]:
    """Articles from files, folders of them, and named URLs.

    Read are plain text, Markdown, HTML, MHTML, mails, PDF, Word, OpenDocument, EPUB and RTF; every
    text is kept exactly as read. `published` stands over any date in the texts. `warn` is
    given one line for each source that cannot be read, or whose text may be no article.

    Raises:
        ArticleError: nothing could be read; the message is that of the first source.
    """
    loaded = load_all(sources, published=published)
    if not loaded.articles:
        raise loaded.problems[0]
    for line in (*map(str, loaded.problems), *loaded.doubts):
        if warn is not None:
            warn(line)
    return loaded.articles


def load_all(
    sources: Source | Iterable[Source],
    *,
    published: date | None = None,
    opening: Callable[[Source], Draft] = open_source,
) -> Loaded:
    """The same, with the problems beside the articles instead of an error.

    `opening` opens one source; `open_any` takes other languages than English too, which a
    language model may read.
    """
    articles: list[Article] = []
    problems: list[ArticleError] = []
    doubts: list[str] = []
    ids: set[str] = set()
    texts: dict[str, str] = {}
    for source in list_sources(sources):
        try:
            draft = opening(source)
            article = to_article(draft, make_id(draft.stem, ids), published)
            if article.sha256 in texts:
                raise ArticleError(
                    f"holds the same text as {texts[article.sha256]}: read once", path=str(source)
                )
        except ArticleError as problem:
            problems.append(problem)
            continue
        ids.add(article.id)
        texts[article.sha256] = str(source)
        articles.append(article)
        if article.doubt:
            doubts.append(f"{printable(source)}: {article.doubt}")
    if not articles and not problems:
        problems.append(ArticleError(f"no text is found in {describe(sources)}"))
    return Loaded(tuple(articles), tuple(problems), tuple(doubts))


def to_article(draft: Draft, id: str, published: date | None) -> Article:
    """The article of a draft; a day that is given wins over the draft's own."""
    text, title = join_halves(draft.text), join_halves(draft.title)
    return Article.from_text(
        text,
        id=id,
        title=title,
        publisher=join_halves(draft.publisher),
        published=published or draft.published,
        dated="given" if published else draft.dated,
        url=join_halves(draft.url),
        doubt=draft.doubt or doubt_of(text, title),
    )


def join_halves(text: str) -> str:
    """The text with halves of a UTF-16 pair joined, and U+FFFD for one alone: no file holds it.

    >>> join_halves("\\ud83d\\udea2"), join_halves("a\\ud800b")
    ('🚢', 'a�b')
    """
    if not HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def make_id(stem: str, taken: Container[str]) -> str:
    """A short name in lower-case ASCII that no other article has."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "article"
    number, name = 1, slug
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    return name


def describe(sources: Source | Iterable[Source]) -> str:
    named = [sources] if not isinstance(sources, Iterable) or isinstance(sources, str) else sources
    return ", ".join(str(x) for x in named) or "an empty list"
