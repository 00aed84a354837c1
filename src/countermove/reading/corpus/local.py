"""Chunks read by processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess as Parent
from pathlib import Path

from countermove.reading.corpus.batch import Batch, read_chunk
from countermove.reading.corpus.plan import Chunk, Settings
from countermove.records.errors import CaseError

__all__ = ["read_locally"]

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

KILLS = 3
"""Kills of a worker that reads one chunk and nothing else, after which the chunk is given up."""


def read_locally(
    folder: Path, chunks: Sequence[Chunk], settings: Settings, workers: int
) -> Iterator[Batch]:
    """Batches as they are done; at most two chunks a worker wait, so memory stays flat.

    Where a worker is killed, others are started in its place, and each chunk that was lost is read
    again alone, so that one that kills whoever reads it keeps back no other.

    Raises:
        CaseError: a chunk killed every worker that read it; the others are done.
    """
    if workers == 1 or len(chunks) <= 1:
        yield from (read_chunk(folder, chunk, settings) for chunk in chunks)
        return
    todo, deadly = deque(chunks), []
    while todo:
        for chunk in (yield from read_in_pool(folder, todo, settings, workers)):
            deadly += yield from read_alone(folder, chunk, settings)
    if deadly:
        first, last = deadly[0].files[0], deadly[0].files[-1]
        raise CaseError(
            f"workers were killed {KILLS} times between {first} and {last} (too little memory?); "
            "the others are read, and the same command tries these again",
            path=folder,
        )


def read_alone(
    folder: Path, chunk: Chunk, settings: Settings
) -> Generator[Batch, None, list[Chunk]]:
    """A chunk that was lost, by a worker that reads nothing else; returned where it is lost
    again and again."""
    for _ in range(KILLS):
        if not (yield from read_in_pool(folder, deque([chunk]), settings, 1)):
            return []
    return [chunk]


def read_in_pool(
    folder: Path, todo: deque[Chunk], settings: Settings, workers: int
) -> Generator[Batch, None, list[Chunk]]:
    """Batches until `todo` is empty or a worker is killed; returns the chunks that were lost."""
    context = multiprocessing.get_context("spawn")
    running: dict[Future[Batch], Chunk] = {}
    with (
        one_thread_each(),
        ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent) as pool,
    ):
        try:
            while todo or running:
                while todo and len(running) < 2 * workers:
                    running[pool.submit(read_chunk, folder, todo[0], settings)] = todo[0]
                    todo.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    batch = future.result()
                    del running[future]
                    yield batch
        except BrokenProcessPool:
            whole = [future for future in running if is_whole(future)]
            yield from (future.result() for future in whole)
            return [chunk for future, chunk in running.items() if future not in whole]
        finally:
            for future in running:
                future.cancel()
    return []


def is_whole(future: Future[Batch]) -> bool:
    """Whether a chunk was done before its pool broke."""
    return future.done() and not future.cancelled() and future.exception() is None


def end_with_parent() -> None:
    """Let this worker end when the process that started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=watch, args=(parent,), daemon=True).start()


def watch(parent: Parent) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes started within use one thread each: the cores are shared out already."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
