"""The command line: one file per verb, each a thin shell over a plain function."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

__all__ = ["main"]


def main() -> None:
    """Run the command line.

    Matrix products get one thread a process, set before NumPy is imported: the bytes of a
    result must not depend on how many cores a machine has.
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        speak_utf8(stream)
    from countermove.cli.app import run

    run()


def speak_utf8(stream: TextIO) -> None:
    """UTF-8 where the locale knows ASCII only, as Python itself does by default (PEP 540).

    Elsewhere a letter that the terminal lacks is shown as a question mark.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    known = codecs.lookup(stream.encoding).name
    if known == "ascii":
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    elif known != "utf-8" and stream.writable():
        stream.reconfigure(errors="replace")
