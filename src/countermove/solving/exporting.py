"""`export_standoff`: a stand-off at its likely values for other programs."""

from __future__ import annotations

from typing import cast

from countermove.records.errors import SettingsError
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_payoffs
from countermove.solving.play.efg import write_efg
from countermove.solving.play.game import compile_game
from countermove.solving.stability import build_graph, conflict_from_standoff, take_snapshot
from countermove.solving.stability.conflicts.conflict_files import (
    CONFLICT_FORMS,
    ConflictForm,
    write_conflict,
)
from countermove.solving.stability.models.snapshots import When

__all__ = ["STANDOFF_FORMS", "export_standoff"]

STANDOFF_FORMS: dict[str, str] = {**dict(CONFLICT_FORMS.items()), "efg": ".efg"}
"""Every form a stand-off can be written in, with the ending it is known by."""


def export_standoff(standoff: Standoff, form: str, *, when: When = "now") -> str:
    """The stand-off as the text of another program's file.

    `gmcr`, `graphml`, `mermaid` and `conflict` hold one snapshot in the graph model: states,
    moves and rankings; `efg` the game over time for Gambit. What levers cost is fed into the
    payoffs first, as `solve` does.

    Raises:
        SettingsError: there is no such form.
        InputError: the form cannot say what the stand-off holds.
        TooLargeError: there are too many states to list.
    """
    if form not in STANDOFF_FORMS:
        raise SettingsError(f"there is no form {form!r}; there are {', '.join(STANDOFF_FORMS)}")
    fed = feed_payoffs(standoff)
    if form == "efg":
        return write_efg(compile_game(fed))
    conflict = conflict_from_standoff(fed, when)
    drawn = form in ("graphml", "mermaid")
    graph = build_graph(take_snapshot(fed, when).model) if drawn else None
    return write_conflict(conflict, cast("ConflictForm", form), model=graph)
