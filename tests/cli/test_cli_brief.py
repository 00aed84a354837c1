"""The answer on a terminal: at most 25 lines of 80 columns, the rest on request."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (
    "Russia suspended shipments of Kazakh oil on Monday. Kazakhstan refused to recognise the "
    "breakaway regions. Kazakhstan should consolidate its society and diversify its routes. "
    "Russia may intervene in Kazakhstan while it is not tied up in Ukraine.\n"
)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder, 80 columns wide."""
    named = ("--subject", "KAZ", "--other", "RUS", "--draws", "16", "--case", "c")
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from countermove.cli import main; main()",
            "answer",
            *words,
            *named,
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={"COLUMNS": "80", "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("brief")
    (place / "essay.txt").write_text(TEXT, encoding="utf-8")
    run(place, "essay.txt")
    return place


def test_the_answer_fits_on_a_screen_and_names_the_page(folder: Path) -> None:
    lines = run(folder).stdout.strip().splitlines()
    assert len(lines) <= 25
    assert all(len(line) <= 80 for line in lines)
    text = "\n".join(lines)
    assert "What should Kazakhstan do now?" in text
    assert "How sure:" in text
    assert "What would flip it" in text
    assert "The page: c/report.html" in text


def test_details_prints_the_rest(folder: Path) -> None:
    told = run(folder, "--details").stdout
    assert "How such stand-offs have gone, beside the model" in told
    assert "The courses" in told
