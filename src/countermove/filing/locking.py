"""One run at a time on a case folder, and one writer: locks that end with who holds them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from countermove.records.errors import CaseError

__all__ = ["locked", "writing"]

WRITERS = ".writing"
"""The file in a case that is locked for a moment; nothing is in it."""

HELD: ContextVar[frozenset[Path]] = ContextVar("HELD", default=frozenset())
"""The folders that this run holds: a step within a run does not wait for it."""


@contextmanager
def locked(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder, made where there is none; wait, with a word, while another run holds it.

    The system lets go when the process ends however it ends. On POSIX the folder itself is
    locked, so that no file of ours lies in it.

    Raises:
        CaseError: the folder cannot be made or opened.
    """
    place = folder.resolve()
    if place in HELD.get():
        yield
        return
    handle = open_folder(folder)
    token = HELD.set(HELD.get() | {place})
    try:
        take(
            handle,
            lambda: tell(f"{name_holder(handle)} is at work on {folder}; waiting for its end"),
        )
        yield
    finally:
        HELD.reset(token)
        os.close(handle)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold a case for one look at its files and what is written after it; others wait a moment.

    A run holds its folder from end to end, and a person goes on editing meanwhile. This is for the
    short while in which a file must stay as it was found until it is replaced: it keeps apart the
    steps of a run, the edits of several tabs, and those of other processes.

    Raises:
        CaseError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / WRITERS, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CaseError(f"cannot be written: {error.strerror}", path=folder) from error
    try:
        take(handle, lambda: None)
        yield
    finally:
        os.close(handle)


def name_holder(handle: int) -> str:
    """Who holds the lock, with the number of its process where the system tells it."""
    try:
        found = os.fstat(handle)
        place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
        lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    except (OSError, ValueError, AttributeError):
        return "another run"
    holders = [at[4] for at in lines if len(at) > 5 and at[1] == "FLOCK" and at[5] == place]
    return f"another run (process {holders[0]})" if holders else "another run"


def open_folder(folder: Path) -> int:
    """A handle that can be locked: the folder, or where a folder cannot be, a file in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
        return os.open(folder, os.O_RDONLY)
    except FileExistsError as error:
        raise CaseError("is a file; a case is a folder", path=folder) from error
    except OSError as error:
        raise CaseError(f"cannot be used: {error.strerror}", path=folder) from error


if sys.platform == "win32":
    import msvcrt

    def take(handle: int, say: Callable[[], None]) -> None:
        """Lock the first byte."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            say()
            while True:
                try:
                    msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # gives up after ten seconds
                    return
                except OSError:
                    continue

else:
    import fcntl

    def take(handle: int, say: Callable[[], None]) -> None:
        """Lock the folder; where the file system has no locks, go on without."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return
