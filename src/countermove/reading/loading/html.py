"""The main text of a web page."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from countermove.reading.loading.dating import Dating, date_late, date_page, drop_aside
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.markup import bound_markup
from countermove.reading.loading.plain import date_of
from countermove.reading.loading.stubs import doubt_of
from countermove.records.errors import ArticleError

__all__ = ["list_shown", "open_html"]

MAX_FOR_TRAFILATURA = 4_000_000  # characters; above it only the tags are taken away
MOST_TAGS = 60_000  # likewise; a long report has some thousands
ENOUGH = 15  # words below which the extraction has missed the text, or there is little of it
STUB = 120  # words below which everything shown is asked for signs of a check or a paywall
HEAD_LINES = 5  # lines of a page's text that may give its day; further down stand other stories
HIDDEN = frozenset({"script", "style", "template", "svg", "head", "nav", "noscript", "iframe"})
BREAKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "td", "hr", "body", "article"}
    | {"section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
)


def open_html(markup: str, stem: str, url: str = "", path: str = "") -> Draft:
    """Main text, title, publisher and date of a page; all its words if no main text is found.

    Raises:
        ArticleError: the page holds no words.
    """
    markup = bound_markup(markup)
    parsed = len(markup) <= MAX_FOR_TRAFILATURA and markup.count("<") <= MOST_TAGS
    page = extract(markup) if parsed else None
    text = (page.text if page else "") or ""
    fallback = ShownText()
    shown = fallback.read(markup) if len(text.split()) < STUB else ""
    if len(text.split()) < ENOUGH:
        text = shown or text
    if not any(c.isalpha() for c in text):
        raise ArticleError("is a page without words", path=url or path or stem)
    dating = date_html(markup if parsed else "", text, url)
    title = (page.title if page else "") or fallback.title.strip()
    return Draft(
        stem=stem,
        text=text,
        title=title,
        publisher=(page.sitename if page else "") or "",
        published=dating.day,
        dated=dating.found,
        url=url,
        doubt=doubt_of(text, title, shown),
    )


def date_html(markup: str, text: str, url: str) -> Dating:
    """The day a page was published, as the page, its text's head or its address tells it."""
    try:
        tree = lxml.html.document_fromstring(strip_declaration(markup)) if markup else None
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    dating = date_page(tree) if tree is not None else Dating()
    own = drop_aside(text, tree) if tree is not None else text
    if dating.day is None and (day := date_of(own, lines=HEAD_LINES)):
        dating = Dating(day, "the text's head")
    if dating.day is None and tree is not None:
        dating = date_late(tree, url)
    return dating


def strip_declaration(markup: str) -> str:
    """The page without an XML declaration, whose encoding no longer holds once it is text."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup)


def list_shown(markup: str) -> str:
    """Every word that a page shows, a line a block."""
    return ShownText().read(bound_markup(markup))


def extract(markup: str) -> Any:
    """What trafilatura makes of the page; None where it finds nothing or gives up."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    except Exception:  # a page may break it in ways that cannot be listed; the fallback reads on
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
