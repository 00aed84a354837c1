"""`countermove ask`: answers go into the file, can be undone, and bind the numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.eliciting.drawn import draw_standoff
from typer.testing import CliRunner

from countermove.cli.app import app
from countermove.records.standoff_file import load_standoff, save_standoff


@pytest.fixture
def case(tmp_path: Path) -> Path:
    save_standoff(draw_standoff(np.random.default_rng(1)), tmp_path / "standoff.yaml")
    return tmp_path


def ask(case: Path, typed: str) -> str:
    args = ["ask", str(case), "--by", "AB", "--draws", "256"]
    result = CliRunner().invoke(app, args, input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def judged(case: Path) -> list[str]:
    players = load_standoff(case / "standoff.yaml").players
    return [p.by for player in players for _, _, p in player.preferences()]


def test_an_answer_is_kept_under_the_initials(case: Path) -> None:
    told = ask(case, "1\nq\n")
    assert judged(case) == ["AB"]
    assert "Comes first" in told
    assert "point" not in told


def test_undo_leaves_the_file_as_it_was(case: Path) -> None:
    before = (case / "standoff.yaml").read_text()
    ask(case, "2\nu\nq\n")
    assert (case / "standoff.yaml").read_text() == before


def test_what_is_no_answer_is_asked_again_and_no_answer_is_not_kept(case: Path) -> None:
    told = ask(case, "yes\nd\ns\nq\n")
    assert "is no answer" in told
    assert judged(case) == []
