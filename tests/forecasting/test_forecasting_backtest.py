"""The back-test's scores, and that what is registered is what would be drawn."""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(autouse=True)
def training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))


def test_scores_are_those_of_their_definitions() -> None:
    scoring = import_module("scoring")

    chances, came = np.array([0.25, 0.5, 0.0]), np.array([0.0, 1.0, 1.0])
    assert scoring.brier(chances, came) == pytest.approx((0.0625 + 0.25 + 1) / 3)
    assert scoring.log_scores(chances, came) == pytest.approx(-np.log([0.75, 0.5, 0.01]))
    assert scoring.reliability(chances, came) == [(1, 0.0, 1.0), (1, 0.25, 0.0), (1, 0.5, 1.0)]


@pytest.mark.parametrize("bold", [0.5, 1.0, 2.0])
def test_the_slope_finds_how_bold_forecasts_are(bold: float) -> None:
    scoring = import_module("scoring")

    rng = np.random.default_rng(5)
    odds = rng.normal(0, 1, 40_000)
    came = (rng.random(40_000) < 1 / (1 + np.exp(-odds))).astype(float)
    found, intercept = scoring.slope(1 / (1 + np.exp(-bold * odds)), came)
    assert found == pytest.approx(1 / bold, rel=0.05)
    assert intercept == pytest.approx(0, abs=0.05)


def test_cases_of_one_pair_are_drawn_together() -> None:
    scoring = import_module("scoring")

    gaps = np.repeat(np.random.default_rng(1).normal(0, 1, 30), 20)
    apart = scoring.bootstrap(gaps, [str(i) for i in range(600)], 500, 1)
    together = scoring.bootstrap(gaps, [str(i // 20) for i in range(600)], 500, 1)
    assert together[1] - together[0] > 2.5 * (apart[1] - apart[0])


def test_what_was_registered_bears_its_own_hash() -> None:
    text = (TRAINING / "backtest_registered.txt").read_text(encoding="utf-8")
    body, _, signature = text.rpartition("sha256 ")
    assert hashlib.sha256(body.encode()).hexdigest() == signature.strip()


def test_the_registered_protocol_is_the_one_that_is_run() -> None:
    backtest = import_module("backtest")

    text = (TRAINING / "backtest_registered.txt").read_text(encoding="utf-8")
    assert text.startswith(backtest.PROTOCOL)
    numbers = text.removeprefix(backtest.PROTOCOL).split()[:-2]
    assert len(set(numbers)) == backtest.COUNT >= 200


def test_a_changed_list_of_cases_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backtest = import_module("backtest")

    if not backtest.CASES.is_file():
        pytest.skip(f"NOT RUN: {backtest.CASES} is absent")
    changed = tmp_path / "registered.txt"
    changed.write_text(
        backtest.REGISTERED.read_text(encoding="utf-8").replace("sha256 ", "sha256 0"), "utf-8"
    )
    monkeypatch.setattr(backtest, "REGISTERED", changed)
    monkeypatch.setattr(sys, "argv", ["backtest.py"])
    assert backtest.main() == 1
    assert "nothing was run" in capsys.readouterr().err
