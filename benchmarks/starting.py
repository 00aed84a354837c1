"""How long the command line takes to start: seconds of processor and of the clock, best of five."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import countermove

MODEL = Path(countermove.__file__).parent / "catalog/worked/kazakhstan-2022/standoff.yaml"
RUN = "from countermove.cli import main; main()"
VERBS = (("--help",), ("answer", "--help"), ("check", str(MODEL)))


def spent() -> float:
    """Seconds of processor that finished children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(arguments: tuple[str, ...]) -> tuple[float, float]:
    """The least processor and clock time of five runs."""
    found = []
    for _ in range(5):
        before, clock = spent(), time.perf_counter()
        subprocess.run([sys.executable, "-c", RUN, *arguments], check=True, capture_output=True)
        found.append((spent() - before, time.perf_counter() - clock))
    return min(p for p, _ in found), min(c for _, c in found)


if __name__ == "__main__":
    for verb in VERBS:
        processor, clock = measure(verb)
        shown = " ".join(Path(word).name for word in verb)
        print(f"countermove {shown}: {processor:.2f} s of processor, {clock:.2f} s")
