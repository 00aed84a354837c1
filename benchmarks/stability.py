"""Time and memory of stability analysis against states, players and concepts.

    python benchmarks/stability.py            # every row of the table, about a minute
    python benchmarks/stability.py 12 4       # one size: options, players

Each size runs in its own process on one thread (seconds of processor time), on a model of
random strict rankings with every state feasible. The bound beside each figure is what no
method can avoid: the bytes of the rankings, read once. The first call of a process loads
compiled code from its cache (on a new machine it compiles, for some seconds); that is timed
apart, on a tiny model, and is in none of the other figures.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

SIZES = [
    (6, 2),
    (8, 3),
    (10, 3),
    (12, 2),
    (12, 3),
    (12, 4),
    (14, 4),
    (16, 4),
    (18, 3),
    (20, 4),
    (22, 4),
]
SIMULTANEOUS_UP_TO = 16
CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SIM")


def measure(options: int, players: int) -> dict[str, float]:
    """Seconds for every concept, for the usual four or five together, and peak megabytes."""
    import numpy as np  # noqa: PLC0415

    from countermove.solving.stability import OptionModel, judge  # noqa: PLC0415

    def build(n: int, k: int) -> OptionModel:
        rng = np.random.default_rng(7)
        ranks = np.stack([rng.permutation(1 << n).astype(np.int32) for _ in range(k)])
        owner = np.array([b * k // n for b in range(n)])
        names = tuple(f"P{i}" for i in range(k)), tuple(f"o{b}" for b in range(n))
        return OptionModel(*names, owner, np.ones(1 << n, np.bool_), ranks)

    first = clock(lambda: judge(build(4, 2), CONCEPTS))
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model = build(options, players)
    asked = CONCEPTS if options <= SIMULTANEOUS_UP_TO else CONCEPTS[:-1]
    row: dict[str, float] = {"options": options, "players": players, "base MB": base}
    row["first"] = first
    for concept in asked:
        row[concept] = clock(lambda c=concept: judge(model, [c]))  # type: ignore[misc]
    row["together"] = clock(lambda: judge(model, asked))
    row["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row["bound MB"] = 4 * players * (1 << options) / 1e6
    return row


def clock(run: Callable[[], object]) -> float:
    """Seconds of processor time of one run: other work on the machine is not counted."""
    began = time.process_time()
    run()
    return time.process_time() - began


def main() -> None:
    """Print the table, one process per size."""
    if len(sys.argv) == 3:
        print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
        return
    print(
        "options  players    states   "
        + "".join(f"{c:>9}" for c in CONCEPTS)
        + "  together  peak MB (of it imports)  bound: MB that must be read  first call"
    )
    single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    for options, players in SIZES:
        done = subprocess.run(
            [sys.executable, __file__, str(options), str(players)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | single,
        )
        row = json.loads(done.stdout)
        cells = "".join(f"{row[c]:9.4f}" if c in row else "        –" for c in CONCEPTS)
        print(
            f"{options:7}  {players:7}  {1 << options:8}   {cells}  {row['together']:8.3f}  "
            f"{row['peak MB']:7.0f} ({row['base MB']:.0f})  {row['bound MB']:20.3f}  "
            f"{row['first']:10.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
