"""Every number of a stand-off has one key, and can be fixed by it."""

from __future__ import annotations

import pytest
from tests.factories import make_player, make_standoff

from countermove.records.errors import StandoffError
from countermove.records.numbers import (
    all_numbers,
    likely_values,
    number_ranges,
    set_numbers,
    uncertain_numbers,
)
from countermove.records.standoffs import Standoff


@pytest.fixture
def standoff() -> Standoff:
    ay = make_player(
        "A",
        [{"name": "x", "label": "X", "takes": ["1 year", "2 years", "4 years"]}],
        [
            {"when": "x", "per_year": [1, 2, 3], "basis": "quoted", "confirmed": True},
            {"when": "x", "per_year": 5},
            {"when": "x and done(x)", "once": [1, 3]},
        ],
        name="Ay",
    )
    chance = {"name": "c", "label": "C", "today": True, "ends_after": ["1 year", "3 years"]}
    return make_standoff(ay, make_player("B", ["y"], name="Bee"), chance=[chance])


def test_keys_are_stable_and_sorted(standoff: Standoff) -> None:
    assert [n.key for n in uncertain_numbers(standoff)] == [
        "chance.c.ends_after",
        "players.A.options.x.takes",
        "players.A.payoffs[x and done(x)].once",
        "players.A.payoffs[x].per_year",
        "settings.lasting_precision",
        "settings.precision",
    ]
    assert "players.A.payoffs[x].per_year#2" in likely_values(standoff)
    assert list(number_ranges(standoff)) == [n.key for n in all_numbers(standoff)]


def test_a_number_carries_what_it_rests_on(standoff: Standoff) -> None:
    names = {n.key: n for n in all_numbers(standoff)}
    payoff = names["players.A.payoffs[x].per_year"]
    assert (payoff.basis, payoff.confirmed) == ("quoted", True)
    assert (payoff.low, payoff.likely, payoff.high) == (1, 2, 3)
    assert "Ay" in payoff.label
    assert names["settings.discount"].basis == "assumed"


def test_fixing_every_number_at_its_likely_value_keeps_the_likely_values(
    standoff: Standoff,
) -> None:
    fixed = set_numbers(standoff, likely_values(standoff))
    assert likely_values(fixed) == likely_values(standoff)
    assert uncertain_numbers(fixed) == ()
    assert Standoff.model_validate(fixed.model_dump(mode="python", round_trip=True)) == fixed


def test_one_number_is_fixed_and_the_rest_stay(standoff: Standoff) -> None:
    key = "players.A.payoffs[x].per_year#2"
    fixed = set_numbers(standoff, {key: 9.0})
    changed = {k: v for k, v in likely_values(fixed).items() if v != likely_values(standoff)[k]}
    assert changed == {key: 9.0}


def test_an_unknown_key_and_a_time_below_nought_are_refused(standoff: Standoff) -> None:
    with pytest.raises(StandoffError, match=r"did you mean 'settings\.discount'"):
        set_numbers(standoff, {"settings.discoun": 0.1})
    with pytest.raises(StandoffError, match="below 0"):
        set_numbers(standoff, {"chance.c.ends_after": -1})
