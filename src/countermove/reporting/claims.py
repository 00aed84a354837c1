"""From a claim to its exact words: anchors, words in their context, articles marked up."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from countermove.records.articles import Article, Quote
from countermove.records.events import Event
from countermove.records.standoffs import Standoff

__all__ = ["Passage", "QuotePlaces", "mark_up", "quotes_in", "quotes_of"]

AROUND = 170
"""Letters shown on either side of the words."""

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Passage:
    """Words with what stands before and after them, and where they are on the page.

    `anchor` is empty where the article is not there or does not hold the words.
    """

    before: str
    words: str
    after: str
    anchor: str
    article: Article | None


class QuotePlaces:
    """Finds the place of every quote in the articles at hand."""

    def __init__(self, articles: Sequence[Article], quotes: Iterable[Quote]) -> None:
        self.articles = {a.id: a for a in articles}
        self.numbers = {a.id: n for n, a in enumerate(articles, start=1)}
        held = {(q.article_id, q.start, q.end) for q in quotes if self.holds(q)}
        self.spans = sorted(held)

    def holds(self, quote: Quote) -> bool:
        """Whether the article is at hand and has exactly these words at this place."""
        article = self.articles.get(quote.article_id)
        return article is not None and article.text[quote.start : quote.end] == quote.text

    def anchor(self, quote: Quote) -> str:
        """The id of the place in the articles; empty where there is none."""
        if not self.holds(quote):
            return ""
        return self.name(quote.article_id, quote.start, quote.end)

    def name(self, article_id: str, start: int, end: int) -> str:
        """The id of a span."""
        return f"words-{self.numbers[article_id]}-{start}-{end}"

    def passage(self, quote: Quote) -> Passage:
        """The words with their surroundings, cut at spaces and blank lines."""
        article = self.articles.get(quote.article_id)
        if article is None or not self.holds(quote):
            return Passage("", quote.text, "", "", article)
        before = article.text[max(0, quote.start - AROUND) : quote.start]
        after = article.text[quote.end : quote.end + AROUND]
        cut_start = quote.start > AROUND
        cut_end = quote.end + AROUND < len(article.text)
        return Passage(
            tail(before, cut_start), quote.text, head(after, cut_end), self.anchor(quote), article
        )

    def marked(self, article: Article) -> Markup:
        """The whole text of an article with every quote marked and anchored."""
        spans = [(s, e, self.name(i, s, e)) for i, s, e in self.spans if i == article.id]
        return mark_up(article.text, spans)


def tail(text: str, cut: bool) -> str:
    """The end of a text from a paragraph or word on."""
    if "\n\n" in text:
        return text.rsplit("\n\n", 1)[1]
    if cut and " " in text:
        return "… " + text.split(" ", 1)[1]
    return text


def head(text: str, cut: bool) -> str:
    """The start of a text up to a paragraph or word."""
    if "\n\n" in text:
        return text.split("\n\n", 1)[0]
    if cut and " " in text:
        return text.rsplit(" ", 1)[0] + " …"
    return text


def mark_up(text: str, spans: Iterable[Span]) -> Markup:
    """The text, escaped, with each span in a ``<mark>`` that has its id.

    A span inside another is a mark inside a mark; of two that cross, the later one is
    split, its first part keeping the id.
    """
    parts: list[str] = []
    at = 0
    open_ends: list[int] = []
    for start, end, name in nested(spans):
        while open_ends and open_ends[-1] <= start:
            stop = open_ends.pop()
            parts += [str(escape(text[at:stop])), "</mark>"]
            at = stop
        parts += [str(escape(text[at:start])), f'<mark id="{name}">' if name else "<mark>"]
        at = start
        open_ends.append(end)
    while open_ends:
        stop = open_ends.pop()
        parts += [str(escape(text[at:stop])), "</mark>"]
        at = stop
    parts.append(str(escape(text[at:])))
    return Markup("".join(parts))  # noqa: S704  # every piece of text was escaped above


def nested(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of their start, crossing ones split so that all nest."""
    waiting = [(start, -end, name) for start, end, name in spans if start < end]
    heapq.heapify(waiting)
    result: list[Span] = []
    open_ends: list[int] = []
    while waiting:
        start, minus_end, name = heapq.heappop(waiting)
        end = -minus_end
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            heapq.heappush(waiting, (open_ends[-1], -end, ""))
            end = open_ends[-1]
        result.append((start, end, name))
        open_ends.append(end)
    return result


def quotes_in(
    events: Iterable[Event], standoff: Standoff, afterwards: Iterable[Event] = ()
) -> tuple[Quote, ...]:
    """Every quote that a page of these can show."""
    found: list[Quote] = []
    for event in (*events, *afterwards):
        found += event.quotes
    for _, option in standoff.options():
        found += option.quotes
    for chance in standoff.chance:
        found += chance.quotes
    for player in standoff.players:
        for payoff in player.payoffs:
            found += payoff.quotes
    return tuple(found)


def quotes_of(
    own: Sequence[Quote], event_ids: Sequence[str], events: Mapping[str, Event]
) -> tuple[Quote, ...]:
    """An option's own quotes, then those of the events it was drafted from, each once."""
    found = list(own)
    for name in event_ids:
        if name in events:
            found += events[name].quotes
    seen: dict[tuple[str, int, int, str], Quote] = {}
    for quote in found:
        seen.setdefault((quote.article_id, quote.start, quote.end, quote.text), quote)
    return tuple(seen.values())
