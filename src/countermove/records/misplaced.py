"""A fault in a stand-off that knows where in the model it stands."""

from __future__ import annotations

import re

from countermove.records.errors import StandoffError

__all__ = ["MisplacedError"]

STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class MisplacedError(StandoffError):
    """Something stands where it cannot: `place` is ``players.RUS.payoffs[0]``.

    `word` is the word at fault; with it a file's reader can point at the very column.
    """

    def __init__(self, message: str, *, place: str, word: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place
        self.word = word

    @property
    def steps(self) -> tuple[str | int, ...]:
        """The place as keys and numbers to follow one after the other."""
        return tuple(int(m[1]) if m[1] is not None else m[2] for m in STEP.finditer(self.place))
