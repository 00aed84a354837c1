"""The map over any two numbers, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from countermove.cli.app import run

MODEL = """\
title: t
question: What should A do now?
subject: A
horizon: 2 years
players:
  A:
    name: Aland
    options:
      guard: {label: Stand guard}
    payoffs:
      - {when: raid and not guard, per_year: [-9, -5, -1]}
      - {when: guard, per_year: [-6, -3, 0]}
  B:
    name: Beland
    options:
      raid: {label: Raid, today: true, lasting: true}
courses:
  guard: [guard]
  wait: []
"""
X = "players.A.payoffs[raid and not guard].per_year"
Y = "players.A.payoffs[guard].per_year"


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["countermove", "map-flips", *arguments])
    try:
        run()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "standoff.yaml"
    file.write_text(MODEL)
    return str(file)


def test_the_map_has_a_key_to_its_courses(
    path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, path, X, Y, "--points", "3") == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == f"down: {Y}; across: {X}"
    assert [line.split() for line in lines[1:5]] == [
        ["-9", "-5", "-1"],
        ["0", "A", "A", "A"],
        ["-3", "A", "A", "B"],
        ["-6", "A", "B", "B"],
    ]
    assert lines[5:] == ["A  guard", "B  wait"]


def test_the_map_as_json(
    path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, path, X, Y, "--points", "3", "--json") == 0
    found = json.loads(capfd.readouterr().out)
    assert found["best"][0] == ["guard", "wait", "wait"]


def test_a_number_that_does_not_exist(
    path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, path, X.replace("raid", "rain"), Y) == 2
    assert f"did you mean '{X}'" in capfd.readouterr().err
