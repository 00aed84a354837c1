"""Two people's answers to the same stand-off, set side by side."""

from __future__ import annotations

import pytest

from countermove.answering import answer, compare
from countermove.records.answers import Answer
from countermove.records.standoffs import Standoff
from countermove.stressing import stress


def asked(valley: Standoff, this: str, than: str, by: str) -> Answer:
    """The answer once somebody has said what matters more to the valley."""
    data = valley.model_dump(mode="python", round_trip=True)
    data["players"][0]["matters_more"] = [{"this": this, "than": than, "by": by}]
    return answer(stress(Standoff.model_validate(data), draws=64, seed=7))


@pytest.fixture(scope="module")
def people(valley: Standoff) -> tuple[Answer, Answer]:
    return asked(valley, "tribute", "road", "AB"), asked(valley, "close", "tribute", "CD")


def test_what_each_judged_is_told_under_their_initials(people: tuple[Answer, Answer]) -> None:
    found = compare(*people)
    told = " ".join(edit.sentence for edit in found.edits)
    assert len(found.edits) == 2
    assert "judged by AB" in told
    assert "judged by CD" in told
    assert all(edit.alone for edit in found.edits)


def test_who_judged_what_is_told_with_the_confidence(people: tuple[Answer, Answer]) -> None:
    for found, name in zip(people, ("AB", "CD"), strict=True):
        assert f"1 comparison judged by {name} bound the draws" in found.confidence_sentence
