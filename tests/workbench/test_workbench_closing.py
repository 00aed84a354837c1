"""What is under way when the workbench is closed ends with it, without a fault in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.factories import make_player, make_standoff

from countermove.filing import Case
from countermove.records.standoff_file import dump_standoff
from countermove.workbench.kept_guesses import KeptGuesses
from countermove.workbench.working import Worker


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker whose first answer cannot begin a thread, as in a program that ends."""
    options = [{"name": "hold", "label": "Hold on"}]
    standoff = make_standoff(*(make_player(id, options if id == "A" else []) for id in "AB"))
    (tmp_path / "standoff.yaml").write_text(dump_standoff(standoff))

    def refuse(*_: object) -> None:
        raise RuntimeError("cannot schedule new futures after interpreter shutdown")

    monkeypatch.setattr(KeptGuesses, "first", refuse)
    return Worker(Case(tmp_path))


def test_a_first_answer_ends_with_the_program(worker: Worker) -> None:
    worker.close()
    worker.answer_first(0)
    assert worker.felt.is_set()


def test_a_fault_while_it_is_open_is_not_hidden(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="cannot schedule"):
        worker.answer_first(0)
