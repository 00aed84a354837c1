"""Time and memory of `solve` as a whole against the number of options.

    python benchmarks/solve.py          # two players with 5 to 8 options each
    python benchmarks/solve.py 8 dense  # one size; payoffs additive, pairs or dense

Payoffs are drawn: for every option alone and (`pairs`, `dense`) for one or three times as many
pairs of options; no clock. Each size runs in its own process. Beside seconds of processor time
stands how often the payoffs could have been read in that time: the bound is one pass over both
players' yearly payoffs in every state.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np

from countermove.records.standoffs import Standoff
from countermove.solving import solve

PAIRS = {"additive": 0, "pairs": 1, "dense": 3}


def make_standoff(each: int, kind: str, seed: int = 1) -> Standoff:
    """Two sides with `each` options."""
    rng = np.random.default_rng(seed)
    names = {side: [f"{side.lower()}{i}" for i in range(each)] for side in "AB"}
    everyone = [*names["A"], *names["B"]]
    players: list[dict[str, Any]] = []
    for side, own in names.items():
        payoffs = [{"when": n, "per_year": float(rng.normal() * 5)} for n in everyone]
        for _ in range(each * PAIRS[kind]):
            a, b = rng.choice(everyone, 2, replace=False)
            payoffs.append({"when": f"{a} and {b}", "per_year": float(rng.normal() * 5)})
        options = [{"name": n, "label": n} for n in own]
        players.append({"id": side, "name": side, "options": options, "payoffs": payoffs})
    body = {"title": "benchmark", "question": "?", "subject": "A", "players": players}
    return Standoff.model_validate(body)


def read_once(options: int) -> float:
    """Seconds to go once through both players' payoffs in every state."""
    worth = np.random.default_rng(1).normal(size=(2, 1 << options))
    began = time.perf_counter()
    for _ in range(10):
        worth.sum()
    return (time.perf_counter() - began) / 10


def measure(each: int, kind: str) -> str:
    """One row of the table."""
    solve(make_standoff(2, kind))  # loads compiled code
    standoff = make_standoff(each, kind)
    began = time.process_time()
    solve(standoff)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = took / read_once(2 * each)
    return f"{2 * each:7}  {kind:>8}  {1 << 2 * each:7}  {took:8.2f}  {peak:7.0f}  {ratio:12,.0f}"


def main() -> None:
    """Print the table, one process per row."""
    if len(sys.argv) == 3:
        print(measure(int(sys.argv[1]), sys.argv[2]))
        return
    print("options   payoffs   states   seconds  peak MB  times a pass", flush=True)
    for each in (5, 6, 7, 8):
        for kind in PAIRS:
            line = [sys.executable, __file__, str(each), kind]
            single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            done = subprocess.run(
                line, capture_output=True, text=True, check=True, env=os.environ | single
            )
            print(done.stdout.rstrip(), flush=True)


if __name__ == "__main__":
    main()
