"""What kind of stand-off it is, as its text tells: what history is asked about."""

from __future__ import annotations

from typing import Literal

from countermove.records.articles import Quote
from countermove.records.record import Record

__all__ = ["Circumstances", "Demand", "Instrument"]

Instrument = Literal[
    "", "words", "sanctions threatened", "sanctions imposed", "supply cut",
    "military threat", "military display", "attack",
]  # fmt: skip
"""What the pressing side presses with; empty where the text does not tell."""

Demand = Literal["", "trade", "policy", "security", "territory", "regime"]
"""What the demand is about, as sanctions data code it; empty where the text does not tell."""


class Circumstances(Record):
    """The instrument, the demand and the pressers, with the words that told them.

    `pressers` counts the sides that press together. `history` is the class of past cases that a
    person chose instead of the one these fields lead to.
    """

    instrument: Instrument = ""
    demand: Demand = ""
    pressers: int = 1
    history: str = ""
    why: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
