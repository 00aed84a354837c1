"""A fixed point is found where iterating the map runs away from it or round it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.numbers import set_numbers
from countermove.records.standoffs import Standoff
from countermove.solving.play.game import compile_game
from countermove.solving.play.settling import Flow, settle, solve_roughly
from countermove.solving.play.stationary import certify_draws


def test_a_point_that_pushes_away_is_found() -> None:
    flow = Flow(lambda v: 1.0 - 3.0 * (v - 2.0))
    found = settle(flow, np.array([[50.0]]), 1e-9, 200)
    assert found[0, 0] == pytest.approx(1.75, abs=1e-9)
    assert flow.sweeps < 60


def test_a_map_that_turns_round_its_point_is_stopped_there() -> None:
    turn = np.array([[0.0, -2.0], [2.0, 0.0]])

    def apply(v: Any) -> Any:
        return np.tanh(turn @ v - np.array([[0.3], [0.1]]))

    found = settle(Flow(apply), np.array([[5.0], [-4.0]]), 1e-10, 500)
    np.testing.assert_allclose(apply(found), found, atol=1e-9)


def test_a_map_without_a_fixed_point_ends_with_its_sweeps() -> None:
    flow = Flow(lambda v: v + 1.0)
    settle(flow, np.zeros((3, 2)), 1e-9, 40)
    assert 40 <= flow.sweeps < 100


def test_a_linear_system_is_solved() -> None:
    rng = np.random.default_rng(3)
    matrix, right = rng.normal(size=(8, 8)) + 4 * np.eye(8), rng.normal(size=8)
    found = solve_roughly(lambda v: matrix @ v, right)
    left = np.linalg.norm(matrix @ found - right)
    assert left <= 0.011 * np.linalg.norm(right)


def chase() -> Standoff:
    """Each side wants what the other does not: replies go round and round."""
    return make_standoff(
        make_player("A", ["a"], [{"when": "exactly one of (a, b)", "per_year": 9}]),
        make_player("B", ["b"], [{"when": "not exactly one of (a, b)", "per_year": 9}]),
    )


@pytest.mark.parametrize("precision", [0.5, 5.0, 30.0])
def test_sides_that_chase_each_other_settle(precision: float) -> None:
    found = certify_draws(compile_game(set_numbers(chase(), {"settings.precision": precision})))
    assert found.settled.all()
    assert found.residual[0] <= 1e-6
