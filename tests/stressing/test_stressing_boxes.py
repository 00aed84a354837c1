"""Boxes: planted ones are found again."""

from __future__ import annotations

import numpy as np
import pytest

from countermove.stressing.boxes import find_box
from countermove.stressing.draws import draw_shares


def test_a_planted_box_is_found() -> None:
    u = draw_shares(10, 4096, np.random.default_rng(1))
    wins = (u[:, 2] > 0.4) & (u[:, 5] < 0.7) & (u[:, 7] > 0.3)
    box = find_box(u, wins)
    assert box is not None
    assert set(box.limits) == {2, 5, 7}
    assert box.limits[2][0] == pytest.approx(0.4, abs=0.04)
    assert box.limits[5][1] == pytest.approx(0.7, abs=0.04)
    assert box.limits[7][0] == pytest.approx(0.3, abs=0.04)
    assert box.density > 0.93
    assert box.coverage > 0.93


def test_noise_makes_no_limits_of_its_own() -> None:
    generator = np.random.default_rng(5)
    u = draw_shares(6, 2048, generator)
    wins = (u[:, 1] > 0.6) ^ (generator.random(2048) < 0.1)
    box = find_box(u, wins)
    assert box is not None
    assert set(box.limits) == {1}
    assert box.limits[1][0] == pytest.approx(0.6, abs=0.05)
    assert box.density == pytest.approx(0.9, abs=0.03)


def test_a_course_that_always_wins_needs_no_limits() -> None:
    u = draw_shares(3, 64, np.random.default_rng(1))
    box = find_box(u, np.ones(64, dtype=np.bool_))
    assert box is not None
    assert box.limits == {}
    assert (box.density, box.coverage, box.support) == (1.0, 1.0, 1.0)


def test_a_course_that_never_wins_has_no_box() -> None:
    u = draw_shares(3, 64, np.random.default_rng(1))
    assert find_box(u, np.zeros(64, dtype=np.bool_)) is None


def test_pure_chance_has_no_box() -> None:
    generator = np.random.default_rng(2)
    u = draw_shares(5, 2048, generator)
    assert find_box(u, generator.random(2048) < 0.5) is None


def test_measures_are_those_of_the_draws_inside() -> None:
    u = draw_shares(4, 1024, np.random.default_rng(9))
    wins = u[:, 0] + 0.5 * u[:, 3] > 0.8
    box = find_box(u, wins)
    assert box is not None
    inside = np.all([(u[:, j] >= a) & (u[:, j] <= b) for j, (a, b) in box.limits.items()], axis=0)
    assert box.support == inside.mean()
    assert box.density == wins[inside].mean()
    assert box.coverage == wins[inside].sum() / wins.sum()
