"""What an import gives, and how it is put together row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from countermove.reading.loading.load import make_id
from countermove.reading.ontology import score
from countermove.records.articles import Article, Quote
from countermove.records.events import Action, Event, Party, Precision

__all__ = ["Builder", "Dataset", "Told"]


@dataclass(frozen=True)
class Dataset:
    """Imported events, the articles that their quotes are cut from, and rows left out by reason."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class Told:
    """One row of a data set in our words; `text` is what the row itself says or cites."""

    id: str
    day: date | None
    actor: Party | None
    target: Party | None
    action: Action
    mode: str
    text: str
    label: str
    precision: Precision = "day"
    contexts: tuple[str, ...] = ()
    intensity: float | None = None
    publisher: str = ""
    published: date | None = None
    url: str = ""


@dataclass
class Builder:
    """Gathers rows into events; rows that cite the same words share an article."""

    articles: dict[tuple[str, str], Article] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    rows: dict[str, list[Told]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, told: Told) -> None:
        """One more row; one that is there already is left out and counted."""
        met = self.rows.setdefault(told.id, [])
        if told in met:
            self.left_out["a row told before"] += 1
            return
        met.append(told)
        # Two rows of one number that differ are two events, which need two names.
        id = told.id if len(met) == 1 else f"{told.id}-{len(met)}"
        quote = self.cite(told)
        self.events.append(
            Event(
                id=id,
                order=len(self.events),
                date=told.day,
                precision=told.precision if told.day else "unknown",
                actor=told.actor,
                action=told.action,
                mode=told.mode,
                contexts=told.contexts,
                target=told.target,
                label=told.label,
                intensity=score(told.action, told.mode)
                if told.intensity is None
                else told.intensity,
                quotes=(quote,),
            )
        )

    def cite(self, told: Told) -> Quote:
        """The row's own words as a quote of the whole of an article made of them."""
        key = (told.text, told.url)
        if key not in self.articles:
            stem = told.url.rstrip("/").rpartition("/")[2] if told.url else told.id
            name = make_id(stem, self.ids)
            self.ids.add(name)
            self.articles[key] = Article.from_text(
                told.text,
                id=name,
                publisher=told.publisher,
                published=told.published,
                url=told.url,
            )
        article = self.articles[key]
        return article.quote(0, len(article.text))

    def finish(self) -> Dataset:
        """Everything gathered."""
        return Dataset(
            tuple(self.articles.values()),
            tuple(self.events),
            dict(sorted(self.left_out.items())),
        )
