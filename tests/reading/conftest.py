"""Reading sentences of our own, with the sides marked by brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from countermove.reading.coding import Lexicon, code, load_lexicon
from countermove.reading.event_drafts import freeze
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words
from countermove.records.articles import Article
from countermove.records.events import Event, Party

BRACKETS = re.compile(r"\[([^\]:]+)(?::([A-Z-]+))?\]")


@dataclass(frozen=True)
class Named:
    """A mention made by hand."""

    start: int
    end: int
    head: int
    party: Party


def mark(nlp: Language, text: str) -> tuple[Doc, list[Named]]:
    """A parsed text with ``[words:SIDE]`` as mentions; the side defaults to the words."""
    plain, spans, last = "", [], 0
    for found in BRACKETS.finditer(text):
        plain += text[last : found.start()]
        spans.append((len(plain), len(plain) + len(found[1]), found[2] or found[1].upper()))
        plain += found[1]
        last = found.end()
    doc = nlp(plain + text[last:])
    return doc, [name(doc, *span) for span in spans]


def name(doc: Doc, start: int, end: int, side: str) -> Named:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return Named(span.start, span.end, span.root.i, Party(side=side, name=side, text=span.text))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped parser."""
    return load_pipeline()


@pytest.fixture(scope="session")
def read_marked(nlp: Language) -> Callable[..., tuple[Event, ...]]:
    """Reads the events of a text whose sides are marked: ``[Norland] attacked [Sudria].``"""

    def read(text: str, lexicon: Lexicon | None = None) -> tuple[Event, ...]:
        doc, mentions = mark(nlp, text)
        if not len(doc):
            return ()
        article = Article.from_text(doc.text, id="a")
        return freeze(
            code(list_words(doc), mentions, article, lexicon or load_lexicon()), map(str, count())
        )

    return read
