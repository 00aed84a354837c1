"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from countermove.records.errors import CaseError

__all__ = ["write_bytes", "write_text"]


def write_text(path: Path, text: str) -> None:
    """Put `text` at `path` in UTF-8, newlines as they are.

    Raises:
        CaseError: the disk is full, or the place cannot be written; the old file stays.
    """
    write_bytes(path, text.encode("utf-8", "surrogatepass"))


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path`: into a new file beside it first, then over the old one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise CaseError(f"cannot be written: {error.strerror}", path=path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise CaseError(f"cannot be written: {error.strerror}", path=path) from error
