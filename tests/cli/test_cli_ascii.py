"""In a true ASCII locale, nothing that is not ASCII stops a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (
    "Côte d’Ivoire rejects Ghana’s demand\n\nABIDJAN, 6 July 2022 — Ghana demanded that Côte "
    "d’Ivoire open its port, and threatened to ban its cocoa — “now”. Côte d’Ivoire rejected "
    "the demand of Ghana on Tuesday. Ghana banned Ivorian cocoa.\n"
)
EVENTS = "date,actor,action,target\n2022-07-06,Côte d’Ivoire,SANCTION,Łódź\n"


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHONIO"))}
    env = kept | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "import sys; from countermove.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *args]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, check=False, timeout=280
    )


def commands() -> list[list[str]]:
    return [
        ["read", "côté.txt"],
        ["read", "côté.txt", "--json"],
        ["read", "absent–é.txt"],
        ["read", "côté.txt", "--case", "cas"],
        ["import", "événements.csv", "--case", "importé"],
        ["import", "événements.csv", "--case", "x", "--map", "date=é,actor=b,action=c"],
        ["check", "Łódź.yaml"],
        ["--help"],
    ]


@pytest.mark.parametrize(
    "args", commands(), ids=lambda a: " ".join(a).encode("ascii", "replace").decode()
)
def test_no_command_stops_at_a_letter(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "côté.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "événements.csv").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "Łódź.yaml").write_text("title: Łódź — é\nsubject: x\n", encoding="utf-8")
    done = run(tmp_path, *args)
    assert b"Traceback" not in done.stderr + done.stdout, done.stderr.decode("utf-8", "replace")
    assert b"codec can't" not in done.stderr + done.stdout
    refused = args[1:2] == ["absent–é.txt"] or "--map" in args or args[0] == "check"
    assert bool(done.returncode) == refused, done.stderr.decode("utf-8", "replace")


@pytest.mark.slow
def test_a_whole_answer_in_an_ascii_locale(tmp_path: Path) -> None:
    (tmp_path / "côté.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, "answer", "côté.txt", "--case", "cas", "--yes")
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    assert b"codec can't" not in done.stderr
