"""The exponential of the kernels, against the library's."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from countermove.solving.play.exponential import exponential


@given(st.floats(-700.0, 0.0))
def test_it_is_the_exponential_to_within_two_ulp(x: float) -> None:
    assert abs(exponential(x) - math.exp(x)) <= 2 * math.ulp(math.exp(x))


def test_none_is_one_and_what_is_far_below_is_as_good_as_nothing() -> None:
    assert exponential(0.0) == 1.0
    assert 0 < exponential(-1e9) < 1e-300
    assert 0 < exponential(-np.inf) < 1e-300
