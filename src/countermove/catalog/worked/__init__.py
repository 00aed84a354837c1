"""Worked stand-offs: a model as of a day, and what happened after it.

A case is a folder beside this file, named for the place and year: `standoff.yaml`, with nothing
in it that was not known on its day, and `afterwards.yaml`. The article of the same name is in
`countermove.catalog.articles`. They were chosen and coded by hand, and are illustrations: how
often the chances of this program come true is another matter (`docs/explanation/record.md`).
"""

from __future__ import annotations

from countermove.catalog.worked.backtest import (
    Afterwards,
    BackTest,
    Happening,
    Scored,
    chances_of,
    score,
    tabulate,
)
from countermove.catalog.worked.cases import (
    list_worked,
    load_afterwards,
    load_worked,
    worked_text,
)

__all__ = [
    "Afterwards",
    "BackTest",
    "Happening",
    "Scored",
    "chances_of",
    "list_worked",
    "load_afterwards",
    "load_worked",
    "score",
    "tabulate",
    "worked_text",
]
