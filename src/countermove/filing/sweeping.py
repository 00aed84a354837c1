"""Taking away what killed processes left in a case: files that never got their names."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

__all__ = ["sweep"]

OLD = 60.0
"""Seconds after which nobody is still writing such a file."""


def sweep(folder: Path) -> None:
    """Delete the halves of files in a folder and its folders; those being written now stay."""
    for path in folder.rglob(".*.part"):
        with suppress(OSError):
            if path.is_file() and time.time() - path.stat().st_mtime > OLD:
                path.unlink()
