"""`countermove bargain` prints and writes."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

from typer.testing import CliRunner

from countermove.cli.app import app

MODEL = files("countermove.catalog.worked") / "kazakhstan-2022" / "standoff.yaml"


def test_it_tells_of_settlements_and_the_forecast_with_its_warning(tmp_path: Path) -> None:
    kept = tmp_path / "bargains.json"
    with as_file(MODEL) as path:
        shown = CliRunner().invoke(app, ["bargain", str(path)])
        written = CliRunner().invoke(app, ["bargain", str(path), "-o", str(kept)])
    assert (shown.exit_code, written.exit_code) == (0, 0)
    for words in ("Settlements", "expected-utility school", "leaves out"):
        assert words in shown.stdout
    assert json.loads(kept.read_text(encoding="utf-8"))["settlements"]
