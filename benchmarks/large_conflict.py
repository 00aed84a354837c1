"""`countermove solve` on a conflict of 138,240 states, from the file to the record.

    python benchmarks/large_conflict.py

Three players and 20 options of which four exclude one another and three pairs do, as in the
largest public `.gmcr` case; preferences are drawn priorities. Beside seconds of processor time
stands how often the rankings could have been read in that time.
"""

from __future__ import annotations

import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from countermove.records.conflicts import Conflict, ConflictOption, ConflictPlayer
from countermove.solving.stability.conflicts.gmcr import export_gmcr

GROUPS = (4, 2, 2, 2)
FREE = 10
PLAYERS = 3
PRIORITIES = 14


def make_conflict(seed: int = 1) -> Conflict:
    """At most one option of each group in force, and `FREE` options on their own."""
    rng = np.random.default_rng(seed)
    names = [f"o{i}" for i in range(sum(GROUPS) + FREE)]
    parts: list[list[tuple[str, ...]]] = []
    place = 0
    for size in GROUPS:
        parts.append([(), *((n,) for n in names[place : place + size])])
        place += size
    parts += [[(), (n,)] for n in names[place:]]
    settings = [tuple(n for part in way for n in part) for way in itertools.product(*parts)]
    players = [
        ConflictPlayer(
            id=f"P{p}",
            priorities=tuple(
                f"{'not ' * int(rng.random() < 0.5)}o{o}"
                for o in rng.permutation(len(names))[:PRIORITIES]
            ),
        )
        for p in range(PLAYERS)
    ]
    return Conflict(
        title="benchmark",
        source="drawn",
        seen="table not seen",
        players=tuple(players),
        options=tuple(
            ConflictOption(name=n, player=f"P{i % PLAYERS}") for i, n in enumerate(names)
        ),
        states={f"s{i}": (way,) for i, way in enumerate(settings)},
        today="s0",
    )


def main() -> None:
    """Write the file, solve it in a process of its own, and print what that took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.gmcr"
        conflict = make_conflict()
        file.write_text(export_gmcr(conflict), encoding="utf-8")
        began = time.perf_counter()
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        line = [str(Path(sys.executable).with_name("countermove")), "solve", str(file)]
        done = subprocess.run(
            line, check=True, capture_output=True, text=True, env=os.environ | single
        )
        wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = used.ru_utime + used.ru_stime
    worth = np.random.default_rng(1).normal(size=(PLAYERS, len(conflict.states)))
    began = time.perf_counter()
    for _ in range(10):
        worth.sum()
    once = (time.perf_counter() - began) / 10
    print(done.stdout[:400], done.stderr[-400:])
    print(
        f"{len(conflict.states)} states: {took:.1f} s of processor, {wall:.1f} s wall, "
        f"{used.ru_maxrss / 1024:.0f} MB, {took / once:,.0f} times a pass"
    )


if __name__ == "__main__":
    main()
