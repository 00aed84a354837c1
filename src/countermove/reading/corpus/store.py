"""The folder that a corpus is read into: whole files only, and a note for each chunk done.

manifest.json                      the files in their chunks
events/year=2022/part-….parquet    the events, a file a chunk and year
articles/part-….parquet            the articles they were read from
done/part-….json                   written last: what a chunk gave
problems.txt                       a line for each file that could not be read
doubts.txt                         a line for each text that may be no article
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from countermove.reading.corpus.batch import Batch
from countermove.reading.corpus.plan import Chunk
from countermove.records.errors import CaseError
from countermove.records.record import canonical_json

__all__ = ["finished", "lock", "put", "remove_stale", "tell", "write_whole"]


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
    with open_lock(target) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CaseError("another run is reading into this folder", path=target) from error
        yield


def open_lock(target: Path) -> TextIO:
    """The file that is locked."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        return (target / ".lock").open("w")
    except OSError as error:
        raise CaseError(f"cannot be written into: {error.strerror}", path=target) from error


def put(target: Path, batch: Batch) -> None:
    """Write a chunk's files, each whole, and then the note that it is done."""
    for place, data in batch.files.items():
        write_whole(target / place, data)
    note = {
        "articles": batch.articles,
        "events": batch.events,
        "files": sorted(batch.files),
        "problems": list(batch.problems),
        "doubts": list(batch.doubts),
    }
    if batch.unasked:
        note["unasked"] = batch.unasked
    write_whole(note_of(target, batch.chunk), (canonical_json(note) + "\n").encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a kill leaves the old one or the new one.

    Raises:
        CaseError: the disk is full, or the place cannot be written; the old file stays.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise CaseError(
            f"cannot be written: {error.strerror}; what is done stays, and the same command goes "
            "on from there",
            path=path,
        ) from error


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


def tell(target: Path, notes: Iterable[dict[str, Any]], what: str) -> int:
    """Write the lines of all chunks on their `problems` or `doubts`; how many there are."""
    lines = [line for note in notes for line in note[what]]
    text = "".join(line + "\n" for line in lines)
    write_whole(target / f"{what}.txt", text.encode("utf-8", "surrogatepass"))
    return len(lines)
