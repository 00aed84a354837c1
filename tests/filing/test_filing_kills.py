"""A case killed after any of its renames never passes an old answer for a new one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from countermove.filing import Case, Choices, Run, answer_case, frame_case, read_case
from countermove.records.events import load_events, save_events

SCRIPT = Path(__file__).with_name("killed_runs.py")
TEXT = "Russia suspended shipments of Kazakh oil. Kazakhstan refused to recognise the regions."
FURTHER = " Russia threatened Kazakhstan with sanctions."
SLOWER = [pytest.param(h, marks=pytest.mark.slow) for h in ("as it is", "gone", "read gone")]
CHOICES = Choices(subject="KAZ", other="RUS", draws=16)


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork here")
@pytest.mark.parametrize("how", ["damaged", *SLOWER])
def test_a_text_edited_after_a_kill_is_read_again(tmp_path: Path, how: str) -> None:
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), how],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert sum(row["died"] for row in told) >= 10
    assert [row for row in told if row["differ"]] == []


def run_on(folder: Path, text: Path) -> Run:
    run = Run(Case(folder), CHOICES)
    read_case(run, [text])
    frame_case(run)
    return run


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("spoilt", [(), ("case.json",), ("case.json", "intents.json")])
def test_a_stand_off_edited_by_hand_survives(
    tmp_path: Path, essay: Path, spoilt: tuple[str, ...]
) -> None:
    run = run_on(tmp_path / "case", essay)
    edited = run.case.standoff.read_text(encoding="utf-8") + "# mine\n"
    run.case.standoff.write_text(edited, encoding="utf-8")
    for name in spoilt:
        (run.case.folder / name).write_text("{", encoding="utf-8")
    essay.write_text(TEXT + FURTHER, encoding="utf-8")
    run_on(tmp_path / "case", essay)
    assert run.case.standoff.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize("spoilt", [(), ("case.json",), ("case.json", "intents.json")])
@pytest.mark.parametrize("changed", [False, True])
def test_a_review_survives_and_the_new_text_is_read(
    tmp_path: Path, essay: Path, spoilt: tuple[str, ...], changed: bool
) -> None:
    run = run_on(tmp_path / "case", essay)
    first, *rest = load_events(run.case.events)
    save_events((first.model_copy(update={"review": "rejected"}), *rest), run.case.events)
    for name in spoilt:
        (run.case.folder / name).unlink()
    if changed:
        essay.write_text(TEXT.replace("refused", "has refused") + FURTHER, encoding="utf-8")
    run_on(tmp_path / "case", essay)
    events = load_events(run.case.events)
    assert next(e.review for e in events) == "rejected"
    assert any("threatened" in e.quote.text for e in events) is changed


def test_a_folder_half_of_old_texts_is_not_read(tmp_path: Path, essay: Path) -> None:
    run = run_on(tmp_path / "case", essay)
    (run.case.articles / ".unfinished").write_text("", encoding="utf-8")
    with pytest.raises(Exception, match="cut off while it was filled"):
        read_case(run)
    run_on(tmp_path / "case", essay)
    read_case(run)


@pytest.mark.slow
def test_an_answer_after_a_damaged_record_is_of_the_new_text(tmp_path: Path, essay: Path) -> None:
    run = Run(Case(tmp_path / "case"), CHOICES)
    before = answer_case(run, [essay])
    (run.case.folder / "case.json").write_text("{", encoding="utf-8")
    essay.write_text(TEXT + FURTHER, encoding="utf-8")
    after = answer_case(run, [essay])
    fresh = answer_case(Run(Case(tmp_path / "fresh"), CHOICES), [essay])
    assert after == fresh != before
