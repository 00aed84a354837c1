"""Thresholds, pairs, worst corners and maps, on decisions solved by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from countermove.stressing.corners import worst_corners
from countermove.stressing.decision import Decision, best, lead_of
from countermove.stressing.draws import draw_shares
from countermove.stressing.flip_maps import map_courses
from countermove.stressing.pairs import find_pairs
from countermove.stressing.thresholds import find_flips, nearest_each_way, scan_numbers

Array = NDArray[np.float64]


def decide(
    evaluate: Callable[[Array], Array],
    ranges: list[tuple[float, float, float]],
    courses: int = 2,
) -> Decision:
    low, likely, high = (np.array(column, dtype=np.float64) for column in zip(*ranges, strict=True))
    names = tuple(f"n{i}" for i in range(len(ranges)))
    return Decision(names, low, likely, high, tuple(f"c{i}" for i in range(courses)), evaluate)


def linear(weights: list[float], start: float) -> Callable[[Array], Array]:
    """The first course is worth nothing, the second start + Σ w x."""

    def evaluate(rows: Array) -> Array:
        return np.column_stack([np.zeros(len(rows)), start + rows @ np.array(weights)])

    return evaluate


def test_ties_go_to_the_first_course() -> None:
    assert list(best(np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 1.0 + 1e-13]]))) == [0, 1, 0]


def test_lead_of_the_only_course_is_nought() -> None:
    assert list(lead_of(np.array([[3.0], [4.0]]), 0)) == [0.0, 0.0]


@settings(max_examples=40, deadline=None)
@given(
    weight=st.floats(0.2, 5),
    sign=st.sampled_from([-1, 1]),
    root=st.floats(-0.95, 0.95).filter(lambda x: abs(x) > 0.01),
)
def test_a_threshold_is_the_root(weight: float, sign: int, root: float) -> None:
    decision = decide(linear([sign * weight, 0.0], -sign * weight * root), [(-1, 0, 1), (-1, 0, 1)])
    flips = find_flips(decision, scan_numbers(decision))
    assert [f.number for f in flips] == [0]
    assert flips[0].at == pytest.approx(root, abs=1e-4)
    assert flips[0].distance == pytest.approx(abs(root), abs=1e-4)
    assert not flips[0].beyond
    assert {flips[0].before, flips[0].after} == {0, 1}
    assert flips[0].after == int((sign > 0) == (root > 0))


def test_several_flips_along_one_number_are_all_found() -> None:
    def evaluate(rows: Array) -> Array:
        x = rows[:, 0]
        return np.column_stack([np.zeros(len(x)), (x - 2) * (x - 5) * (x - 9) / 10])

    decision = decide(evaluate, [(0, 1, 10)])
    found = [f.at for f in find_flips(decision, scan_numbers(decision))]
    assert found == pytest.approx([2, 5, 9], abs=1e-3)


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_band_between_even_steps_is_found_where_a_lead_wavers(sign: int) -> None:
    """Bands narrower than an even step, of which the leads at even steps tell nothing."""

    def evaluate(rows: Array) -> Array:
        x = sign * rows[:, 0]
        lead = 1.5 + np.cos(6 * np.pi * x)
        lead[(x > 0.9) | ((x > 0.026) & (x < 0.034))] = -1.0
        return np.column_stack([np.zeros(len(x)), lead])

    decision = decide(evaluate, [(-1, 0, 1), (-1, 0, 1)])
    flips = find_flips(decision, scan_numbers(decision))
    assert min(f.distance for f in flips) == pytest.approx(0.026, abs=1e-3)


def test_what_does_not_waver_is_not_followed_in_fine_steps() -> None:
    solved = 0

    def evaluate(rows: Array) -> Array:
        nonlocal solved
        solved += len(rows)
        return linear([1.0], -0.7)(rows)

    decision = decide(evaluate, [(-1, 0, 1)])
    assert len(find_flips(decision, scan_numbers(decision))) == 1
    assert solved < 60  # fine steps to the flip would be 112 more


def test_a_flip_beyond_the_range_is_said_to_be_beyond() -> None:
    decision = decide(linear([1.0], -13.0), [(2, 8, 10)])
    (flip,) = find_flips(decision, scan_numbers(decision))
    assert flip.beyond
    assert flip.at == pytest.approx(13, abs=1e-3)
    assert flip.distance == pytest.approx(2.5, abs=1e-3)


def test_a_cost_is_not_followed_across_zero() -> None:
    decision = decide(linear([1.0], -1.0), [(-4, -2, -1)])
    assert find_flips(decision, scan_numbers(decision)) == ()


def test_a_likely_value_at_the_end_of_its_range() -> None:
    decision = decide(linear([1.0], -7.0), [(5, 5, 10)])
    (flip,) = find_flips(decision, scan_numbers(decision))
    assert flip.at == pytest.approx(7, abs=1e-3)
    assert flip.distance == pytest.approx(0.4, abs=1e-3)


def test_no_numbers_no_flips() -> None:
    empty = np.empty(0)
    decision = Decision((), empty, empty, empty, ("a",), lambda rows: np.ones((len(rows), 1)))
    assert find_flips(decision, scan_numbers(decision)) == ()


@settings(max_examples=25, deadline=None)
@given(a=st.floats(0.3, 1), b=st.floats(0.3, 1), gap=st.floats(1.02, 1.3))
def test_the_smallest_pair_of_a_linear_decision(a: float, b: float, gap: float) -> None:
    """Neither number flips alone; the nearest joint flip is the foot of the perpendicular."""
    start = -gap * max(a, b)
    foot = -start / (a * a + b * b)
    if a + b < -start * 1.01 or max(foot * a, foot * b) > 1:
        return
    decision = decide(linear([a, 0.01, b], start), [(-1, 0, 1)] * 3)
    scan = scan_numbers(decision)
    pairs = find_pairs(decision, scan, find_flips(decision, scan))
    assert (pairs[0].first, pairs[0].second) == (0, 2)
    exact = -start / np.hypot(a, b)
    assert exact * 0.999 <= pairs[0].distance <= exact * 1.06
    assert pairs[0].after == 1


@pytest.mark.parametrize("start", [-0.5, -0.9])
def test_no_pair_is_reported_with_a_number_that_flips_the_answer_by_itself(start: float) -> None:
    """Not even where both together would do it by a smaller step."""
    decision = decide(linear([1.0, 0.8, 0.7], start), [(-1, 0, 1)] * 3)
    scan = scan_numbers(decision)
    pairs = find_pairs(decision, scan, find_flips(decision, scan))
    assert [(p.first, p.second) for p in pairs] == ([(1, 2)] if start == -0.9 else [])


def test_a_number_has_one_threshold_and_at_most_one_on_the_other_side() -> None:
    def evaluate(rows: Array) -> Array:
        x = rows[:, 0]
        return np.column_stack([np.zeros(len(x)), -(x + 3) * (x - 1) * (x - 2) * (x + 4) / 9])

    decision = decide(evaluate, [(-5, 0, 5), (0, 1, 2)])
    flips = find_flips(decision, scan_numbers(decision))
    assert len(flips) == 4
    ((near, other),) = nearest_each_way(decision, flips)
    assert other is not None
    assert [near.at, other.at] == pytest.approx([1, -3], abs=1e-3)


def test_every_reported_pair_flips_the_answer() -> None:
    def evaluate(rows: Array) -> Array:
        x, y, z = rows.T
        return np.column_stack([np.zeros(len(x)), x * y + 0.3 * z - 0.6, z * x - 0.4 - 0 * y])

    decision = decide(evaluate, [(-1, 0, 1), (-1, 0.1, 1), (-1, 0, 1)], courses=3)
    scan = scan_numbers(decision)
    pairs = find_pairs(decision, scan, find_flips(decision, scan))
    answer = best(decision.evaluate(decision.rows(1)))[0]
    assert pairs
    for pair in pairs:
        row = decision.rows(1)
        row[0, [pair.first, pair.second]] = pair.at
        assert best(decision.evaluate(row))[0] == pair.after != answer


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=6), st.floats(-2, 2))
def test_the_worst_corner_of_a_linear_decision_is_exact(weights: list[float], start: float) -> None:
    decision = decide(linear(weights, start), [(-1, 0.2, 1)] * len(weights))
    theta = 2 * draw_shares(len(weights), 64, np.random.default_rng(1)) - 1
    found = worst_corners(decision, theta, decision.evaluate(theta))
    reach = sum(abs(w) for w in weights)
    exact = [max(0.0, start + reach), max(0.0, reach - start)]
    assert found == pytest.approx(exact, abs=1e-9)


def test_the_worst_corner_does_not_grow_with_the_draws() -> None:
    """Unlike the largest regret drawn, which does."""
    decision = decide(linear([1.0, 2.0, -1.0, 0.5], 0.1), [(-1, 0, 1)] * 4)
    drawn, searched = [], []
    for draws in (16, 4096):
        theta = 2 * draw_shares(4, draws, np.random.default_rng(3)) - 1
        values = decision.evaluate(theta)
        drawn.append((values.max(axis=1) - values[:, 0]).max())
        searched.append(worst_corners(decision, theta, values)[0])
    assert drawn[0] < drawn[1]
    assert searched[0] == pytest.approx(searched[1]) == pytest.approx(4.6)


def test_the_map_is_what_solving_each_point_gives() -> None:
    decision = decide(linear([1.0, -2.0, 3.0], 0.05), [(-1, 0, 1), (-1, 0, 2), (0, 0.1, 1)])
    drawn = map_courses(decision, x=1, y=0, points=5)
    for i, y in enumerate(drawn.y):
        for j, x in enumerate(drawn.x):
            worth = y - 2 * x + 0.3 + 0.05
            assert drawn.winners[i, j] == int(worth > 1e-9)
            assert drawn.lead[i, j] == pytest.approx(abs(worth))
