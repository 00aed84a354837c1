"""What an analysis will take, before it starts, and a clear refusal when it will not fit."""

from __future__ import annotations

import os
import time
from pathlib import Path

from countermove.records.errors import TooLargeError
from countermove.records.progress import Progress

__all__ = ["Meter", "available_memory", "estimate_bytes", "refuse_too_large"]

PATIENCE = 2.0
"""Seconds before progress is first reported."""


def estimate_bytes(players: int, options: int, concepts: int) -> int:
    """An upper estimate of the bytes an analysis in option form takes at its peak.

    Per state and player: rank, sorted cell and pointer of 4 bytes each and one truth value
    per concept; per state: at most twelve numbers of 4 bytes held at once while sorting.
    """
    return (1 << options) * (players * (12 + concepts) + 12 * 4)


def available_memory() -> int:
    """Bytes this process can still take: free memory, less if a container limits it."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    info = Path("/proc/meminfo")
    if info.exists():
        for line in info.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                free = int(line.split()[1]) * 1024
    return min(free, container_memory())


def container_memory() -> int:
    """Bytes left under the control group's limit; enormous where there is none."""
    limit, used = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")
    try:
        return int(limit.read_text(encoding="ascii")) - int(used.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 1 << 62


def refuse_too_large(needed: int, what: str) -> None:
    """Refuse what will not fit.

    Raises:
        TooLargeError: it takes more than nine tenths of the memory at hand.
    """
    limit = int(0.9 * available_memory())
    if needed > limit:
        raise TooLargeError(
            f"{what} takes about {needed / 1e9:.1f} GB and {limit / 1e9:.1f} GB are at hand; "
            "leave options out, add rules, or ask for fewer concepts"
        )


class Meter:
    """Tells progress in per cent once the work has taken longer than two seconds."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self.progress = progress
        self.steps = max(steps, 1)
        self.taken = 0
        self.began = time.monotonic()

    def within(self, steps: int) -> Progress:
        """Progress of a part of the work that is worth so many of the steps."""
        start = self.taken
        self.taken += steps

        def part(what: str, done: int, total: int, /) -> None:
            self.progress(what, round(100 * (start + done / total * steps) / self.steps), 100)

        return part

    def step(self, what: str) -> None:
        """Say that one more of the steps begins."""
        if time.monotonic() - self.began > PATIENCE:
            self.progress(what, round(100 * min(self.taken / self.steps, 1.0)), 100)
        self.taken += 1
