"""From a folder of articles to a data set of events."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from countermove.reading.corpus.cluster import read_on_cluster
from countermove.reading.corpus.local import read_locally
from countermove.reading.corpus.plan import Settings, list_files, make_plan
from countermove.reading.corpus.progress import Report
from countermove.reading.corpus.store import finished, lock, put, remove_stale, tell_problems
from countermove.reading.exporting.parquet import load_arrow
from countermove.records.errors import SettingsError
from countermove.records.record import Record

__all__ = ["Corpus", "read_corpus"]


class Corpus(Record):
    """A corpus that has been read: where its events are, and how many."""

    target: Path
    articles: int
    events: int
    problems: int
    read_now: int
    """Articles that this run read; the others were done before."""

    def __str__(self) -> str:
        told = f"{self.events:,} events of {self.articles:,} articles in {self.target}"
        lost = f"; {self.problems:,} files could not be read (problems.txt)"
        return told + (lost if self.problems else "")


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
    progress: Report | None = None,
) -> Corpus:
    """Read every article in a folder into a Parquet data set, partitioned by year.

    A run that was killed goes on where it stopped when it is called again: no chunk that
    is done is read twice, and what was half written is not seen. The bytes are the same
    for any number of workers, here or on the Dask cluster at `scheduler`. Open the events
    with ``duckdb.sql("from 'target/events/*/*.parquet'")`` or ``polars.scan_parquet``.

    Raises:
        CaseError: the folder holds no article, another run is at work, the target was made
            with other settings, or a worker was killed.
        SettingsError: pyarrow, distributed or the pipeline is missing, or workers < 1.
    """
    load_arrow()
    if workers < 1:
        raise SettingsError(f"workers must be 1 or more, not {workers}")
    folder, target = Path(folder), Path(target)
    settings = Settings(pipeline, actors, lexicon, published)
    files = list_files(folder)
    target.mkdir(parents=True, exist_ok=True)
    with lock(target):
        plan = make_plan(files, target / "manifest.json", settings.digest())
        remove_stale(target, plan)
        todo = [chunk for chunk in plan if finished(target, chunk.name) is None]
        done = before = len(files) - sum(len(chunk.files) for chunk in todo)
        sizes = {chunk.name: len(chunk.files) for chunk in todo}
        batches = (
            read_on_cluster(folder, todo, settings, scheduler)
            if scheduler
            else read_locally(folder, todo, settings, workers)
        )
        for batch in batches:
            put(target, batch)
            done += sizes[batch.chunk]
            if progress is not None:
                progress(done, len(files))
        notes = [note for chunk in plan if (note := finished(target, chunk.name))]
        return Corpus(
            target=target,
            articles=sum(note["articles"] for note in notes),
            events=sum(note["events"] for note in notes),
            problems=tell_problems(target, notes),
            read_now=done - before,
        )
