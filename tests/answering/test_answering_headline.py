"""The headline: at most thirty words, never another advice; and each chance stands once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.answering.answer import answer
from countermove.answering.bottom_line import Advice
from countermove.answering.course_chances import list_chances
from countermove.answering.headline import MOST_WORDS, say_either, say_headline
from countermove.phrasing.commands import command
from countermove.records.answers import Answer
from countermove.records.stresses import Stress

VERBS = ("build", "dig", "hold", "pay", "ask", "leave", "guard", "sell")


@pytest.fixture(scope="module")
def answered(stressed: Stress) -> Answer:
    return answer(stressed)


labels = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 12)).map(
        lambda pair: " ".join([pair[0].capitalize(), *["more"] * pair[1], "of it"])
    ),
    max_size=4,
    unique=True,
).map(tuple)


@given(labels, labels, labels, labels)
def test_it_has_at_most_thirty_words_and_says_nothing_new(
    start: tuple[str, ...], keep: tuple[str, ...], stop: tuple[str, ...], avoid: tuple[str, ...]
) -> None:
    said = say_headline("the isle", Advice(start, keep, stop, avoid))
    assert len(said.split()) <= MOST_WORDS
    assert said.startswith("The isle should ")
    known = {command(label) for label in (*start, *keep, *stop, *avoid)}
    left = said
    for words in sorted(known, key=len, reverse=True):
        left = left.replace(words, "")
    assert not [verb for verb in VERBS if f" {verb} more" in left]


def test_what_goes_on_anyway_is_left_out_first() -> None:
    long = " ".join(["Keep", *["very"] * 20, "calm"])
    said = say_headline("Selva", Advice(("Build a store",), (long,), (), ("Give in",)))
    assert said == "Selva should build a store, and not give in."


def test_what_cannot_be_told_is_said_where_there_is_room() -> None:
    advice = Advice(("Build a store",), (), (), ("Give in",))
    said = say_headline("Selva", advice, ("Refuse the order",))
    assert said.endswith("Whether to refuse the order cannot be told.")


@pytest.mark.parametrize("never", ["", "give in"])
def test_two_courses_that_cannot_be_told_apart_are_both_named(never: str) -> None:
    said = say_either("Selva", "stand alone", "step back", never)
    assert "stand alone or step back" in said
    assert ("not give in" in said) == bool(never)


def test_a_chance_is_the_same_wherever_it_stands(answered: Answer) -> None:
    chances = {c.outcome: c.chance for c in answered.chances if c.course == answered.course}
    assert chances
    for judgement in answered.judgements:
        assert chances[judgement.outcome] == pytest.approx(judgement.chance)


def test_every_course_has_a_chance_of_every_outcome(answered: Answer) -> None:
    assert answered.history is not None
    found = list_chances(answered.stress, answered.history)
    courses = {c.name for c in answered.stress.courses}
    outcomes = {o.name for o in answered.stress.standoff.outcomes}
    assert {(c.course, c.outcome) for c in found} == {(c, o) for c in courses for o in outcomes}
    assert all(0 <= c.low <= c.high + 1e-9 <= 1 + 1e-6 for c in found)
