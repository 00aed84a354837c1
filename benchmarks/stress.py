"""What a stress test costs, stage by stage, on one case.

    python benchmarks/stress.py [standoff.yaml] [--draws 1024] [--workers 2]

Prints wall and processor seconds at the end of every stage, and the peak memory. Without a
file the bundled case is used.
"""

from __future__ import annotations

import argparse
import importlib.resources
import resource
import time
from pathlib import Path

from countermove.answering import answer
from countermove.records.standoff_file import load_standoff
from countermove.solving import solve
from countermove.stressing import stress

BUNDLED = importlib.resources.files("countermove") / "catalog/worked/kazakhstan-2022/standoff.yaml"


class Watch:
    """Wall and processor seconds since it was made."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def tell(self, what: str, done: int, total: int) -> None:
        if done == total or what.startswith("looking"):
            wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
            print(f"{what:45s} {done:5d}/{total:<5d} {wall:8.2f} s {cpu:8.2f} s of processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path(str(BUNDLED)))
    parser.add_argument("--draws", type=int, default=1024)
    parser.add_argument("--workers", type=int, default=None)
    chosen = parser.parse_args()
    standoff = load_standoff(chosen.file)
    stress(standoff, draws=16, workers=chosen.workers)  # compiles the kernels
    watch = Watch()
    solution = solve(standoff)
    watch.tell("solve", 1, 1)
    watch = Watch()
    found = stress(
        standoff,
        solution=solution,
        draws=chosen.draws,
        workers=chosen.workers,
        progress=watch.tell,
    )
    told = answer(found)
    watch.tell("stress and answer", 1, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(found.numbers)} numbers, {found.solution.play.states} states, {peak:.0f} MB at most"
    )
    print(told.sentence)


if __name__ == "__main__":
    main()
