"""The page of worked stand-offs tells what stands in the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from countermove.catalog.worked import chances_of, list_worked, load_afterwards, load_worked
from countermove.stressing import stress

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "worked-stand-offs.md"
LARGE = "kazakhstan-2022"
"""Its demonstration tells its questions; the page only names it."""
SOLVED = [case for case in list_worked() if case != LARGE]
NEAR = 0.05
"""How far a chance may have moved since the page was made, before it has to be made again."""


def list_rows(columns: int) -> Iterator[list[str]]:
    """The rows of the table of so many columns that begin with a case."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == columns and cells[0] in list_worked():
            yield cells


def test_every_case_stands_on_the_page_as_its_files_tell_it() -> None:
    rows = {row[0]: row for row in list_rows(5) if re.fullmatch(r"\d{4}-\d\d-\d\d", row[1])}
    assert tuple(sorted(rows)) == list_worked()
    for case, (_, day, title, advice, taken) in rows.items():
        standoff, told = load_worked(case), load_afterwards(case)
        assert (day, title) == (str(standoff.as_of), standoff.title)
        assert advice
        assert taken == (told.taken or "—")


def test_every_question_stands_on_the_page_with_what_came() -> None:
    rows = [r for r in list_rows(5) if not re.fullmatch(r"\d{4}-\d\d-\d\d", r[1])]
    found = [(case, question, came) for case, question, _, _, came in rows]
    expected = []
    for case in SOLVED:
        labels = {outcome.name: outcome.label for outcome in load_worked(case).outcomes}
        for h in load_afterwards(case).happenings:
            question = f"{labels[h.outcome]}, {'by' if h.ever else 'on'} {h.on}"
            expected.append((case, question, f"{'yes' if h.happened else 'no'}: {h.why}"))
    assert found == expected


def test_the_page_says_that_it_measures_nothing() -> None:
    assert "no measure of accuracy" in PAGE.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("case", SOLVED)
def test_the_chances_on_the_page_are_those_of_the_solver(case: str) -> None:
    """If not, run training/worked_page.py."""
    told = load_afterwards(case)
    found = stress(load_worked(case), draws=64, seed=7, workers=1)
    chances = chances_of(told, found.paths, told.taken or found.best_course)
    said = [row[3] for row in list_rows(5) if row[0] == case and row[3].endswith("%")]
    printed = [int(cell.rstrip("%")) / 100 for cell in said]
    assert len(printed) == len(chances)
    for chance, percent in zip(chances, printed, strict=True):
        assert abs(chance - percent) < NEAR + 0.01, f"printed {percent}, now {chance}"
