"""The bundled model, answered and laid beside what happened afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.catalog.worked import list_worked, load_afterwards, load_worked, worked_text
from countermove.records.stresses import Stress

Command = Callable[..., tuple[int, str, str]]

KAZAKHSTAN = "kazakhstan-2022"


@pytest.mark.slow
def test_the_model_is_answered_and_scored(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    call = ("demo", "--model", KAZAKHSTAN, "--case", folder, "--draws", 64, "--workers", 1)
    status, out, err = command(*call)
    assert status == 0, err
    assert (folder / "standoff.yaml").read_text() == worked_text(KAZAKHSTAN)
    assert (folder / "articles").is_dir()
    before, _, after = out.partition("What happened after 7 July 2022")
    assert "What would flip it" in before
    for happening in load_afterwards(KAZAKHSTAN).happenings:
        assert happening.on.isoformat() in after
        assert happening.why not in before
    said = [int(x) / 100 for x in re.findall(r"(\d+) % +(?:yes|no)", after)]
    came = [x == "yes" for x in re.findall(r"\d+ % +(yes|no)", after)]
    assert came == [h.happened for h in load_afterwards(KAZAKHSTAN).happenings]
    brier = sum((p - x) ** 2 for p, x in zip(said, came, strict=True)) / len(came)
    assert abs(float(re.findall(r"Brier score (\d\.\d\d)", after)[0]) - brier) < 0.01
    page = (folder / "backtest-annex.html").read_text()
    assert "What happened afterwards" in page
    assert "no measure of accuracy" in page
    assert "Fergana" in page
    assert "Fergana" not in (folder / "report.html").read_text()
    assert "Fergana" not in (folder / "report-annex.html").read_text()
    solved = (folder / "stress.json").stat().st_mtime_ns
    assert command(*call)[1] == out
    assert (folder / "stress.json").stat().st_mtime_ns == solved
    assert Stress.load(folder / "stress.json").standoff.as_of == load_afterwards(KAZAKHSTAN).cutoff


def test_a_model_that_is_not_bundled_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    status, _, err = command("demo", "--model", "atlantis", "--case", tmp_path / "case")
    assert status == 2
    assert "kazakhstan-2022" in err.partition("there are ")[2]
    assert not (tmp_path / "case").exists()


def test_an_article_that_is_not_bundled_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    status, _, err = command("demo", "--article", "atlantis", "--case", tmp_path / "case")
    assert status == 2
    assert "harbour-strike" in err


def test_the_list_tells_who_is_pressed_by_whom_and_as_of_when(command: Command) -> None:
    status, out, err = command("demo", "--list")
    assert status == 0
    for name in list_worked():
        standoff = load_worked(name)
        line = next(x for x in out.splitlines() if x.startswith(f"{name}  "))
        assert standoff.player(standoff.subject).name in line
        assert standoff.others[0].name in line
        assert line.endswith(f"as of {standoff.as_of}")
        assert standoff.title in out
    assert "harbour-strike" in out
    assert "no measure of accuracy" in out + err
