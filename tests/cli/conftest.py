"""The command line as a person calls it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.cli.app import run

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line; its exit status, standard output and standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["countermove", *map(str, arguments)])
        status = 0
        try:
            run()
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return call
