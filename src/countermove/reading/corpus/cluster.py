"""Chunks read by the workers of a Dask cluster. Needs `countermove[cluster]`."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from countermove.reading.corpus.batch import Batch, read_chunk
from countermove.reading.corpus.plan import Chunk, Settings
from countermove.records.errors import CaseError, SettingsError

__all__ = ["read_on_cluster"]

AHEAD = 3  # chunks that wait for each thread of the cluster
RETRIES = 3


def read_on_cluster(
    folder: Path, chunks: Sequence[Chunk], settings: Settings, scheduler: str
) -> Iterator[Batch]:
    """Batches as they are done. Workers see the folder under the same path; only this
    process writes. What a lost worker was reading is read by another.

    Raises:
        SettingsError: `distributed` is not installed, or the scheduler cannot be reached.
        CaseError: a chunk failed on several workers.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise SettingsError("a cluster needs: pip install 'countermove[cluster]'") from error
    try:
        client = distributed.Client(scheduler, timeout=20)
    except (OSError, ValueError, TimeoutError) as error:
        raise SettingsError(f"no Dask scheduler answers at {scheduler}") from error
    with client:
        todo = iter(chunks)
        ahead = AHEAD * max(sum(client.nthreads().values()), 1)

        def submit(chunk: Chunk) -> object:
            return client.submit(
                read_chunk, folder.resolve(), chunk, settings, pure=False, retries=RETRIES
            )

        running = distributed.as_completed([submit(chunk) for chunk in islice(todo, ahead)])
        for future in running:
            try:
                batch: Batch = future.result()
            except Exception as error:  # whatever a worker died of; what is done is kept
                raise CaseError(
                    f"a chunk failed on the cluster ({type(error).__name__}: {error}); "
                    "run the same command again to go on",
                    path=folder,
                ) from error
            future.release()
            for chunk in islice(todo, 1):
                running.add(submit(chunk))
            yield batch
