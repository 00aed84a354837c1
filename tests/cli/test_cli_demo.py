"""The bundled model, answered and laid beside what happened afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.catalog.kazakhstan_2022 import case_text, load_afterwards
from countermove.records.stresses import Stress

Command = Callable[..., tuple[int, str, str]]


@pytest.mark.slow
def test_the_model_is_answered_and_scored(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    call = ("demo", "--model", "kazakhstan-2022", "--case", folder, "--draws", 64, "--workers", 1)
    status, out, err = command(*call)
    assert status == 0, err
    assert (folder / "standoff.yaml").read_text() == case_text()
    assert (folder / "articles").is_dir()
    before, _, after = out.partition("What happened after 7 July 2022")
    assert "What would flip it" in before
    for happening in load_afterwards().happenings:
        assert happening.on.isoformat() in after
        assert happening.why not in before
    said = [int(x) / 100 for x in re.findall(r"(\d+) % +(?:yes|no)", after)]
    came = [x == "yes" for x in re.findall(r"\d+ % +(yes|no)", after)]
    assert came == [h.happened for h in load_afterwards().happenings]
    brier = sum((p - x) ** 2 for p, x in zip(said, came, strict=True)) / len(came)
    assert abs(float(re.findall(r"Brier score (\d\.\d\d)", after)[0]) - brier) < 0.01
    page = (folder / "backtest.html").read_text()
    assert "What happened afterwards" in page
    assert "Fergana" in page
    assert "Fergana" not in (folder / "report.html").read_text()
    solved = (folder / "stress.json").stat().st_mtime_ns
    assert command(*call)[1] == out
    assert (folder / "stress.json").stat().st_mtime_ns == solved
    assert Stress.load(folder / "stress.json").standoff.as_of == load_afterwards().cutoff


def test_a_model_that_is_not_bundled_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    status, _, err = command("demo", "--model", "atlantis", "--case", tmp_path / "case")
    assert status == 2
    assert "there are kazakhstan-2022" in err
    assert not (tmp_path / "case").exists()


def test_an_article_that_is_not_bundled_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    status, _, err = command("demo", "--article", "atlantis", "--case", tmp_path / "case")
    assert status == 2
    assert "harbour-strike" in err
