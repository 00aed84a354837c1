"""Countermove: a smaller side is under pressure from a bigger one; what should it do now?

    import countermove as cm

    articles = cm.load("essays/")
    events = cm.read(articles)
    standoff = cm.frame(events)
    solution = cm.solve(standoff)
    stress = cm.stress(standoff, draws=1024, seed=7)
    answer = cm.answer(stress)
    cm.report("report.html", answer, events, articles)

Names are loaded when first used, so that a program that only reads never loads a solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from countermove.records import displaying, version

__version__ = version.VERSION

if TYPE_CHECKING:
    from countermove.answering import answer, compare
    from countermove.framing import check, frame
    from countermove.reading import load, read
    from countermove.reading.corpus import read_corpus
    from countermove.reading.exporting import export_events
    from countermove.reading.importing import import_events
    from countermove.records.answers import Answer
    from countermove.records.articles import Article, Quote
    from countermove.records.errors import (
        ArticleError,
        CaseError,
        ConditionError,
        CountermoveError,
        InputError,
        NoSidesError,
        SettingsError,
        StandoffError,
        TooLargeError,
        UnsureSidesError,
    )
    from countermove.records.events import Event, Party, load_events, save_events
    from countermove.records.results import Solution
    from countermove.records.standoff_file import load_standoff, save_standoff
    from countermove.records.standoffs import Standoff
    from countermove.records.stresses import Stress
    from countermove.reporting import report
    from countermove.solving import bargain, signal, solve
    from countermove.solving.stability import analyse_conflict, read_conflict
    from countermove.stressing import map_flips, stress

__all__ = [
    "Answer",
    "Article",
    "ArticleError",
    "CaseError",
    "ConditionError",
    "CountermoveError",
    "Event",
    "InputError",
    "NoSidesError",
    "Party",
    "Quote",
    "SettingsError",
    "Solution",
    "Standoff",
    "StandoffError",
    "Stress",
    "TooLargeError",
    "UnsureSidesError",
    "__version__",
    "analyse_conflict",
    "answer",
    "bargain",
    "check",
    "compare",
    "export_events",
    "frame",
    "import_events",
    "load",
    "load_events",
    "load_standoff",
    "map_flips",
    "read",
    "read_conflict",
    "read_corpus",
    "report",
    "save_events",
    "save_standoff",
    "signal",
    "solve",
    "stress",
]

PLACES = {
    "answering": ("answer", "compare"),
    "framing": ("check", "frame"),
    "reading": ("load", "read"),
    "reading.corpus": ("read_corpus",),
    "reading.exporting": ("export_events",),
    "reading.importing": ("import_events",),
    "records.answers": ("Answer",),
    "records.articles": ("Article", "Quote"),
    "records.errors": (
        "ArticleError",
        "CaseError",
        "ConditionError",
        "CountermoveError",
        "InputError",
        "NoSidesError",
        "SettingsError",
        "StandoffError",
        "TooLargeError",
        "UnsureSidesError",
    ),
    "records.events": ("Event", "Party", "load_events", "save_events"),
    "records.results": ("Solution",),
    "records.standoff_file": ("load_standoff", "save_standoff"),
    "records.standoffs": ("Standoff",),
    "records.stresses": ("Stress",),
    "reporting": ("report",),
    "solving": ("bargain", "signal", "solve"),
    "solving.stability": ("analyse_conflict", "read_conflict"),
    "stressing": ("map_flips", "stress"),
}


def show_record(record: Any) -> str:
    """A record as a notebook shows it."""
    html: str = import_module("countermove.reporting.notebook").show(record)
    return html


displaying.show.register(object, show_record)


def __getattr__(name: str) -> Any:
    for place, names in PLACES.items():
        if name in names:
            return getattr(import_module(f"countermove.{place}"), name)
    raise AttributeError(f"module 'countermove' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
