"""Where numbers lie, told as comparisons a person can answer."""

from __future__ import annotations

import pytest

from countermove.records.stakes import Unit
from countermove.records.standoffs import Stake
from countermove.stressing.measures import Measure, Weight
from countermove.stressing.places import Place, say_likely, say_place, say_threshold

SIEGE = Stake(label="a year of siege", worth=20.0)


def fine(likely: float = -10.0, **more: object) -> Measure:
    weight = Weight(likely, SIEGE, **more)  # type: ignore[arg-type]
    return Measure("k", "how much paying matters", "a year of ‘Pay up’", "", "the isle", weight)


ROWS: list[tuple[Place, float, str]] = [
    ("below", -30.0, "the isle minds a year of ‘Pay up’ more than 1.5 times as much as "),
    ("above", -5.0, "the isle minds a year of ‘Pay up’ less than a quarter as much as "),
    ("above", 20.1, "the isle values a year of ‘Pay up’ more than "),
    ("below", 10.0, "the isle values a year of ‘Pay up’ less than half as much as "),
    ("at", -40.0, "the isle minds a year of ‘Pay up’ about twice as much as "),
]


@pytest.mark.parametrize(("place", "value", "said"), ROWS)
def test_a_payoff_is_compared_with_the_stake(place: Place, value: float, said: str) -> None:
    assert say_place(fine(), place, value) == said + "a year of siege"


def test_what_it_equals_comes_before_the_stake() -> None:
    measure = fine(others=(("a year of ‘Flee’", -30.2), ("a year of ‘Trade’", 30.0)))
    assert say_place(measure, "below", -30.0) == (
        "the isle minds a year of ‘Pay up’ more than a year of ‘Flee’"
    )
    assert say_likely(measure, -10.0, -30.0) == "our guess: a third as much"


def test_a_number_that_is_the_stake_is_set_beside_what_was_assumed() -> None:
    measure = fine(likely=-20.0, own=True)
    said = "the isle minds a year of ‘Pay up’ more than 1.5 times as much as we assumed"
    assert say_place(measure, "below", -30.0) == said
    assert say_likely(measure, -20.0, -30.0) == ""


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("above", "the isle welcomes a year of ‘Pay up’ at all"),
        ("below", "the isle minds a year of ‘Pay up’ at all"),
        ("at", "a year of ‘Pay up’ matters next to nothing to the isle"),
    ],
)
def test_around_nought_no_number_is_told(place: Place, said: str) -> None:
    assert say_place(fine(), place, 0.01) == said
    assert say_likely(fine(), -10.0, 0.01).startswith("our guess: a cost of half of what")


def test_a_number_from_a_lever_shows_its_unit() -> None:
    measure = fine(unit=Unit("bn dollars", 4.0))
    assert say_likely(measure, -10.0, -30.0) == "7.5 bn dollars a year; our guess: half as much"
    assert say_threshold(measure, "below", -30.0).startswith("as a cost, more than 1.5 times")


@pytest.mark.parametrize(("likely", "said"), [(-29.8, "below"), (-30.2, "above")])
def test_a_likely_value_that_looks_like_the_threshold_is_told_apart(
    likely: float, said: str
) -> None:
    assert say_likely(fine(likely), likely, -30.0) == f"our guess: just {said} that"


def test_a_side_of_many_takes_the_verb_of_many() -> None:
    weight = Weight(-10.0, SIEGE)
    many = Measure("k", "", "a year of ‘Pay up’", "", "the students", weight)
    assert say_place(many, "below", -30.0).startswith("the students mind a year")
    assert say_place(many, "above", 30.0).startswith("the students value a year")
    assert say_place(many, "above", 0.01).startswith("the students welcome a year")
