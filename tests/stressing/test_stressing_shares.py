"""Shares and regret, whatever the values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from countermove.stressing.knowledge import value_of_knowing, value_of_knowing_all
from countermove.stressing.shares import count_shares, lead_noise

Array = NDArray[np.float64]

tables = st.tuples(st.integers(2, 40), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-50, 50).map(float))
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_shares_sum_to_one_and_regret_is_never_negative(values: Array) -> None:
    found = count_shares(values)
    assert found.best.sum() == pytest.approx(1)
    assert (found.expected_regret >= 0).all()
    assert (np.diff(found.quantiles, axis=0) >= 0).all()
    assert found.best[found.leader] == found.best.max()


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(-100, 100))
def test_the_same_points_more_for_every_course_change_nothing(values: Array, more: int) -> None:
    before, after = count_shares(values), count_shares(values + more)
    assert (before.best == after.best).all()
    assert before.expected_regret == pytest.approx(after.expected_regret)
    assert value_of_knowing_all(values) == pytest.approx(value_of_knowing_all(values + more))


@settings(max_examples=60, deadline=None)
@given(tables)
def test_the_order_of_the_draws_changes_nothing(values: Array) -> None:
    order = np.random.default_rng(1).permutation(len(values))
    before, after = count_shares(values), count_shares(values[order])
    assert (before.best == after.best).all()
    assert before.quantiles == pytest.approx(after.quantiles)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_number_that_is_no_number_is_worth_nothing(values: Array) -> None:
    still = np.ones((len(values), 2))
    assert (value_of_knowing(still, values) >= 0).all()
    assert value_of_knowing(still, values)[0] <= value_of_knowing_all(values)


def test_a_course_that_is_never_worse_has_no_regret() -> None:
    values = np.array([[1.0, 1.0], [2.0, 1.0], [5.0, 0.0]])
    found = count_shares(values)
    assert list(found.best) == [1.0, 0.0]
    assert list(found.expected_regret) == [0.0, 2.0]
    assert found.quantiles[:, 1] == pytest.approx([1.0, 4.2, 4.6, 4.92])


def test_the_noise_of_a_lead_is_that_of_repeated_samples() -> None:
    generator = np.random.default_rng(1)
    counts = generator.multinomial(500, [0.5, 0.3, 0.2], size=20_000) / 500
    lead = counts[:, 0] - counts[:, 1]
    assert lead_noise(0.5, 0.3, 500) == pytest.approx(lead.std(), rel=0.02)
