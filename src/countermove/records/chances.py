"""Chances of what may come: none is told below 1 % or above 99 %."""

from __future__ import annotations

from countermove.records.number_table import load_numbers

__all__ = ["CEILING", "FLOOR", "clip"]

NUMBERS = load_numbers("forecasting/data/pooling.tsv")
FLOOR, CEILING = NUMBERS["floor"], NUMBERS["ceiling"]
"""No view is told below or above: a chance of nothing that happens costs everything."""


def clip(chance: float) -> float:
    """A chance of what may come, between the floor and the ceiling.

    >>> clip(0.0), clip(0.4), clip(1.0)
    (0.01, 0.4, 0.99)
    """
    return min(max(chance, FLOOR), CEILING)
