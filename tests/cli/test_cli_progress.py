"""Progress on a terminal: one line, whatever is being done; nothing where nobody watches."""

from __future__ import annotations

import io
import re

import pytest

from countermove.cli.progress import show_progress
from countermove.records.progress import silent


class Terminal(io.StringIO):
    """A terminal's standard error."""

    def isatty(self) -> bool:
        return True


def test_nine_steps_share_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with show_progress() as report:
        for step in range(9):
            for done in range(4):
                report(f"step number {step}", done, 3)
    drawn = shown.getvalue()
    assert "step number 8" in drawn
    frames = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn).split("\r")
    assert all(frame.count("step number") <= 1 for frame in frames)
    assert all(len(frame.strip()) <= 80 for frame in frames)


def test_nothing_is_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr("sys.stderr", shown)
    with show_progress() as report:
        assert report is silent
    assert shown.getvalue() == ""
