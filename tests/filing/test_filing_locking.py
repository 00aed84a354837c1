"""One run at a time on a case folder; a run that died holds nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from countermove.filing import Case, Choices, Run, read_case
from countermove.filing.locking import locked, writing
from countermove.filing.steps import MeanwhileError, Step, run_step
from countermove.records.errors import CaseError
from countermove.records.events import load_events, save_events

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
    number = f" (process {holder.pid})" if Path("/proc/locks").exists() else ""
    assert f"another run{number} is at work" in told[0]
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


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def write() -> None:
        nonlocal at_once, most
        with writing(tmp_path):
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.01)
            with lock:
                at_once -= 1

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_step_does_not_write_over_an_edit_made_while_it_worked(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.standoff.write_text("as it was")

    def work() -> dict[Path, str]:
        case.standoff.write_text("edited")
        return {case.standoff: "drafted"}

    with pytest.raises(MeanwhileError):
        run_step(case, Step("frame", (), (case.standoff,), {}), work)
    assert case.standoff.read_text() == "edited"


def test_a_verdict_given_while_the_articles_are_read_is_kept(tmp_path: Path) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text("Russia threatened Kazakhstan. Kazakhstan rejected the demand of Russia.")
    case, edits = Case(tmp_path / "case"), [False, True]

    def review(what: str, done: int, total: int) -> None:
        if edits.pop() if edits else False:
            first, *rest = load_events(case.events)
            save_events((first.model_copy(update={"review": "rejected"}), *rest), case.events)

    read_case(Run(case, Choices()), [essay])
    essay.write_text(essay.read_text() + " Russia expelled an envoy of Kazakhstan.")
    read_case(Run(case, Choices(), progress=review), [essay])
    events = load_events(case.events)
    assert events[0].review == "rejected"
    assert any("expelled" in event.quote.text for event in events)
