"""Filing: a case folder, which steps are up to date, whole-or-nothing writes, resuming.

Names are loaded when first used: a verb that only looks into a case loads no step.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from countermove.filing.case import Case, hash_file
    from countermove.filing.manifest import Manifest, StepRecord
    from countermove.filing.run import Choices, Run
    from countermove.filing.running import (
        answer_case,
        draft_from,
        frame_case,
        guess_of,
        read_case,
        report_case,
        signals_of,
        solve_case,
        stress_case,
    )
    from countermove.filing.sides import has_sides_named
    from countermove.filing.steps import Step, is_current, run_step, was_edited
    from countermove.records.writing import write_bytes, write_text

__all__ = [
    "Case",
    "Choices",
    "Manifest",
    "Run",
    "Step",
    "StepRecord",
    "answer_case",
    "draft_from",
    "frame_case",
    "guess_of",
    "has_sides_named",
    "hash_file",
    "is_current",
    "read_case",
    "report_case",
    "run_step",
    "signals_of",
    "solve_case",
    "stress_case",
    "was_edited",
    "write_bytes",
    "write_text",
]

PLACES = {
    "case": (
        "Case",
        "hash_file",
    ),
    "manifest": (
        "Manifest",
        "StepRecord",
    ),
    "run": ("Choices", "Run"),
    "running": (
        "answer_case",
        "draft_from",
        "frame_case",
        "guess_of",
        "read_case",
        "report_case",
        "signals_of",
        "solve_case",
        "stress_case",
    ),
    "sides": ("has_sides_named",),
    "steps": (
        "Step",
        "is_current",
        "run_step",
        "was_edited",
    ),
}


def __getattr__(name: str) -> Any:
    if name in ("write_bytes", "write_text"):
        return getattr(import_module("countermove.records.writing"), name)
    for place, names in PLACES.items():
        if name in names:
            return getattr(import_module(f"countermove.filing.{place}"), name)
    raise AttributeError(f"module 'countermove.filing' has no attribute {name!r}")
