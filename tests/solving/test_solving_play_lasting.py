"""Moves that cannot be undone: a hazard of their own, the same however long a step is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.errors import StandoffError
from countermove.records.numbers import set_numbers
from countermove.records.standoffs import Standoff
from countermove.solving.play import compile_game, solve_draws


def lone(worth: float, **settings: Any) -> Standoff:
    """A side that can do one lasting thing, worth so much a year, and nothing else happens."""
    strike = {"name": "strike", "label": "Strike", "lasting": True}
    payoffs = [{"when": "strike", "per_year": worth}]
    chosen = {"discount": 0.05, "precision": 1.0} | settings
    return make_standoff(make_player("T"), make_player("L", [strike], payoffs), settings=chosen)


def contest(**settings: Any) -> Standoff:
    """Two sides, each with something that lasts, something that can be undone, and a chance."""
    town = make_player(
        "T",
        [
            {"name": "yield_", "label": "Yield", "lasting": True},
            {"name": "refuse", "label": "Refuse", "today": True},
        ],
        [
            {"when": "yield_", "per_year": -8.0},
            {"when": "refuse", "per_year": 3.0},
            {"when": "press", "per_year": -4.0},
            {"when": "strike", "per_year": -9.0},
        ],
    )
    lord = make_player(
        "L",
        [
            {"name": "press", "label": "Press", "today": True},
            {"name": "strike", "label": "Strike", "lasting": True},
        ],
        [
            {"when": "press and not yield_", "per_year": 1.0},
            {"when": "strike", "per_year": -3.0},
            {"when": "strike and busy", "per_year": -5.0},
            {"when": "yield_", "per_year": 6.0},
        ],
    )
    return make_standoff(
        town,
        lord,
        settings={"discount": 0.05, "precision": 1.0, "lasting_precision": 0.3} | settings,
        chance=[{"name": "busy", "label": "Busy", "today": True, "ends_after": 3.0}],
        outcomes=[
            {"name": "yields", "label": "Y", "when": "yield_"},
            {"name": "strikes", "label": "S", "when": "strike"},
        ],
        courses={"hold": ["refuse"]},
    )


@pytest.mark.parametrize("decisions", [0.5, 1.0, 4.0])
def test_a_lasting_thing_worth_nothing_is_an_even_chance_on_every_occasion(
    decisions: float,
) -> None:
    """Occasions come at random: none in a time t with chance exp(-decisions t)."""
    draws = solve_draws(compile_game(lone(0.0, decisions=decisions, step=0.5)), outcomes=True)
    at = np.arange(draws.chances.shape[2]) * 0.5
    expected = 1 - np.exp(-0.5 * decisions * at)
    np.testing.assert_allclose(draws.chances[0, 0, :, 0], expected, rtol=1e-9)


def test_the_last_decision_is_logistic_in_the_annuity() -> None:
    """With one step and nothing after it, waiting is worth nothing, striking its annuity."""
    settings = {"step": 1.0, "horizon": 1.0, "look_ahead": 1.0, "lasting_precision": 0.4}
    draws = solve_draws(compile_game(lone(-3.0, **settings)), outcomes=True)
    once = 1 / (1 + math.exp(0.4 * 3.0))
    assert draws.chances[0, 0, 1, 0] == pytest.approx(1 - math.exp(-once))


@pytest.mark.parametrize("decisions", [0.3, 1.0])
def test_what_is_well_worth_doing_is_done_on_the_first_occasion_and_no_sooner(
    decisions: float,
) -> None:
    """However large the gain, the hazard is that of an occasion: past cases fall off like that."""
    for worth in (300.0, 3000.0):
        game = compile_game(lone(worth, decisions=decisions, step=0.5))
        found = solve_draws(game, outcomes=True).chances[0, 0, :, 0]
        at = np.arange(len(found)) * 0.5
        np.testing.assert_allclose(found, 1 - np.exp(-decisions * at), atol=1e-6)


def refusal(worth: float, **settings: Any) -> Standoff:
    """A side whose refusal, once given up, is gone, and another that does nothing."""
    refuse = {"name": "refuse", "label": "Refuse", "today": True, "only_off": True}
    lord = make_player("L", [refuse], [{"when": "not refuse", "per_year": worth}])
    chosen = {"discount": 0.05, "precision": 1.0, "step": 0.5} | settings
    gone = [{"name": "gone", "label": "Gone", "when": "not refuse"}]
    return make_standoff(make_player("T"), lord, settings=chosen, outcomes=gone)


@pytest.mark.parametrize("worth", [-4.0, 0.0, 3.0])
def test_a_refusal_given_up_for_good_is_decided_like_a_lasting_thing_begun(worth: float) -> None:
    """The same game told with the other sign: only what the option is called differs."""
    settings = {"step": 0.5, "lasting_precision": 0.3, "decisions": 0.7}
    ended = solve_draws(compile_game(refusal(worth, **settings)), outcomes=True)
    begun = solve_draws(compile_game(lone(worth, **settings)), outcomes=True)
    np.testing.assert_array_equal(ended.chances, begun.chances)
    np.testing.assert_array_equal(ended.ever, ended.chances)
    np.testing.assert_array_equal(ended.now, begun.now)


def test_the_first_end_of_a_quarrel_is_the_one_that_counts() -> None:
    """Two ends that come at the same rate share what one alone would reach (competing risks)."""
    ends = [
        make_player(id, [{"name": name, "label": name, "lasting": True}])
        for id, name in (("T", "yield_"), ("L", "relent"))
    ]
    named = [
        {"name": "y", "label": "Y", "when": "yield_", "counts_as": "gives_way"},
        {"name": "r", "label": "R", "when": "relent and not yield_", "counts_as": "gives_up"},
        {"name": "f", "label": "F", "when": "relent"},
    ]
    settings = {"step": 0.25, "horizon": 10.0, "first": "other"}
    game = compile_game(make_standoff(*ends, settings=settings, outcomes=named))
    ever = solve_draws(game, outcomes=True).ever[0, 0]
    assert np.all(ever[:, 0] + ever[:, 1] <= 1 + 1e-12)
    assert ever[-1, 0] + ever[-1, 1] == pytest.approx(1, abs=0.01)
    assert ever[-1, 0] == pytest.approx(0.5, abs=0.1)
    assert ever[-1, 2] == pytest.approx(1 - np.exp(-5.0), abs=1e-6)  # no end: counted alone


@pytest.mark.parametrize("step", [1.0, 0.5, 0.25])
def test_halving_the_step_hardly_moves_the_chances(step: float) -> None:
    whole = solve_draws(compile_game(contest(step=step)), outcomes=True).chances[0, 0, :, 1]
    half = solve_draws(compile_game(contest(step=step / 2)), outcomes=True).chances[0, 0, ::2, 1]
    assert 0.2 < whole[round(1 / step)] < 0.8
    assert np.abs(whole - half).max() < 0.015 * step


@pytest.mark.parametrize("step", [1.0, 0.5, 0.25])
def test_nor_does_it_for_the_subject_once_its_course_is_behind_it(step: float) -> None:
    """Taking up a course binds the subject for a step; from then on the hazard is the same."""
    survival = []
    for years in (step, step / 2):
        found = solve_draws(compile_game(contest(step=years)), outcomes=True).chances[0, 0, :, 0]
        left = 1 - found[[round(1 / years), round(3 / years)]]
        survival.append(left[1] / left[0])
    assert survival[1] == pytest.approx(survival[0], abs=0.03 * step)


@pytest.mark.parametrize("outcome", [0, 1])
def test_the_horizon_puts_no_jump_into_the_chances(outcome: int) -> None:
    draws = solve_draws(compile_game(contest(step=0.5)), outcomes=True)
    steps = np.diff(draws.chances[0, 0, :, outcome])
    assert steps[-1] <= 3 * steps[-5:-1].mean()


def test_solved_to_the_horizon_only_the_last_word_would_decide() -> None:
    """What looking twice as far ahead mends: without it, the same test fails."""
    nearby = contest(step=0.5, look_ahead=1.0, precision=0.1, lasting_precision=4.0)
    far = contest(step=0.5, look_ahead=2.0, precision=0.1, lasting_precision=4.0)
    jumps = []
    for standoff in (nearby, far):
        chances = solve_draws(compile_game(standoff), outcomes=True).chances[0, 0]
        steps = np.diff(chances.max(axis=1))
        jumps.append(abs(steps[-1]) / max(abs(steps[-5:-1]).mean(), 1e-12))
    assert jumps[1] < jumps[0]


def test_more_precise_sides_do_what_costs_them_less_often() -> None:
    found = [
        solve_draws(compile_game(lone(-5.0, lasting_precision=p)), outcomes=True).chances[0, 0, -1]
        for p in (0.05, 0.2, 1.0)
    ]
    assert found == sorted(found, reverse=True)


def test_a_precision_below_none_is_refused() -> None:
    game = compile_game(lone(1.0, lasting_precision=[0.1, 0.3]))
    with pytest.raises(StandoffError, match="lasting_precision"):
        solve_draws(game, np.array([[-1.0]]))


def test_numbers_of_lasting_moves_can_be_set() -> None:
    fixed = set_numbers(lone(1.0), {"settings.lasting_precision": 0.7, "settings.decisions": 2.0})
    assert fixed.settings.lasting_precision.likely == 0.7
    assert fixed.settings.decisions.likely == 2.0
