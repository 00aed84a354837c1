"""From a folder of articles to a data set of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from countermove.phrasing.times import counted
from countermove.reading.corpus.batch import Batch, open_all, read_chunk
from countermove.reading.corpus.cluster import read_on_cluster
from countermove.reading.corpus.local import read_locally
from countermove.reading.corpus.plan import Chunk, Settings, list_files, make_plan
from countermove.reading.corpus.store import (
    finished,
    lock,
    put,
    remove_stale,
    tell,
    write_whole,
)
from countermove.reading.exporting.parquet import load_arrow
from countermove.reading.proposing import Proposer
from countermove.records.articles import Article
from countermove.records.errors import SettingsError
from countermove.records.progress import Progress, silent
from countermove.records.record import Record

__all__ = ["Corpus", "read_corpus"]

OpenSecond = Callable[[Iterable[Article]], Proposer | None]
"""Opens the model that reads too, told beforehand which articles it would be sent."""


class Corpus(Record):
    """A corpus that has been read: where its events are, and how many."""

    target: Path
    articles: int
    events: int
    problems: int
    doubts: int
    """Texts among them that look like a check for robots, a paywall's stub or a missing page."""
    read_now: int
    """Articles that this run read; the others were done before."""
    unasked: int = 0
    """Parts that the model was to read and that the rules alone read so far."""

    def __str__(self) -> str:
        told = f"{self.events:,} events of {self.articles:,} articles in {self.target}"
        lost = f"; {self.problems:,} files could not be read (problems.txt)"
        odd = f"; {self.doubts:,} may be no article (doubts.txt)"
        wait = "waits" if self.unasked == 1 else "wait"
        left = f"; {counted(self.unasked, 'part')} {wait} for the model: run the same again"
        parts = [(self.problems, lost), (self.doubts, odd), (self.unasked, left)]
        return told + "".join(said for count, said in parts if count)


def read_corpus(
    folder: Path | str,
    target: Path | str,
    *,
    workers: int = 2,
    scheduler: str | None = None,
    pipeline: str | None = None,
    actors: Path | None = None,
    lexicon: Path | None = None,
    published: date | None = None,
    second: str = "",
    open_second: OpenSecond | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Read every article in a folder into a Parquet data set, partitioned by year.

    A run that was killed goes on where it stopped when it is called again: no chunk that
    is done is read twice, and what was half written is not seen. The bytes are the same
    for any number of workers, here or on the Dask cluster at `scheduler`. Open the events
    with ``duckdb.sql("from 'target/events/*/*.parquet'")`` or ``polars.scan_parquet``.

    `second` names a language model that reads too, and `open_second` opens it. Then one process
    reads, since the model is what is waited for, and several requests are under way at a time. A
    chunk of which parts could not be asked (budget, server) is read by the rules, and again by
    the next run: what the model has answered is kept and costs nothing again.

    Raises:
        CaseError: the folder holds no article, another run is at work, the target was made
            with other settings, cannot be written, or workers are killed again and again.
        SettingsError: pyarrow, distributed or the pipeline is missing, workers < 1, or a model
            is to read on a cluster.
    """
    load_arrow()
    if workers < 1:
        raise SettingsError(f"workers must be 1 or more, not {workers}")
    folder, target = Path(folder), Path(target)
    if second and scheduler:
        raise SettingsError("--reader reads on this machine; leave out --scheduler")
    settings = Settings(pipeline, actors, lexicon, published, second)
    files = list_files(folder)
    with lock(target):
        plan, manifest = make_plan(files, target / "manifest.json", settings.digest())
        write_whole(target / "manifest.json", manifest.encode("utf-8", "surrogatepass"))
        remove_stale(target, plan)
        todo = [chunk for chunk in plan if is_due(target, chunk)]
        done = before = len(files) - sum(len(chunk.files) for chunk in todo)
        sizes = {chunk.name: len(chunk.files) for chunk in todo}
        if second and open_second is not None:
            batches = read_with_model(folder, todo, settings, open_second)
        elif scheduler:
            batches = read_on_cluster(folder, todo, settings, scheduler)
        else:
            batches = read_locally(folder, todo, settings, workers)
        for batch in batches:
            put(target, batch)
            done += sizes[batch.chunk]
            progress("reading", done, len(files))
        notes = [note for chunk in plan if (note := finished(target, chunk.name))]
        return Corpus(
            target=target,
            articles=sum(note["articles"] for note in notes),
            events=sum(note["events"] for note in notes),
            problems=tell(target, notes, "problems"),
            doubts=tell(target, notes, "doubts"),
            read_now=done - before,
            unasked=sum(note.get("unasked", 0) for note in notes),
        )


def is_due(target: Path, chunk: Chunk) -> bool:
    """Whether a chunk is not done, or a model has not been asked about all of it."""
    note = finished(target, chunk.name)
    return note is None or note.get("unasked", 0) > 0


def read_with_model(
    folder: Path, todo: Sequence[Chunk], settings: Settings, open_second: OpenSecond
) -> Iterator[Batch]:
    """Batches of rules and model, one after another; nothing is opened where nothing is due."""
    if not todo:
        return
    waiting = (a for chunk in todo for _, a in open_all(folder, chunk, settings, []))
    second = open_second(waiting)
    for chunk in todo:
        yield read_chunk(folder, chunk, settings, second)
