"""From articles to events: every step of reading, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language

from countermove.reading.actors import ActorTable, find_mentions, load_actors
from countermove.reading.actors.appearances import list_appearances
from countermove.reading.coding import Lexicon, code, load_lexicon
from countermove.reading.measuring.count_events import count_events
from countermove.reading.measuring.date_events import date_events
from countermove.reading.measuring.dates import find_dates
from countermove.reading.measuring.quantities import Quantity, find_quantities
from countermove.reading.ontology import score
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
from countermove.records.events import Event

__all__ = ["Reader", "open_reader", "read"]

Progress = Callable[[int, int], None]
"""Called with how many articles are read and how many there are."""


class Reader:
    """The parser, the table of actors and the lexicon, loaded once for many articles."""

    def __init__(self, nlp: Language, actors: ActorTable, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.actors = actors
        self.lexicon = lexicon

    def read_article(self, article: Article) -> Reading:
        """The events of one article in order of telling: dated, counted, linked, not merged.

        With them comes every appearance of a side.
        Every quote equals its span of `article.text`.
        """
        events: list[Event] = []
        seen: list[Appearance] = []
        quantities: list[Quantity] = []
        sentences: list[tuple[int, int]] = []
        dates = find_dates(article.text, article.published)
        for part in parse(self.nlp, article.text, self.actors.longest):
            if not part.doc.has_annotation("DEP"):
                continue  # a run of signs without a word
            words = list_words(part.doc, article.text, part.start)
            mentions = find_mentions(words, self.actors, article.published)
            seen += list_appearances(words, mentions, article)
            events += code(words, mentions, article, self.lexicon)
            quantities += find_quantities(words, dates, part.text)
            sentences += list_spans(words)
        if not events:
            return Reading((), seen)
        told = Told(article.text, tuple(sentences))
        dated = date_events(number(events, article), dates, told)
        return Reading(link_events(count_events(dated, quantities, told), told), seen)


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
    progress: Progress | None = None,
) -> tuple[Event, ...]:
    """Who did what to whom in some articles, each happening once, in order of telling.

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
    events: list[Event] = []
    appearances: list[Appearance] = []
    for count, article in enumerate(articles, start=1):
        found = reader.read_article(article)
        events += found
        appearances += found.appearances
        if progress is not None:
            progress(count, len(articles))
    published = {article.id: article.published for article in articles}
    return Reading(rename(flag_events(merge_events(events, published), published)), appearances)


def number(events: Iterable[Event], article: Article) -> list[Event]:
    """Events in the order of their triggers, named after their article, with their intensity."""
    ordered = sorted(events, key=trigger_span)
    return [
        event.model_copy(
            update={
                "id": f"{article.id}-{place + 1:04d}",
                "order": place,
                "intensity": event.intensity or score(event.action, event.mode),
            }
        )
        for place, event in enumerate(ordered)
    ]


def rename(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events called E001, E002, … in order, wherever they are named."""
    events = tuple(events)
    names = {event.id: f"E{place:03d}" for place, event in enumerate(events, start=1)}
    return tuple(
        event.model_copy(
            update={
                "id": names[event.id],
                "order": place,
                "answers": tuple(
                    link.model_copy(update={"event_id": names[link.event_id]})
                    for link in event.answers
                ),
                "flags": tuple(
                    flag.model_copy(
                        update={
                            "event_id": names.get(flag.event_id, ""),
                            "detail": flag.detail.replace(flag.event_id, names[flag.event_id])
                            if flag.event_id
                            else flag.detail,
                        }
                    )
                    for flag in event.flags
                ),
            }
        )
        for place, event in enumerate(events)
    )
