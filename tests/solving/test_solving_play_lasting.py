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
def test_a_lasting_thing_worth_nothing_is_an_even_chance_at_every_decision(
    decisions: float,
) -> None:
    draws = solve_draws(compile_game(lone(0.0, decisions=decisions, step=0.5)), outcomes=True)
    at = np.arange(draws.chances.shape[2]) * 0.5
    np.testing.assert_allclose(draws.chances[0, 0, :, 0], 1 - 0.5 ** (decisions * at), rtol=1e-9)


def test_the_last_decision_is_logistic_in_the_annuity() -> None:
    """With one step and nothing after it, waiting is worth nothing, striking its annuity."""
    settings = {"step": 1.0, "horizon": 1.0, "look_ahead": 1.0, "lasting_precision": 0.4}
    draws = solve_draws(compile_game(lone(-3.0, **settings)), outcomes=True)
    assert draws.chances[0, 0, 1, 0] == pytest.approx(1 / (1 + math.exp(0.4 * 3.0)))


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
