"""From articles to events: every step of reading, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Protocol

from spacy.language import Language

from countermove.reading.actors import ActorTable, find_mentions, load_actors
from countermove.reading.actors.appearances import list_appearances
from countermove.reading.coding import Lexicon, code, load_lexicon
from countermove.reading.event_drafts import EventDraft, freeze
from countermove.reading.measuring.count_events import count_events
from countermove.reading.measuring.date_events import date_events
from countermove.reading.measuring.dates import find_dates
from countermove.reading.measuring.quantities import Quantity, find_quantities
from countermove.reading.parsing.languages import recognise
from countermove.reading.parsing.parse import parse
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_spans, list_words
from countermove.reading.relating.flag_events import flag_events
from countermove.reading.relating.link_events import link_events
from countermove.reading.relating.merge_events import merge_events
from countermove.reading.relating.told import Told, trigger_span
from countermove.records.appearances import Appearance, Reading
from countermove.records.articles import Article
from countermove.records.errors import ArticleError
from countermove.records.events import Party
from countermove.records.progress import Progress, silent

__all__ = ["Reader", "SecondReader", "open_reader", "read"]


class SecondReader(Protocol):
    """Whoever else reads an article and is compared with the rules."""

    def prepare(self, articles: Sequence[Article]) -> None:
        """Told once of all the articles, before the first is read."""

    def add(self, article: Article, drafts: list[EventDraft], rules: Reader) -> list[EventDraft]:
        """The events of both, where the two agree and differ told in each."""


class Reader:
    """The parser, the table of actors and the lexicon, loaded once for many articles."""

    def __init__(self, nlp: Language, actors: ActorTable, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.actors = actors
        self.lexicon = lexicon

    def read_article(self, article: Article, second: SecondReader | None = None) -> Reading:
        """The events of one article in order of telling: dated, counted, linked, not merged.

        Every quote equals its span of `article.text`.
        """
        events, seen = self.draft_article(article, second)
        return Reading(freeze(events, (f"{article.id}-{n:04d}" for n in count(1))), seen)

    def name_party(self, name: str, on: date | None) -> Party | None:
        """The side that a name by itself stands for at a date, or None."""
        words = list_words(self.nlp(name))
        return next((m.party for m in find_mentions(words, self.actors, on)), None)

    def draft_article(
        self, article: Article, second: SecondReader | None = None
    ) -> tuple[list[EventDraft], list[Appearance]]:
        """The events of one article before they are named, with those of a second reader.

        With them comes every appearance of a side. A text in another language is left to the
        second reader: the rules would misread it.
        """
        seen: list[Appearance] = []
        events: list[EventDraft] = []
        quantities: list[Quantity] = []
        sentences: list[tuple[int, int]] = []
        dates = find_dates(article.text, article.published)
        foreign = second is not None and not recognise(article.text).english
        for part in (
            () if foreign else parse(self.nlp, article.text, self.actors.longest, self.actors.forms)
        ):
            if not part.doc.has_annotation("DEP"):
                continue  # a run of signs without a word
            words = list_words(part.doc, article.text, part.start, part.places)
            mentions = find_mentions(words, self.actors, article.published)
            seen += list_appearances(words, mentions, article)
            events += code(words, mentions, article, self.lexicon)
            quantities += find_quantities(words, dates, part.text)
            sentences += list_spans(words)
        if second is not None:
            events = second.add(article, events, self)
        events.sort(key=trigger_span)
        told = Told(article.text, tuple(sentences))
        date_events(events, dates, told)
        count_events(events, quantities, told)
        link_events(events, told)
        return events, seen


def open_reader(
    *, pipeline: str | None = None, actors: Path | None = None, lexicon: Path | None = None
) -> Reader:
    """A reader with the shipped parser and tables, or with those that are named.

    Raises:
        SettingsError: no such pipeline is installed.
        CaseError: an actors or lexicon file is wrong.
    """
    return Reader(load_pipeline(pipeline), load_actors(actors), load_lexicon(lexicon))


def read(
    articles: Iterable[Article],
    *,
    pipeline: str | None = None,
    actors: Path | None = None,
    lexicon: Path | None = None,
    second: SecondReader | None = None,
    progress: Progress = silent,
) -> Reading:
    """Who did what to whom in some articles, each happening once, in order of telling.

    `second` is asked beside the rules, such as a language model (`reading.proposing`).

    Raises:
        ArticleError: two articles have the same id.
        SettingsError: no such pipeline is installed.
        CaseError: an actors or lexicon file is wrong.
    """
    articles = tuple(articles)
    repeated = [id for id, times in Counter(a.id for a in articles).items() if times > 1]
    if repeated:
        raise ArticleError(f"two articles are called {repeated[0]!r}; each needs its own id")
    reader = open_reader(pipeline=pipeline, actors=actors, lexicon=lexicon)
    drafts: list[EventDraft] = []
    appearances: list[Appearance] = []
    if second is not None:
        second.prepare(articles)
    for done, article in enumerate(articles, start=1):
        events, seen = reader.draft_article(article, second)
        drafts += events
        appearances += seen
        progress("reading", done, len(articles))
    published = {article.id: article.published for article in articles}
    events = merge_events(drafts, published)
    flag_events(events, published)
    return Reading(freeze(events, (f"E{n:03d}" for n in count(1))), appearances)
