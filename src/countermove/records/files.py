"""Files are read where they are files; a pipe or a device is never waited for."""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["read_file"]


def read_file(path: Path | str) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: there is none, it cannot be read, or it is a pipe or a device.
    """
    place = Path(path)
    if place.exists() and not (place.is_file() or place.is_dir()):
        raise OSError(errno.EINVAL, "It is a pipe or a device, not a file", str(path))
    return place.read_bytes()
