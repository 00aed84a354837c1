"""Answers that were worked out already, by what is played: an edit that leads back to one is felt
at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from countermove.records.standoffs import Standoff
from countermove.workbench.guessing import Guess, Played, guess_over_draws

__all__ = ["KeptGuesses"]

KEPT = 256
"""Answers kept: those of some ten edits, each with all readings supposed to be wrong."""


@dataclass
class KeptGuesses:
    """The last answers, each over a number of draws; the model as it is now, as it would be
    without a reading, and as undo brings it back are among them."""

    found: OrderedDict[tuple[Played, int], Guess] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def keep(self, standoff: Standoff, guess: Guess) -> None:
        """Keep an answer, and forget the oldest beyond the bound."""
        with self._lock:
            self.found[Played.of(standoff), guess.draws] = guess
            while len(self.found) > KEPT:
                self.found.popitem(last=False)

    def best_known(self, standoff: Standoff) -> Guess | None:
        """The answer over the most draws that is known of what is played."""
        played = Played.of(standoff)
        with self._lock:
            known = [guess for (of, _), guess in self.found.items() if of == played]
        return max(known, key=lambda guess: guess.draws, default=None)

    def over_draws(
        self, standoff: Standoff, draws: int, wanted: Callable[[], bool] = lambda: True
    ) -> Guess:
        """The answer over so many draws, from memory where it is known.

        Raises:
            OutdatedError: it is no longer `wanted`.
        """
        with self._lock:
            known = self.found.get((Played.of(standoff), draws))
        if known is not None:
            return known
        found = guess_over_draws(standoff, {}, draws, wanted)
        self.keep(standoff, found)
        return found

    def first(self, standoff: Standoff, draws: int) -> Guess:
        """The best that is there at once: what is known, else the answer over `draws`."""
        return self.best_known(standoff) or self.over_draws(standoff, draws)
