"""One run at a time on a case folder; a run that died holds nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from countermove.filing.locking import locked
from countermove.records.errors import CaseError

HOLDS = """
import sys
from pathlib import Path
from countermove.filing.locking import locked
with locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_waits_with_a_word_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    told: list[str] = []
    waits, inside = threading.Event(), threading.Event()

    def say(sentence: str) -> None:
        told.append(sentence)
        waits.set()

    def run() -> None:
        with locked(tmp_path, say):
            inside.set()

    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        second = threading.Thread(target=run)
        second.start()
        assert waits.wait(20)
        assert not inside.wait(0.3)
        holder.kill()
        assert inside.wait(20)
        second.join()
    assert "another run is at work" in told[0]
    assert list(tmp_path.iterdir()) == []


def test_a_step_within_a_run_does_not_wait_for_it(tmp_path: Path) -> None:
    with locked(tmp_path, pytest.fail), locked(tmp_path, pytest.fail):
        pass
    with locked(tmp_path, pytest.fail):
        pass


def test_a_file_in_the_folders_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(CaseError, match="is a file; a case is a folder"),
        locked(tmp_path / "file", pytest.fail),
    ):
        pass
