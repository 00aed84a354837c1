"""What a worker makes of one chunk: everything it will put on disk, as bytes."""

from __future__ import annotations

import hashlib
import io
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from countermove.reading.corpus.plan import Chunk, Settings
from countermove.reading.exporting.parquet import load_arrow, to_table
from countermove.reading.loading.load import make_id, to_article
from countermove.reading.loading.opening import open_any, open_source
from countermove.reading.proposing import Proposer
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.errors import ArticleError
from countermove.records.events import Event

__all__ = ["Batch", "open_all", "read_chunk"]

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # what Hive, DuckDB and Polars read as NULL


@dataclass(frozen=True)
class Batch:
    """The Parquet files of one chunk by their place in the data set, and its counts."""

    chunk: str
    files: dict[str, bytes]
    articles: int
    events: int
    problems: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """A line for each article that may be none."""
    unasked: int = 0
    """Parts that the model was to read and that the rules alone read."""


@cache
def one_at_a_time() -> threading.Lock:
    """Held while this process reads: a parser serves one thread, and a cluster may have more."""
    return threading.Lock()


@cache
def reader_of(settings: Settings) -> Reader:
    """This process's reader, loaded once."""
    return open_reader(pipeline=settings.pipeline, actors=settings.actors, lexicon=settings.lexicon)


def read_chunk(
    folder: Path, chunk: Chunk, settings: Settings, second: Proposer | None = None
) -> Batch:
    """Read the files of one chunk; those that cannot be read become problems.

    Articles are read each for itself: reports are not merged over a corpus, since every
    row then stands on the one text it was read from. `second` is a model that reads too.
    """
    problems: list[str] = []
    opened = list(open_all(folder, chunk, settings, problems))
    unasked = second.summary.unasked if second else 0
    if second is not None:
        second.prepare([article for _, article in opened])
    articles: list[tuple[str, Article, int]] = []
    by_year: dict[str, list[Event]] = defaultdict(list)
    with one_at_a_time(), zone(settings) as reader:
        for path, article in opened:
            events = reader.read_article(article, second)
            articles.append((path, article, len(events)))
            for event in events:
                by_year[year_of(event, article)].append(event)
    files = {
        f"events/year={year}/{chunk.name}.parquet": to_bytes(to_table(events))
        for year, events in sorted(by_year.items())
    }
    files[f"articles/{chunk.name}.parquet"] = to_bytes(list_articles(articles))
    count = sum(map(len, by_year.values()))
    unasked = second.summary.unasked - unasked if second else 0
    doubts = tuple(f"{path}: {article.doubt}" for path, article in opened if article.doubt)
    return Batch(chunk.name, files, len(articles), count, tuple(problems), doubts, unasked)


def open_all(
    folder: Path, chunk: Chunk, settings: Settings, problems: list[str]
) -> Iterator[tuple[str, Article]]:
    """The articles of a chunk with their paths; a file that cannot be read becomes a problem."""
    for path in chunk.files:
        try:
            yield path, open_article(folder, path, settings)
        except ArticleError as problem:
            problems.append(f"{path}: {problem.message}")


@contextmanager
def zone(settings: Settings) -> Iterator[Reader]:
    """The reader; words that it sees only in this context are forgotten afterwards."""
    reader = reader_of(settings)
    with reader.nlp.memory_zone():
        yield reader


def open_article(folder: Path, path: str, settings: Settings) -> Article:
    """The article in a file, under an identifier that no other path gives."""
    draft = (open_any if settings.second else open_source)(folder / path)
    mark = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return to_article(draft, f"{make_id(draft.stem, ())}-{mark}", settings.published)


def year_of(event: Event, article: Article) -> str:
    """The year an event is filed under: its own, else its article's."""
    day = event.date or article.published
    return f"{day.year:04d}" if day else NO_YEAR


def list_articles(articles: Iterable[tuple[str, Article, int]]) -> Any:
    """The articles as an Arrow table; their texts stay where they are."""
    arrow = load_arrow()
    fields = [
        ("id", arrow.string()), ("path", arrow.string()), ("title", arrow.string()),
        ("publisher", arrow.string()), ("published", arrow.date32()), ("dated", arrow.string()),
        ("url", arrow.string()), ("doubt", arrow.string()), ("sha256", arrow.string()),
        ("characters", arrow.int64()), ("events", arrow.int64()),
    ]  # fmt: skip
    rows = [
        {
            "id": article.id,
            "path": path.encode("utf-8", "replace").decode(),
            "title": article.title.encode("utf-8", "replace").decode(),
            "publisher": article.publisher,
            "published": article.published,
            "dated": article.dated,
            "url": article.url,
            "doubt": article.doubt,
            "sha256": article.sha256,
            "characters": len(article.text),
            "events": events,
        }
        for path, article, events in articles
    ]
    return arrow.Table.from_pylist(rows, schema=arrow.schema(fields))


def to_bytes(table: Any) -> bytes:
    buffer = io.BytesIO()
    load_arrow().parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
