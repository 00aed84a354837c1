"""`countermove signal` prints, writes and refuses."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

from typer.testing import CliRunner

from countermove.cli.app import app

MODEL = files("countermove.catalog.worked") / "kazakhstan-2022" / "standoff.yaml"


def test_it_tells_of_every_threat_and_writes_them(tmp_path: Path) -> None:
    with as_file(MODEL) as path:
        shown = CliRunner().invoke(app, ["signal", str(path), "--draws", "16"])
        kept = CliRunner().invoke(
            app, ["signal", str(path), "--draws", "16", "-o", str(tmp_path / "signals.json")]
        )
    assert (shown.exit_code, kept.exit_code) == (0, 0)
    assert "could threaten" in shown.stdout
    assert "What this leaves out" in shown.stdout
    threats = json.loads((tmp_path / "signals.json").read_text(encoding="utf-8"))["threats"]
    assert threats
    assert all(t["plays"] for t in threats)
