"""The main text of a web page."""

from __future__ import annotations

import logging
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import trafilatura

from countermove.reading.loading.draft import Draft
from countermove.reading.loading.markup import bound_markup
from countermove.reading.loading.plain import date_of
from countermove.records.errors import ArticleError

__all__ = ["looks_like_html", "open_html"]

MAX_FOR_TRAFILATURA = 4_000_000  # characters; above it only the tags are taken away
MOST_TAGS = 60_000  # likewise; a long report has some thousands
ENOUGH = 15  # words below which the extraction has missed the text, or there is little of it
HIDDEN = frozenset({"script", "style", "template", "svg", "head", "nav", "noscript", "iframe"})
BREAKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "td", "hr", "body", "article"}
    | {"section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
)
TAG = re.compile(r"<(?:!doctype html|html|head|body|article|div|p)[\s>]", re.I)


def looks_like_html(text: str) -> bool:
    """Whether the text begins with markup."""
    start = text[:2000].lstrip("\ufeff \r\n\t")
    return start.startswith("<") and TAG.search(start) is not None


def open_html(markup: str, stem: str, url: str = "") -> Draft:
    """Main text, title, publisher and date of a page; all its words if no main text is found.

    Raises:
        ArticleError: the page holds no words.
    """
    markup = bound_markup(markup)
    page = None
    if len(markup) <= MAX_FOR_TRAFILATURA and markup.count("<") <= MOST_TAGS:
        page = extract(markup)
    text = (page.text if page else "") or ""
    fallback = ShownText()
    if len(text.split()) < ENOUGH:
        text = fallback.read(markup) or text
    if not any(c.isalpha() for c in text):
        raise ArticleError("is a page without words", path=url or stem)
    return Draft(
        stem=stem,
        text=text,
        title=(page.title if page else "") or fallback.title.strip(),
        publisher=(page.sitename if page else "") or "",
        published=parse_iso(page.date if page else None) or date_of(text),
        url=url,
    )


def extract(markup: str) -> Any:
    """What trafilatura makes of the page; None where it finds nothing or gives up."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    except Exception:  # a page may break it in ways that cannot be listed; the fallback reads on
        return None


def parse_iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


class ShownText(HTMLParser):
    """Every word that a page shows, a line a block; unclosed tags do not matter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title = ""
        self.hidden = ""
        self.in_title = False

    def read(self, markup: str) -> str:
        self.feed(markup)
        self.close()
        lines = (re.sub(r"[ \t\r\n]+", " ", x).strip() for x in "".join(self.parts).split("\x00"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        if tag == "title":
            self.in_title = True
        elif tag in HIDDEN and not self.hidden:
            self.hidden = tag
        elif tag in BREAKS:
            self.in_title = False  # a title that is never closed ends where the page begins
            self.hidden = "" if tag in {"body", "article", "h1"} else self.hidden
            self.parts.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        elif tag == self.hidden:
            self.hidden = ""
        elif tag in BREAKS:
            self.parts.append("\x00")

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title = (self.title + data)[:200]
        elif not self.hidden:
            self.parts.append(data.replace("\x00", " "))
