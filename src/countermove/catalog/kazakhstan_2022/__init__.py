"""Kazakhstan and Russia in the summer of 2022: the stand-off, and what happened later."""

from __future__ import annotations

from countermove.catalog.kazakhstan_2022.backtest import (
    Afterwards,
    BackTest,
    Happening,
    Scored,
    load_afterwards,
    score,
)
from countermove.catalog.kazakhstan_2022.case import load_case

__all__ = [
    "Afterwards",
    "BackTest",
    "Happening",
    "Scored",
    "load_afterwards",
    "load_case",
    "score",
]
