"""What was read is known again by its content, at any depth, and no path of the machine is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from countermove.filing import Case, Choices, Run, answer_case, read_case

TEXT = (
    "Russia suspended shipments of Kazakh oil. Kazakhstan refused to recognise the regions. "
    "Russia threatened Kazakhstan with sanctions."
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts in folders, two of one name."""
    for place in ("a", "b/c"):
        (tmp_path / "texts" / place).mkdir(parents=True)
        (tmp_path / "texts" / place / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"


@pytest.mark.parametrize("place", ["a", "b/c"])
def test_an_edit_at_any_depth_is_read_again(tmp_path: Path, texts: Path, place: str) -> None:
    run = Run(Case(tmp_path / "case"))
    read_case(run, [texts])
    before = (tmp_path / "case" / "events.jsonl").read_text(encoding="utf-8")
    (texts / place / "one.txt").write_text(TEXT + " China sanctioned Russia.", encoding="utf-8")
    read_case(run, [texts])
    assert (tmp_path / "case" / "events.jsonl").read_text(encoding="utf-8") != before


@pytest.mark.parametrize("place", ["a", "b/c"])
def test_an_edit_of_either_of_two_files_of_one_name_is_read_again(
    tmp_path: Path, texts: Path, place: str
) -> None:
    named = [texts / "a" / "one.txt", texts / "b" / "c" / "one.txt"]
    run = Run(Case(tmp_path / "case"))
    read_case(run, named)
    before = (tmp_path / "case" / "events.jsonl").read_text(encoding="utf-8")
    (texts / place / "one.txt").write_text(TEXT + " China sanctioned Russia.", encoding="utf-8")
    read_case(run, named)
    assert (tmp_path / "case" / "events.jsonl").read_text(encoding="utf-8") != before


def test_no_file_of_a_case_holds_a_path_of_the_machine(tmp_path: Path) -> None:
    home = tmp_path / "somebody-s-folder"
    home.mkdir()
    (home / "essay.txt").write_text(TEXT, encoding="utf-8")
    choices = Choices(subject="KAZ", other="RUS", draws=16)
    answer_case(Run(Case(tmp_path / "case"), choices), [home / "essay.txt"])
    held = [p for p in (tmp_path / "case").rglob("*") if p.is_file()]
    assert len(held) > 6
    assert [p.name for p in held if b"somebody-s-folder" in p.read_bytes()] == []
