"""People who wait for a page: work that nobody waits for stands still meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

__all__ = ["Waiting"]

QUIET = 0.5
"""Seconds after a page in which the hand that moved a slider may move it again."""
LOOK = 0.02
LONGEST = 20.0
"""Seconds that work stands still at a time: it comes to its end however much is asked for."""


@dataclass
class Waiting:
    """How many wait for something that is being worked out for them, and until when one did."""

    _here: int = 0
    _last: float = -inf
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @contextmanager
    def served(self) -> Iterator[None]:
        """While somebody is given what they wait for. What is worked out inside must not wait for
        work that gives way."""
        with self._lock:
            self._here += 1
        try:
            yield
        finally:
            with self._lock:
                self._here -= 1
                self._last = time.monotonic()

    @property
    def anybody(self) -> bool:
        """Whether somebody waits, or did so a moment ago."""
        return self._here > 0 or time.monotonic() - self._last < QUIET

    def give_way(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Stand still as long as anybody waits, or until `stopped`; called between two pieces of
        other work."""
        until = time.monotonic() + LONGEST
        while self.anybody and not stopped() and time.monotonic() < until:
            time.sleep(LOOK)
