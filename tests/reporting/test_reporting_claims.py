"""A claim opens its exact words: anchors, marks and the text around them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.articles import Article, Quote
from countermove.reporting.claims import QuotePlaces, mark_up, nested, quotes_of

if TYPE_CHECKING:
    from tests.reporting.conftest import Case

TAG = re.compile(r"<[^>]*>")


def shown(marked: str) -> str:
    """What a reader sees of marked text."""
    return html.unescape(TAG.sub("", marked))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text with markup in it, and spans that may nest, touch or cross."""
    text = draw(st.text(alphabet="ab <>&\"'\n", max_size=40))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=6, unique=True))
    spans = [(min(p), max(p)) for p in pairs if p[0] != p[1]]
    return text, [(s, e, f"w{s}-{e}") for s, e in dict.fromkeys(spans)]


@settings(max_examples=150, deadline=None)
@given(texts_with_spans())
def test_marking_changes_no_letter_and_keeps_every_id_once(
    given_: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, spans = given_
    marked = str(mark_up(text, spans))
    assert shown(marked) == text
    assert sorted(re.findall(r'id="([^"]*)"', marked)) == sorted(name for *_, name in spans)
    assert marked.count("<mark") == marked.count("</mark>")


@settings(max_examples=150, deadline=None)
@given(texts_with_spans())
def test_marks_nest_and_cover_exactly_the_spans(
    given_: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, spans = given_
    pieces = nested(spans)
    for a, b, _ in pieces:
        for c, d, _ in pieces:
            assert b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)
    covered = {i for s, e, _ in pieces for i in range(s, e)}
    assert covered == {i for s, e, _ in spans for i in range(s, e)}
    assert all(0 <= s < e <= len(text) for s, e, _ in pieces)


def test_the_mark_with_a_quotes_id_holds_its_exact_words(case: Case) -> None:
    quotes = [q for e in case.events for q in e.quotes]
    words = QuotePlaces(case.articles, quotes)
    assert quotes
    for quote in quotes:
        article = next(a for a in case.articles if a.id == quote.article_id)
        marked = str(words.marked(article))
        start = marked.index(f'id="{words.anchor(quote)}"')
        rest = shown(marked[marked.index(">", start) + 1 :])
        assert rest.startswith(quote.text)


def test_words_stand_in_their_surroundings(case: Case) -> None:
    words = QuotePlaces(case.articles, ())
    for event in case.events:
        found = words.passage(event.quote)
        assert found.words == event.quote.text
        article = next(a for a in case.articles if a.id == event.quote.article_id)
        around = found.before.removeprefix("… ") + found.words + found.after.removesuffix(" …")
        assert around in article.text


@pytest.mark.parametrize(
    "quote",
    [
        Quote(article_id="nowhere", start=0, end=3, text="abc"),
        Quote(article_id="harbour", start=0, end=6, text="Selva "),
    ],
)
def test_a_quote_that_is_not_in_its_article_gets_no_anchor(case: Case, quote: Quote) -> None:
    words = QuotePlaces(case.articles, [quote])
    assert words.anchor(quote) == ""
    assert words.passage(quote).words == quote.text
    assert words.passage(quote).before == ""


def test_an_options_words_come_from_it_and_its_events_once(case: Case) -> None:
    events = {e.id: e for e in case.events}
    own = case.events[0].quotes
    found = quotes_of(own, ["e01", "e02", "gone"], events)
    assert found == (*own, *events["e02"].quotes)


def test_markup_in_an_article_is_shown_as_text() -> None:
    article = Article.from_text("He wrote <script>alert(1)</script> & left.", id="a")
    quote = article.quote(9, 34)
    marked = str(QuotePlaces([article], [quote]).marked(article))
    assert "<script" not in marked
    assert "&lt;script&gt;" in marked
