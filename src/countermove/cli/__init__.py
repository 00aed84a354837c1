"""The command line: one file per verb, each a thin shell over a plain function."""

from __future__ import annotations

import os

__all__ = ["main"]


def main() -> None:
    """Run the command line.

    Matrix products get one thread a process, set before NumPy is imported: the bytes of a
    result must not depend on how many cores a machine has.
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    from countermove.cli.app import run

    run()
