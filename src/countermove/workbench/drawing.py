"""The draws that the interview asks over: solved once a model, in the background, with progress."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from countermove.eliciting import Draws, draw_free
from countermove.eliciting.kept_draws import hash_free
from countermove.records.errors import CountermoveError
from countermove.records.standoffs import Standoff
from countermove.workbench.waiting import Waiting

__all__ = ["Drawing"]

DRAWS = 512
SEED = 7
KEPT = 2
"""Models whose draws are kept: that of now, and the one that undo leads back to."""


@dataclass
class Drawing:
    """The draws of the last models, by their hash; answers of the interview leave it the same."""

    found: OrderedDict[str, Draws] = field(default_factory=OrderedDict, repr=False)
    done: int = 0
    """Draws that are solved of those under way."""
    error: str = ""
    """Why the last model could not be drawn."""
    waiting: Waiting = field(default_factory=Waiting, repr=False)
    """To whom other work gives way."""
    _under_way: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _solving: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def total(self) -> int:
        """Draws that a model takes."""
        return DRAWS

    def ready(self, standoff: Standoff) -> bool:
        """Whether the draws are there; else they are begun, if they are not under way."""
        stamp = hash_free(standoff, DRAWS, SEED)
        with self._lock:
            if stamp in self.found:
                return True
            if self._under_way == stamp:
                return False
            self._under_way, self.done, self.error = stamp, 0, ""
        threading.Thread(target=self.begin, args=(standoff,), daemon=True).start()
        return False

    def begin(self, standoff: Standoff) -> None:
        """Draw while a person waits for it; a model that cannot be drawn is told of."""
        try:
            with self.waiting.served():
                self.of(standoff)
        except CountermoveError as error:
            self.error = str(error)

    def of(self, standoff: Standoff) -> Draws:
        """The draws, from memory where only answers have changed."""
        stamp = hash_free(standoff, DRAWS, SEED)
        with self._solving:
            if stamp not in self.found:
                self._under_way, self.done, self.error = stamp, 0, ""
                drawn = draw_free(standoff, DRAWS, SEED, progress=self.note)
                self.found[stamp], self._under_way = drawn, ""
                while len(self.found) > KEPT:
                    self.found.popitem(last=False)
            return self.found[stamp]

    def note(self, _what: str, done: int, _total: int, /) -> None:
        """Keep how far the draws are."""
        self.done = done
