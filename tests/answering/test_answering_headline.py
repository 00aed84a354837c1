"""The headline: at most thirty words, never another advice; and each chance stands once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.answering.answer import answer
from countermove.answering.bottom_line import Advice
from countermove.answering.course_chances import list_chances
from countermove.answering.headline import (
    CANNOT,
    LITTLE,
    MOST_WORDS,
    say_any,
    say_headline,
    say_irreversible,
    say_shared,
)
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


@pytest.mark.parametrize("never", [(), ("Give in: side with them",)])
def test_what_cannot_be_told_apart_is_named_in_acts(never: tuple[str, ...]) -> None:
    shared = Advice((), ("Refuse the order",), (), never)
    said = say_shared("Selva", shared, ["build a store", "pay the dues"], CANNOT)
    assert said.startswith("Selva should continue to refuse the order")
    assert said.endswith(" Whether to build a store or pay the dues cannot be told.")
    assert ("not give in" in said) == bool(never)
    assert "side with them" not in said


@given(labels, labels, labels)
def test_what_is_shared_and_open_has_at_most_thirty_words(
    keep: tuple[str, ...], avoid: tuple[str, ...], left: tuple[str, ...]
) -> None:
    if not keep and not avoid:
        return
    said = say_shared("the isle", Advice((), keep, (), avoid[:1]), left, LITTLE)
    assert len(said.split()) <= MOST_WORDS
    assert said.startswith("The isle should ")
    assert said.endswith(".")


@given(labels)
def test_whatever_is_open_is_told_in_thirty_words(left: tuple[str, ...]) -> None:
    if left:
        said = say_any("the isle", [label.lower() for label in left], CANNOT)
        assert len(said.split()) <= MOST_WORDS
        assert said.startswith("It cannot be told whether the isle should ")


def test_what_to_do_meanwhile_is_said_where_there_is_room() -> None:
    short = say_irreversible("Selva", "give in", "keep calm")
    assert short.endswith("Meanwhile: keep calm.")
    long = say_irreversible("Selva", "give in", " ".join(["keep", *["very"] * 20, "calm"]))
    assert long.endswith("which cannot be undone, cannot be said from guesses alone.")
    longest = say_irreversible("Selva", " ".join(["keep", *["very"] * 17, "calm"]), "wait")
    assert longest.endswith("calm cannot be said from guesses alone.")
    assert len(longest.split()) <= MOST_WORDS


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
