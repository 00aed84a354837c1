"""Guesses of who is pressed by whom, for a person to choose among."""

from __future__ import annotations

from countermove.records.articles import Quote
from countermove.records.record import Record

__all__ = ["Guess"]


class Guess(Record):
    """One way to read a text's sides, with its calibrated chance and the words that speak for it.

    `subject` and `other` are codes as ``--subject`` and ``--other`` take them; `why` names the
    features that say most, each with what it adds to the score.
    """

    subject: str
    other: str
    subject_name: str
    other_name: str
    chance: float
    quotes: tuple[Quote, ...] = ()
    why: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """The guess as one reads it: "the Philippines, pressed by China (0.93)"."""
        return f"{self.subject_name}, pressed by {self.other_name} ({self.chance:.2f})"
