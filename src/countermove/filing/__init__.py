"""Filing: a case folder, which steps are up to date, whole-or-nothing writes, resuming."""

from __future__ import annotations

from countermove.filing.case import Case, hash_file
from countermove.filing.manifest import Manifest, StepRecord
from countermove.filing.running import (
    Choices,
    Run,
    answer_case,
    draft_from,
    frame_case,
    guess_of,
    read_case,
    report_case,
    solve_case,
    stress_case,
)
from countermove.filing.sides import has_sides_named
from countermove.filing.steps import Step, is_current, run_step, was_edited
from countermove.filing.writing import write_bytes, write_text

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
    "solve_case",
    "stress_case",
    "was_edited",
    "write_bytes",
    "write_text",
]
