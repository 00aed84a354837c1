"""`compare` on the command line: two runs of one case in words, and no two cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workbench.conftest import STANDOFF

from countermove.cli.app import run
from countermove.records.standoff_file import parse_standoff
from countermove.stressing import stress

OTHER = (
    STANDOFF.replace("subject: EBB", "subject: HAR").partition("courses:")[0]
    + "courses:\n  hold: [close_port]\n  open: []\n"
)


def kept(folder: Path, name: str, text: str) -> str:
    path = folder / f"{name}.json"
    stress(parse_standoff(text), draws=16).save(path)
    return str(path)


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["countermove", *arguments])
    with pytest.raises(SystemExit) as stop:
        run()
    return int(stop.value.code or 0)


def test_two_cases_are_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [kept(tmp_path, "ours", STANDOFF), kept(tmp_path, "theirs", OTHER)]
    assert call(monkeypatch, "compare", *files) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "these are two cases (Ebbland against Harland; Harland against Ebbland)" in told
    assert "Traceback" not in told


def test_a_changed_number_is_named_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dearer = STANDOFF.replace("per_year: [-30, -12, -2]", "per_year: [-60, -24, -4]")
    files = [kept(tmp_path, "before", STANDOFF), kept(tmp_path, "after", dearer)]
    assert call(monkeypatch, "compare", *files) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "How much a year of ‘Give in to Harland’ matters to Ebbland was changed" in told
    assert "from a loss of " in told
    assert not any(key in told for key in ("players.", "payoffs[", "per_year"))
