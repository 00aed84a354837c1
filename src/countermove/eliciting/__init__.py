"""Asking a person what decides: comparisons chosen by what their answers are worth."""

from __future__ import annotations

from countermove.eliciting.interview import Interview, open_interview
from countermove.eliciting.kept_draws import Draws, draw_free, load_draws, save_draws
from countermove.eliciting.questions import ANSWERS, Question, write_answer

__all__ = [
    "ANSWERS",
    "Draws",
    "Interview",
    "Question",
    "draw_free",
    "load_draws",
    "open_interview",
    "save_draws",
    "write_answer",
]
