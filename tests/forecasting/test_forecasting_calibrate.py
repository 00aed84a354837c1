"""The fit of the playbook's scales: finds what made the data, and runs with one command."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from countermove.framing.playbook_scales import Scales
from countermove.records.number_table import read_numbers

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(autouse=True)
def training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))


SLOPES = np.random.default_rng(3).normal(0, 4, (20, 3))
TRUTH = np.array([0.5, -0.3, 0.8])


def bent(place: np.ndarray) -> np.ndarray:
    """Gaps of a smooth model, none at the truth."""
    return np.asarray(SLOPES @ (np.tanh(place) - np.tanh(TRUTH)))


def find(play: Any, kept: np.ndarray, **aim: float) -> np.ndarray:
    fitting = import_module("fitting")
    scan = fitting.move_about(play, 3, 4)
    place: np.ndarray = fitting.fit(play, scan, kept, 30, fitting.Aim(**aim)).place
    return place


def test_a_fit_finds_the_scales_that_made_the_data() -> None:
    found = find(bent, np.ones(20, dtype=bool), prior=100.0)
    assert found == pytest.approx(TRUTH, abs=1e-3)


def test_what_is_held_out_is_not_seen() -> None:
    def play(place: np.ndarray) -> np.ndarray:
        gaps = bent(place)
        gaps[10:] += 40.0  # what half of the data says is far off
        return gaps

    kept = np.arange(20) < 10
    assert find(play, kept, prior=100.0) == pytest.approx(TRUTH, abs=1e-3)


def test_a_class_that_no_scale_fits_drags_a_bent_fit_less() -> None:
    def play(place: np.ndarray) -> np.ndarray:
        gaps = bent(place)
        gaps[0] += 60.0
        return gaps

    every = np.ones(20, dtype=bool)
    straight, robust = (find(play, every, prior=100.0, bend=b) for b in (np.inf, 1.0))
    assert np.linalg.norm(robust - TRUTH) < np.linalg.norm(straight - TRUTH) / 3


def test_a_narrow_prior_keeps_the_playbook_as_it_is() -> None:
    found = find(bent, np.ones(20, dtype=bool), prior=0.001)
    assert found == pytest.approx(np.zeros(3), abs=0.01)


def test_small_gaps_count_as_squares_and_large_ones_as_a_line() -> None:
    aim = import_module("fitting").Aim(bend=1.0)
    small, large = (aim.lose(np.array([g]), np.zeros(1)) for g in (0.01, 1000.0))
    assert small == pytest.approx(1e-4, rel=1e-3)
    assert large == pytest.approx(2000, rel=0.01)


def test_no_moment_is_fitted_that_the_model_has_no_event_for() -> None:
    calibrate = import_module("calibrate")

    moments = list(calibrate.list_moments())
    assert {m.name for m in moments} == set(calibrate.CLASSES)
    assert {m.years for m in moments} == {1, 2, 5, 10}
    for moment in moments:
        assert moment.inside(moment.count.rate)
        assert moment.gap(moment.count.rate) == pytest.approx(0)
        assert moment.gap(moment.count.high) > 0 > moment.gap(moment.count.low)


def test_one_command_runs_and_writes_the_table_of_scales(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From what is shipped alone; little effort, so that nothing is taken over."""
    calibrate = import_module("calibrate")

    out = tmp_path / "scales.tsv"
    monkeypatch.setattr(sys, "argv", ["calibrate.py", "--quick", "--out", str(out)])
    assert calibrate.main() == 0
    assert read_numbers(out) == dict.fromkeys(calibrate.NAMES, 1.0)
    assert Scales(**read_numbers(out)) == Scales()
    note = capsys.readouterr().out
    for words in ("not taken over", "singular values", "classes held out", "years held out"):
        assert words in note
    assert all(f"# {line}" in out.read_text("utf-8") for line in note.splitlines())
