"""The map over any two numbers, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from countermove.cli.app import app
from countermove.records.errors import SettingsError

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


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "standoff.yaml"
    file.write_text(MODEL)
    return str(file)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["map-flips", *arguments])


def test_the_map_has_a_key_to_its_courses(path: str) -> None:
    lines = call(path, X, Y, "--points", "3").stdout.splitlines()
    stake = "1 is what a year of ‘Stand guard’ weighs"
    assert lines[0] == f"down: {Y} ({stake}); across: {X} ({stake})"
    assert [line.split() for line in lines[1:5]] == [
        ["−3", "−1.67", "−0.333"],
        ["0", "A", "A", "A"],
        ["−1", "A", "A", "B"],
        ["−2", "A", "B", "B"],
    ]
    assert lines[5:] == ["A  guard", "B  wait"]


def test_the_map_as_json(path: str) -> None:
    found = json.loads(call(path, X, Y, "--points", "3", "--json").stdout)
    assert found["best"][0] == ["guard", "wait", "wait"]


def test_a_number_that_does_not_exist(path: str) -> None:
    found = call(path, X.replace("raid", "rain"), Y)
    assert isinstance(found.exception, SettingsError)
    assert f"did you mean '{X}'" in str(found.exception)
