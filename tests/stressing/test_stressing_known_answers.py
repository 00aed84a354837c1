"""Importance and the value of knowing, on functions whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from SALib.analyze import delta as salib_delta
from SALib.analyze import pawn as salib_pawn

from countermove.stressing.draws import draw_shares
from countermove.stressing.importance import first_order, pawn
from countermove.stressing.knowledge import value_of_knowing, value_of_knowing_all

Array = NDArray[np.float64]

# Ishigami and Homma (1990) with a = 7, b = 0.1: exact first-order indices.
A, B = 7.0, 0.1
V1 = 0.5 * (1 + B * np.pi**4 / 5) ** 2
V2 = A**2 / 8
V13 = B**2 * np.pi**8 * 8 / 225
ISHIGAMI = np.array([V1, V2, 0.0]) / (V1 + V2 + V13)

SOBOL_A = np.array([0, 0.5, 3, 9, 99, 99, 1, 2, 4, 50], dtype=np.float64)


def ishigami(u: Array) -> Array:
    x = np.pi * (2 * u - 1)
    return np.asarray(
        np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def sobol_g(u: Array) -> Array:
    return np.asarray(np.prod((np.abs(4 * u - 2) + SOBOL_A) / (1 + SOBOL_A), axis=1))


def exact_g() -> Array:
    parts = 1 / (3 * (1 + SOBOL_A) ** 2)
    return np.asarray(parts / (np.prod(1 + parts) - 1))


@pytest.mark.parametrize("draws", [1024, 4096])
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_ishigami(draws: int, seed: int) -> None:
    u = draw_shares(3, draws, np.random.default_rng(seed))
    found = first_order(u, ishigami(u))[0]
    assert found == pytest.approx(ISHIGAMI, abs=0.02)


@pytest.mark.parametrize("draws", [1024, 4096])
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_sobol_g(draws: int, seed: int) -> None:
    u = draw_shares(10, draws, np.random.default_rng(seed))
    found = first_order(u, sobol_g(u))[0]
    assert found == pytest.approx(exact_g(), abs=0.03)


def test_the_published_table_is_the_exact_one() -> None:
    printed = [0.4244, 0.1886, 0.0265, 0.0042, 0, 0, 0.1061, 0.0472, 0.0170, 0.0002]
    assert exact_g() == pytest.approx(printed, abs=6e-5)


def test_first_order_holds_on_independent_draws_too() -> None:
    u = np.random.default_rng(3).random((4096, 3))
    found, error = first_order(u, ishigami(u))
    assert (np.abs(found - ISHIGAMI) <= 3 * error + 0.01).all()


def test_standard_error_is_that_of_repeated_samples() -> None:
    runs = []
    for seed in range(40):
        u = np.random.default_rng(seed).random((512, 3))
        found, error = first_order(u, ishigami(u))
        runs.append((found[1], error[1]))
    found, errors = np.array(runs).T
    assert errors.mean() == pytest.approx(found.std(), rel=0.4)


def test_pawn_agrees_with_salib() -> None:
    u = draw_shares(3, 2000, np.random.default_rng(5))
    y = ishigami(u)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    theirs = salib_pawn.analyze(problem, u, y, S=10, seed=1)["median"]
    ours = [pawn(u[:, i], y) for i in range(3)]
    assert ours == pytest.approx(list(theirs), abs=0.02)


@pytest.mark.slow
def test_first_order_agrees_with_salib_given_data() -> None:
    u = draw_shares(3, 16_384, np.random.default_rng(5))
    y = ishigami(u)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    theirs = salib_delta.analyze(problem, u, y, num_resamples=2, seed=1)["S1"]
    assert first_order(u, y)[0] == pytest.approx(theirs, abs=0.05)


WEIGHTS = np.array([3.0, 1.0, 0.2, 0.0])


def linear(u: Array, mean: float) -> Array:
    """Hold is worth nothing; acting is worth mean + Σ w (u − ½)."""
    return np.column_stack([np.zeros(len(u)), mean + (u - 0.5) @ WEIGHTS])


def exact_knowing(mean: float, weight: float) -> float:
    """E[max(0, mean + weight (u − ½))] − max(0, mean) for uniform u."""
    low, high = mean - weight / 2, mean + weight / 2
    if weight == 0 or low >= 0 or high <= 0:
        return 0.0
    return high**2 / (2 * weight) - max(mean, 0.0)


@pytest.mark.parametrize("mean", [0.0, 0.1, -0.4, 0.6])
@pytest.mark.parametrize("seed", [0, 7])
def test_knowing_one_number_of_a_linear_decision(mean: float, seed: int) -> None:
    u = draw_shares(4, 1024, np.random.default_rng(seed))
    values = linear(u, mean)
    found = value_of_knowing(u, values)
    exact = [exact_knowing(mean, float(w)) for w in WEIGHTS]
    assert found == pytest.approx(exact, abs=0.006)


def test_knowing_everything_of_a_linear_decision() -> None:
    u = draw_shares(4, 4096, np.random.default_rng(7))
    many = np.random.default_rng(1).random((400_000, 4))
    sure = np.maximum(linear(many, 0.1)[:, 1], 0).mean() - 0.1
    assert value_of_knowing_all(linear(u, 0.1)) == pytest.approx(sure, abs=0.004)


@pytest.mark.parametrize("seed", range(8))
def test_a_number_without_influence_is_worth_nothing(seed: int) -> None:
    u = draw_shares(4, 1024, np.random.default_rng(seed))
    assert value_of_knowing(u, linear(u, 0.0))[3] < 0.004
    assert first_order(u, linear(u, 0.0)[:, 1])[0][3] < 0.01


def test_knowing_is_never_worth_more_than_knowing_all() -> None:
    u = draw_shares(4, 256, np.random.default_rng(2))
    values = np.column_stack([u[:, 0], 1 - u[:, 0], u[:, 1]])
    assert (value_of_knowing(u, values) <= value_of_knowing_all(values)).all()


def test_the_sharpest_decision_is_still_found() -> None:
    """A step: act pays 1 above a half, −1 below it; knowing it is worth exactly a half."""
    u = draw_shares(2, 1024, np.random.default_rng(4))
    values = np.column_stack([np.zeros(1024), np.where(u[:, 0] > 0.5, 1.0, -1.0)])
    assert value_of_knowing(u, values)[0] == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_few_huge_draws_do_not_hide_what_knowing_is_worth(seed: int) -> None:
    """Acting gains 10 in the top tenth of x and loses 2 below, but for a disaster of 700 in
    one case of 200 that has nothing to do with x: knowing x is worth (10 − 3.5) / 10."""
    u = draw_shares(3, 8192, np.random.default_rng(seed))
    act = np.where(u[:, 0] > 0.9, 10.0, -2.0) - 700.0 * (u[:, 1] < 0.005)
    values = np.column_stack([np.zeros(len(u)), act])
    worth = value_of_knowing(u, values)
    assert worth[0] == pytest.approx(0.65, abs=0.2)
    assert worth[2] == 0
