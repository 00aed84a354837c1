"""Chunks read by processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
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


def read_locally(
    folder: Path, chunks: Sequence[Chunk], settings: Settings, workers: int
) -> Iterator[Batch]:
    """Batches as they are done; at most two chunks a worker wait, so memory stays flat.

    Raises:
        CaseError: a worker was killed; what is done is kept.
    """
    if workers == 1 or len(chunks) <= 1:
        yield from (read_chunk(folder, chunk, settings) for chunk in chunks)
        return
    context = multiprocessing.get_context("spawn")
    with (
        one_thread_each(),
        ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent) as pool,
    ):
        todo = iter(chunks)
        running: set[Future[Batch]] = set()
        try:
            while True:
                for chunk in todo:
                    running.add(pool.submit(read_chunk, folder, chunk, settings))
                    if len(running) >= 2 * workers:
                        break
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BrokenProcessPool as error:
            raise CaseError(
                "a worker was killed; run the same command again to go on", path=folder
            ) from error
        finally:
            for future in running:
                future.cancel()


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
