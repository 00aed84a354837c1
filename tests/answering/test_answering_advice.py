"""Labels of every form make sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.answering.bottom_line import Advice, say_advice, say_search
from countermove.phrasing.commands import clean, command


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Settle quarrels at home so that no help is needed", None),
        ("Build a store.", "build a store"),
        ("  close the border …  ", "close the border …"),
        ("To leave the pact", "leave the pact"),
        ("NATO membership", "opt for NATO membership"),
        ("Neutrality", "opt for neutrality"),
        ("Joining the bloc", "opt for joining the bloc"),
        ("A treaty of friendship", "opt for a treaty of friendship"),
        ("Military alliance with the north", "military alliance with the north"),
        ("Economic integration", "opt for economic integration"),
        ("Petition the court", "petition the court"),
        ("“Recognise them”", "recognise them"),
        ("Do not recognise them", "not recognise them"),
        ("", "act"),
    ],
)
def test_what_follows_should(label: str, expected: str | None) -> None:
    assert command(label) == (expected or clean(label)[0].lower() + clean(label)[1:])


def test_the_sentence_names_what_to_start_keep_stop_and_avoid() -> None:
    advice = Advice(
        start=("Build a store",),
        keep=("Refuse honours.",),
        stop=("Pay dues",),
        avoid=("Give in", "Leave the union"),
    )
    assert say_advice("the island", advice) == (
        "The island should build a store, continue to refuse honours, no longer pay dues, "
        "and not give in or leave the union."
    )


def test_to_hold_is_to_change_nothing() -> None:
    nothing = Advice((), (), (), ())
    assert say_advice("Atlantis", nothing) == "Atlantis should hold and change nothing."


def test_to_hold_with_something_in_force_is_to_go_on() -> None:
    advice = Advice((), ("Refuse honours",), (), ())
    assert say_advice("Atlantis", advice) == "Atlantis should hold and continue to refuse honours."


def test_not_doing_what_is_a_not_is_doing_it() -> None:
    advice = Advice(("Build",), (), (), ("Don't pay",))
    assert say_advice("Atlantis", advice) == "Atlantis should build, and pay."


def test_nothing_to_find_out_is_said_to_be_so() -> None:
    assert say_search((), ()) == "no one number alone would settle it"


def test_what_explains_an_act_is_not_told_of_what_is_not_to_be_done() -> None:
    advice = Advice(("Build",), (), (), ("Give in: accept the terms",))
    assert say_advice("Atlantis", advice) == "Atlantis should build, and not give in."


labels = st.text(min_size=0, max_size=40)


@given(st.lists(labels, max_size=4), st.lists(labels, max_size=2), st.lists(labels, max_size=2))
def test_any_labels_make_one_line_with_one_full_stop_at_its_end(
    start: list[str], keep: list[str], avoid: list[str]
) -> None:
    said = say_advice("Atlantis", Advice(tuple(start), tuple(keep), (), tuple(avoid)))
    assert said.startswith("Atlantis should ")
    assert said.endswith(".")
    assert "\n" not in said
    assert "  " not in said
