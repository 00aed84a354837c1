"""The one question that is asked, and what is done where nobody can be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from countermove.cli.asking import ask_sides, run_asking
from countermove.filing import Case, Choices, Run, frame_case, read_case
from countermove.records.errors import UnsureSidesError
from countermove.records.guesses import Guess
from countermove.records.standoff_file import load_standoff

TEXT = """Two ports, one strait

Norvan accused Selva of smuggling. Selva accused Norvan of smuggling.

Norvan banned imports of fish from Selva. Selva banned imports of fish from Norvan.
"""
GUESSES = tuple(
    Guess(subject=s, other=o, subject_name=s.title(), other_name=o.title(), chance=c)
    for s, o, c in (("norvan", "selva", 0.5), ("selva", "norvan", 0.4))
)


def test_a_person_chooses_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter([3, 2])
    monkeypatch.setattr("typer.prompt", lambda *_args, **_more: next(said))
    assert ask_sides(GUESSES) == GUESSES[1]


def test_the_choice_is_worked_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_args, **_more: 1)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    def work(choices: Choices) -> tuple[str | None, str | None]:
        if choices.subject is None:
            raise UnsureSidesError("unsure", GUESSES)
        return choices.subject, choices.other

    assert run_asking(Choices(), work) == ("norvan", "selva")


def test_without_a_person_the_error_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def work(_choices: Choices) -> None:
        raise UnsureSidesError("unsure", GUESSES)

    with pytest.raises(UnsureSidesError):
        run_asking(Choices(), work)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    source = tmp_path / "strait.txt"
    source.write_text(TEXT, encoding="utf-8")
    case = Case(tmp_path / "case")
    read_case(Run(case), [source])
    return case


def sides(case: Case) -> tuple[str, str]:
    standoff = load_standoff(case.standoff)
    return standoff.subject, standoff.others[0].id


def test_a_case_remembers_who_was_named(case: Case) -> None:
    frame_case(Run(case, Choices(subject="Selva", other="Norvan")))
    first = sides(case)
    frame_case(Run(case, Choices()))
    assert sides(case) == first
    frame_case(Run(case, Choices(subject="Norvan", other="Selva")))
    assert sides(case) == first[::-1]


def test_the_likeliest_is_marked_as_unconfirmed(case: Case) -> None:
    said: list[str] = []
    with pytest.raises(UnsureSidesError, match="--yes"):
        frame_case(Run(case, Choices()))
    frame_case(Run(case, Choices(take_likeliest=True), tell=said.append))
    assert any(line.startswith("Read as: ") and line.endswith("unconfirmed") for line in said)
    assert load_standoff(case.standoff).notes[0].startswith("unconfirmed: read as ")
