"""Kazakhstan and Russia in the summer of 2022: the stand-off, and what happened later."""

from __future__ import annotations

from countermove.catalog.kazakhstan_2022.backtest import (
    Afterwards,
    BackTest,
    Happening,
    Scored,
    chances_of,
    load_afterwards,
    score,
    tabulate,
)
from countermove.catalog.kazakhstan_2022.case import case_text, load_case

__all__ = [
    "Afterwards",
    "BackTest",
    "Happening",
    "Scored",
    "case_text",
    "chances_of",
    "load_afterwards",
    "load_case",
    "score",
    "tabulate",
]
