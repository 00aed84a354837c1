"""The folder that a corpus is read into: whole files only, and a note for each chunk done.

manifest.json                      the files in their chunks
events/year=2022/part-….parquet    the events, a file a chunk and year
articles/part-….parquet            the articles they were read from
done/part-….json                   written last: what a chunk gave
problems.txt                       a line for each file that could not be read
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from countermove.reading.corpus.batch import Batch
from countermove.reading.corpus.plan import Chunk
from countermove.records.errors import CaseError
from countermove.records.record import canonical_json

__all__ = ["finished", "lock", "put", "remove_stale", "tell_problems"]


@contextmanager
def lock(target: Path) -> Iterator[None]:
    """Hold a corpus folder for one run; a lock dies with the process that held it.

    Raises:
        CaseError: another run is writing to the folder.
    """
    try:
        import fcntl  # noqa: PLC0415  # not on Windows, where two runs are not kept apart
    except ImportError:
        yield
        return
    with (target / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CaseError("another run is reading into this folder", path=target) from error
        yield


def put(target: Path, batch: Batch) -> None:
    """Write a chunk's files, each whole, and then the note that it is done."""
    for place, data in batch.files.items():
        write_whole(target / place, data)
    note = {
        "articles": batch.articles,
        "events": batch.events,
        "files": sorted(batch.files),
        "problems": list(batch.problems),
    }
    if batch.unasked:
        note["unasked"] = batch.unasked
    write_whole(note_of(target, batch.chunk), (canonical_json(note) + "\n").encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def note_of(target: Path, name: str) -> Path:
    return target / "done" / f"{name}.json"


def finished(target: Path, name: str) -> dict[str, Any] | None:
    """What a chunk gave, if it is done and its files are there."""
    path = note_of(target, name)
    try:
        note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CaseError("is damaged; delete it to read its chunk again", path=path) from error
    return note if all((target / place).is_file() for place in note["files"]) else None


def remove_stale(target: Path, plan: Iterable[Chunk]) -> None:
    """Take away what an earlier plan left behind, and files half written."""
    names = {chunk.name for chunk in plan}
    for pattern in ("events/*/part-*", "articles/part-*", "done/part-*"):
        for path in sorted(target.glob(pattern)):
            if path.suffix == ".part" or path.stem not in names:
                path.unlink()


def tell_problems(target: Path, notes: Iterable[dict[str, Any]]) -> int:
    """Write a line for each file that could not be read; how many there are."""
    lines = [line for note in notes for line in note["problems"]]
    text = "".join(line + "\n" for line in lines)
    write_whole(target / "problems.txt", text.encode("utf-8", "surrogatepass"))
    return len(lines)
