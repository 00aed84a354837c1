"""A draft's stakes: a year of the act most told of."""

from __future__ import annotations

from typing import Any

from tests.factories import make_player, make_standoff

from countermove.framing.staking import propose_stakes
from countermove.records.standoffs import Standoff


def make_acts(payoffs: list[dict[str, Any]], told: tuple[int, int] = (3, 1)) -> Standoff:
    acts = [
        {"name": name, "label": label, "events": [f"{name}{i}" for i in range(count)]}
        for name, label, count in (("cut", "Cut the gas.", told[0]), ("fine", "Fine", told[1]))
    ]
    pressed = make_player("A", [{"name": "pay", "label": "P"}], payoffs)
    return make_standoff(pressed, make_player("B", acts))


SHIELDED: list[dict[str, Any]] = [
    {"when": "cut and not done(pay)", "per_year": [-30, -20, -10]},
    {"when": "cut", "per_year": -4},
    {"when": "fine", "per_year": [-60, -50, -40]},
    {"when": "fine", "once": -500},
]


def test_the_act_most_told_of_is_the_stake_with_all_that_it_costs() -> None:
    stake = propose_stakes(make_acts(SHIELDED)).player("A").stake
    assert stake is not None
    assert (stake.label, stake.worth) == ("a year of ‘Cut the gas’", 24.0)


def test_of_acts_told_of_as_often_the_costliest_is() -> None:
    stake = propose_stakes(make_acts(SHIELDED, told=(2, 2))).player("A").stake
    assert stake is not None
    assert stake.worth == 50.0


def test_an_act_that_weighs_nothing_is_none_and_a_stake_of_the_file_stays() -> None:
    trifle: list[dict[str, Any]] = [
        {"when": "cut", "per_year": -1},
        {"when": "fine", "per_year": -50},
    ]
    drafted = propose_stakes(make_acts(trifle))
    stake = drafted.player("A").stake
    assert stake is not None
    assert stake.label == "a year of ‘Fine’"
    assert propose_stakes(drafted) == drafted
    assert drafted.player("B").stake is None
