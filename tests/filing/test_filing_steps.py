"""A step runs when something it depends on has changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from countermove.filing import Case, Step, run_step, was_edited
from countermove.filing.manifest import MANIFEST
from countermove.filing.steps import is_current


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "in.txt").write_text("input")
    return Case(tmp_path)


def make_step(case: Case, **settings: int) -> Step:
    return Step("copy", (case.folder / "in.txt",), (case.folder / "out.txt",), dict(settings))


def work(case: Case) -> None:
    (case.folder / "out.txt").write_text((case.folder / "in.txt").read_text())


def run(case: Case, **settings: int) -> bool:
    return run_step(case, make_step(case, **settings), lambda: work(case))


def test_a_second_run_does_nothing(case: Case) -> None:
    assert run(case)
    assert not run(case)


def test_a_changed_input_runs_again(case: Case) -> None:
    run(case)
    (case.folder / "in.txt").write_text("other")
    assert run(case)
    assert (case.folder / "out.txt").read_text() == "other"


def test_a_changed_setting_runs_again(case: Case) -> None:
    run(case, seed=1)
    assert run(case, seed=2)


def test_a_missing_or_changed_output_runs_again(case: Case) -> None:
    run(case)
    (case.folder / "out.txt").unlink()
    assert run(case)
    (case.folder / "out.txt").write_text("meddled")
    assert run(case)


def test_another_version_runs_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    run(case)
    monkeypatch.setattr("countermove.filing.steps.VERSION", "9.9")
    assert run(case)


def test_a_killed_step_runs_again_and_keeps_what_was_finished(case: Case) -> None:
    run(case)
    (case.folder / "in.txt").write_text("other")

    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_step(case, make_step(case), die)
    assert (case.folder / "out.txt").read_text() == "input"
    assert not is_current(case, make_step(case))


def test_a_damaged_manifest_only_means_running_again(case: Case) -> None:
    run(case)
    (case.folder / MANIFEST).write_text("{")
    assert run(case)


def test_an_edit_by_hand_is_seen(case: Case) -> None:
    step = make_step(case)
    assert not was_edited(case, step)
    run(case)
    assert not was_edited(case, step)
    (case.folder / "out.txt").write_text("edited")
    assert was_edited(case, step)


def test_a_file_put_there_by_hand_is_seen(case: Case) -> None:
    (case.folder / "out.txt").write_text("by hand")
    assert was_edited(case, make_step(case))
