"""Bargaining: printed figures, brute force over settlements, and who would keep them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_player, make_standoff

from countermove.records.bargains import Actor, Bargains
from countermove.records.errors import SettingsError, StandoffError
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff
from countermove.solving import bargain
from countermove.solving.bargaining.condorcet import (
    elect_by_incentive,
    elect_conditionally,
    elect_uniformly,
    face,
    win,
)
from countermove.solving.bargaining.nash import find_range, nash_product, share_out
from countermove.solving.bargaining.positions import find_mean, find_median

KTAB = np.array([[0, 12.099, 54.921], [10.333, 0, 27.079], [5.007, 55.047, 0]])
"""Coalitions of the reference run 20170530_ref-demomodel of KTAB."""


def test_the_reference_election_of_ktab() -> None:
    chances = win(KTAB)
    printed = [chances[0, 1], chances[0, 2], chances[1, 2]]
    assert printed == pytest.approx([0.5782, 0.9918, 0.1948], abs=5e-5)
    assert elect_uniformly(KTAB) == pytest.approx([0.6351, 0.2148, 0.1501], abs=5e-5)
    assert elect_by_incentive(KTAB) == pytest.approx([0.5094, 0.2796, 0.2110], abs=5e-5)
    assert elect_conditionally(KTAB) == pytest.approx([0.8659, 0.1241, 0.0100], abs=5e-5)


def test_of_two_options_each_rule_gives_the_chance_of_winning() -> None:
    two = np.array([[0, 51.212], [19.714, 0]])
    for rule in (elect_uniformly, elect_by_incentive, elect_conditionally):
        assert win(two)[0] == pytest.approx([0.5, 0.8709], abs=5e-5)
        if rule is elect_uniformly:
            assert rule(two) == pytest.approx([0.8709, 0.1291], abs=5e-5)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_an_election_is_where_a_long_walk_leads(count: int, seed: int) -> None:
    """The long-run shares do not move by one more challenge, worked out challenge by challenge."""
    rng = np.random.default_rng(seed)
    coalitions = rng.uniform(1, 10, (count, count))
    np.fill_diagonal(coalitions, 0.0)
    for rule in (elect_uniformly, elect_by_incentive):
        shares = rule(coalitions)
        after = np.zeros(count)
        for j in range(count):
            urges = np.ones(count)
            if rule is elect_by_incentive:
                wins = [coalitions[i, j] ** 2 for i in range(count)]
                loses = [coalitions[j, i] ** 2 for i in range(count)]
                urges = np.array(
                    [
                        coalitions[i, j] * wins[i] / (wins[i] + loses[i]) if i != j else 0.0
                        for i in range(count)
                    ]
                )
            for i in range(count):
                met = shares[j] * urges[i] / urges.sum()
                beats = (
                    coalitions[i, j] ** 2 / (coalitions[i, j] ** 2 + coalitions[j, i] ** 2)
                    if i != j
                    else 0.0
                )
                after[i] += met * beats
                after[j] += met * (1 - beats)
        assert after == pytest.approx(shares, abs=1e-8)


def test_a_coalition_is_the_strength_times_what_it_gains() -> None:
    found = face(np.array([2.0, 3.0]), np.array([[1.0, 0.0], [0.2, 0.6]]))
    assert found == pytest.approx(np.array([[0, 2.0], [3 * 0.4, 0]]))


EMISSIONS = [
    ("NL", 0.08, 4, 0.8),
    ("BE", 0.08, 7, 0.4),
    ("LU", 0.03, 4, 0.2),
    ("DE", 0.16, 4, 0.8),
    ("FR", 0.16, 10, 0.6),
    ("IT", 0.16, 10, 0.6),
    ("UK", 0.16, 10, 0.9),
    ("IE", 0.05, 7, 0.1),
    ("DK", 0.05, 4, 1.0),
    ("GR", 0.08, 7, 0.7),
]
"""When the EU's standard of car emissions should hold (Bueno de Mesquita 1994): capability,
position in years, salience."""


def test_the_median_and_mean_of_the_emission_standard() -> None:
    actors = tuple(Actor(name=n, capability=c, position=x, salience=s) for n, c, x, s in EMISSIONS)
    assert find_median(actors) == 7
    assert find_mean(actors) == pytest.approx(7.389956, abs=5e-7)
    with pytest.raises(SettingsError, match="at least one actor"):
        find_mean(())


@pytest.mark.parametrize(("p", "a", "b"), [(0.6, 0.1, 0.3), (0.5, 0.2, 0.2), (0.9, 0.05, 0.0)])
def test_fearon_s_range_and_the_middle_of_it(p: float, a: float, b: float) -> None:
    gains = np.array([0.0 - (p - a), 1.0 - (1 - p - b)])
    rates = np.ones(2)
    assert find_range(gains, rates, 1) == pytest.approx((p - a, p + b))
    assert share_out(gains, rates)[0] == pytest.approx(p + (b - a) / 2)
    assert find_range(np.array([-1.0, 0.5]), rates, 1) is None


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.floats(-3, 3), min_size=2, max_size=2),
    st.lists(st.floats(0.2, 4), min_size=2, max_size=2),
)
def test_no_payment_has_a_larger_product_of_gains(gains: list[float], rates: list[float]) -> None:
    g, r = np.array(gains), np.array(rates)
    span = find_range(g, r, 0)
    every = np.linspace(-40, 40, 8001)  # what side 0 pays
    left = np.stack([g[0] - every * r[0], g[1] + every * r[1]])
    works = (left > 0).all(axis=0)
    if span is None:
        assert not works.any()
        return
    inside = (every > span[0]) & (every < span[1])
    assert (works == inside)[np.abs(every - span[0]) > 1e-9].mean() > 0.999
    best = float(nash_product(g, r))
    if works.any():
        assert np.log(left[:, works]).sum(axis=0).max() <= best + 1e-9
    assert share_out(g, r).sum() == pytest.approx(0.0, abs=1e-9)


def test_a_side_without_a_price_must_gain_by_itself() -> None:
    rates = np.array([1.0, 2.0, 0.0])
    assert nash_product(np.array([-1.0, 4.0, 0.5]), rates) > -np.inf
    assert nash_product(np.array([-1.0, 4.0, -0.1]), rates) == -np.inf
    assert share_out(np.array([-1.0, 4.0, 0.5]), rates)[2] == 0.0


def arms(priced: bool = False, tempting: float = 3.0) -> Standoff:
    """A dilemma of arming: peace 2 each, both armed 1 each, arming alone `tempting`."""

    def side(mine: str, theirs: str) -> list[dict[str, Any]]:
        return [
            {"when": f"{mine} and not {theirs}", "per_year": tempting},
            {"when": f"not {mine} and not {theirs}", "per_year": 2.0},
            {"when": f"{mine} and {theirs}", "per_year": 1.0},
        ]

    def player(id: str, mine: str, theirs: str) -> dict[str, Any]:
        option = {"name": mine, "label": f"{id} arms", "today": True}
        return make_player(id, [option], side(mine, theirs))

    lever = {
        "name": "aid",
        "label": "Aid",
        "holder": "A",
        "owner": "B",
        "unit": "t",
        "amount": 1.0,
        "value": 1.0,
        "value_unit": "m dollars",
        "points": {"A": 2.0, "B": 1.0},
    }
    return make_standoff(
        player("A", "a_arms", "b_arms"),
        player("B", "b_arms", "a_arms"),
        settings={"step": 1.0, "horizon": 6.0, "discount": 0.1, "precision": 5.0},
        levers=[lever] if priced else [],
    )


def test_peace_is_broken_where_arming_alone_tempts_and_is_not_answered_at_once() -> None:
    """A moves first in a step, so B answers it within the step; B alone has a step to itself.

    With a keep of 1 / 1.1 a step B's breaking is worth 3 or 30 for one step and 1 thereafter:
    3 / 11 + 10 / 11 < 2, while 30 / 11 + 10 / 11 > 2.
    """
    held = bargain(arms())
    (peace,) = held.settlements
    assert peace.state == ()
    assert peace.gains == pytest.approx({"A": 1.0, "B": 1.0})
    assert peace.breakers == peace.breakers_later == ()
    assert held.sentence.startswith("A settlement that nobody would break")
    broken = bargain(arms(tempting=30.0))
    peace = next(s for s in broken.settlements if s.state == ())
    assert peace.breakers == peace.breakers_later == ("B",)
    assert "B would gain by breaking it" in peace.sentence


def test_a_settlement_may_hold_until_the_clock_has_run() -> None:
    """A guard makes arming alone worth nothing; once it leaves, arming alone tempts B."""
    plain = arms(tempting=30.0).model_dump(mode="json")
    for player in plain["players"]:
        player["payoffs"][0]["when"] = f"({player['payoffs'][0]['when']}) and not guard"
    plain["chance"] = [{"name": "guard", "label": "A guard", "today": True, "ends_after": 50.0}]
    found = bargain(Standoff.model_validate(plain))
    peace = next(s for s in found.settlements if s.state == ())
    assert (peace.breakers, peace.breakers_later) == ((), ("B",))
    assert "not once the clock has run" in found.sentence


def test_payments_come_with_a_price_and_split_the_gain_in_money() -> None:
    found = bargain(arms(priced=True, tempting=2.5))
    paid = found.settlements[-1]
    assert paid.unit == "m dollars"
    assert sum(paid.paid.values()) == pytest.approx(0.0)
    # In money A gains 1 / 2 and B gains 1: each ends with three quarters.
    assert paid.gains == pytest.approx({"A": 0.75 * 2.0, "B": 0.75})
    assert paid.payer == "B"
    assert paid.span == pytest.approx((-0.5, 1.0))
    assert "pays 0.25 m dollars a year" in paid.sentence
    assert bargain(arms()).settlements[-1].paid == {}


def test_the_forecast_says_what_it_leaves_out_and_sums_to_one() -> None:
    found = bargain(arms())
    for rule in ("conditional", "uniform", "incentive"):
        assert sum(getattr(c, rule) for c in found.forecast.contests) == pytest.approx(1.0)
    assert "leaves out who moves when" in found.forecast.warning
    assert [a.position for a in found.forecast.actors] == pytest.approx([0.0, 100.0])
    assert found.forecast.mean == pytest.approx(50.0)
    assert Bargains.model_validate_json(found.dump()) == found


def test_one_side_alone_has_nobody_to_settle_with() -> None:
    alone = arms().model_dump(mode="json")
    alone["players"] = alone["players"][:1]
    alone["players"][0]["payoffs"] = []
    with pytest.raises(StandoffError, match="takes two sides"):
        bargain(Standoff.model_validate(alone))


def test_every_settlement_of_the_bundled_model_gains_each_side() -> None:
    path = files("countermove.catalog.worked") / "kazakhstan-2022" / "standoff.yaml"
    found = bargain(load_standoff(str(path)))
    assert found.settlements
    for settlement in found.settlements:
        assert min(settlement.gains.values()) > 0
        if settlement.span is not None:
            low, high = settlement.span
            assert low < -settlement.paid[settlement.payer] < high
