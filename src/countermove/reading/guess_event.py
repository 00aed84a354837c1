"""What words that a person selects in an article tell: the reader's guess, for a form."""

from __future__ import annotations

from countermove.reading.actors import find_mentions
from countermove.reading.event_drafts import EventDraft
from countermove.reading.measuring.date_events import date_events
from countermove.reading.measuring.dates import find_dates
from countermove.reading.parsing.parse import parse
from countermove.reading.parsing.words import list_spans, list_words
from countermove.reading.reader import Reader
from countermove.reading.relating.told import Told, trigger_span
from countermove.records.articles import Article, Quote
from countermove.records.events import Party

__all__ = ["guess_event"]

LONGEST = 40_000
"""Characters read around the words: enough to know who a pronoun is, and soon done."""


def guess_event(reader: Reader, article: Article, start: int, end: int) -> EventDraft | None:
    """The event that the words from `start` to `end` of an article tell, or None.

    1. The event that the rules read there, the one whose trigger lies deepest in the words.
    2. Else the sides that the words name, in their order, with the date of their sentence; its
       action is left for the person, who sees None where not even that is there.
    """
    near = window(article, start, end)
    shift = near_start(article, start)
    events, _ = reader.draft_article(near)
    inside = [e for e in events if overlap(trigger_span(e), (start - shift, end - shift))]
    quote = article.quote(start, end)
    if inside:
        best = max(inside, key=lambda e: (overlap(trigger_span(e), (start - shift, end - shift)),
                                          e.actor is not None))  # fmt: skip
        best.quotes, best.trigger, best.answers, best.flags = [quote], None, [], []
        best.readers = ()
        return best
    return from_mentions(reader, article, quote)


def window(article: Article, start: int, end: int) -> Article:
    """The stretch of a long article around some words; a short one whole."""
    first = near_start(article, start)
    text = article.text[first : max(end, first + LONGEST)]
    return article if text == article.text else Article.from_text(
        text, id=article.id, published=article.published
    )  # fmt: skip


def near_start(article: Article, start: int) -> int:
    """Where the stretch begins: at the beginning, or at a paragraph not too far before."""
    if len(article.text) <= LONGEST or start <= LONGEST // 2:
        return 0
    return article.text.rfind("\n", 0, start - LONGEST // 2) + 1


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def from_mentions(reader: Reader, article: Article, quote: Quote) -> EventDraft | None:
    """An event of the sides that the words name: the first acts, the next is acted on."""
    parties: list[Party] = []
    sentences: list[tuple[int, int]] = []
    for part in parse(reader.nlp, quote.text, reader.actors.longest, reader.actors.forms):
        words = list_words(part.doc, quote.text, part.start, part.places)
        parties += [m.party for m in find_mentions(words, reader.actors, article.published)]
        sentences += list_spans(words)
    sides = list({p.side: p for p in reversed(parties)}.values())[::-1]
    if not sides:
        return None
    draft = EventDraft(action="CONDITION", quotes=[quote], actor=sides[0])
    draft.target = sides[1] if len(sides) > 1 else None
    draft.label = " ".join(quote.text.split())[:120]
    dates = find_dates(article.text, article.published)
    date_events([draft], dates, Told(article.text, (sentence_of(article.text, quote),)))
    return draft


def sentence_of(text: str, quote: Quote) -> tuple[int, int]:
    """From the stop before some words to the one after."""
    ends = [text.find(stop, quote.end) for stop in (". ", "\n")]
    starts = [text.rfind(stop, 0, quote.start) for stop in (". ", "\n")]
    return max(starts) + 1, min((e for e in ends if e >= 0), default=len(text))
