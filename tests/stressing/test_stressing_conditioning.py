"""Draws given comparisons: brute force, and what must change nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.contradictions import ContradictionError, find_contradiction
from countermove.records.halfspaces import HalfSpace
from countermove.records.ranges import Range
from countermove.stressing.conditioning import Conditioned, draw_conditioned
from countermove.stressing.draws import draw_ranges

KEYS = ("a", "b", "c", "d")
RANGES = {
    "a": Range.model_validate([0, 3, 10]),
    "b": Range.model_validate([0, 8]),
    "c": Range.model_validate([-5, -2, 0]),
    "d": Range.model_validate(1),
}
SHAPES = [RANGES[k] for k in KEYS]


def space(place: str = "p", sure: float = 1.0, **counts: float) -> HalfSpace:
    return HalfSpace(place, counts, sure)


def draw(spaces: list[HalfSpace], draws: int = 256, seed: int = 3) -> Conditioned:
    return draw_conditioned(RANGES, KEYS, spaces, draws, np.random.default_rng(seed))


def worth(spaces: list[HalfSpace], theta: np.ndarray) -> np.ndarray:
    return np.array([sum(theta[:, KEYS.index(k)] * c for k, c in s.counts.items()) for s in spaces])


@cache
def free() -> np.ndarray:
    shares = np.random.default_rng(0).random((200_000, 4))
    return np.stack([r.quantile(u) for r, u in zip(SHAPES, shares.T, strict=True)], axis=1)


def brute(spaces: list[HalfSpace]) -> np.ndarray:
    theta = free()
    return theta[(worth(spaces, theta) >= 0).all(axis=0)]


COUNTS = st.fixed_dictionaries({k: st.integers(-3, 3) for k in KEYS}).filter(
    lambda c: any(c[k] for k in "abc")
)
SPACES = st.lists(COUNTS, min_size=1, max_size=3).map(
    lambda many: [HalfSpace(f"p{i}", dict(c), 1.0) for i, c in enumerate(many)]
)


def drawn_or_contradicted(spaces: list[HalfSpace]) -> np.ndarray | tuple[str, ...]:
    try:
        return draw(spaces, 64).theta
    except ContradictionError as error:
        return error.places


@given(SPACES)
@settings(max_examples=40, deadline=None)
def test_every_draw_meets_every_comparison_and_stays_in_its_range(spaces: list[HalfSpace]) -> None:
    found = drawn_or_contradicted(spaces)
    if isinstance(found, tuple):
        assert len(brute(spaces)) < 20  # of 200,000: nothing, or a sliver
        return
    assert (worth(spaces, found) >= -1e-6).all()
    for r, x in zip(SHAPES, found.T, strict=True):
        assert (x >= r.low).all()
        assert (x <= r.high).all()


@given(SPACES, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_duplicates_and_implied_lines_change_nothing(spaces, random) -> None:  # type: ignore[no-untyped-def]
    found = drawn_or_contradicted(spaces)
    if isinstance(found, tuple):
        return
    shuffled = random.sample(spaces, len(spaces))
    implied = [HalfSpace("i", {k: 2 * c for k, c in spaces[0].counts.items()}, 1.0)]
    both = {k: spaces[0].counts[k] + spaces[-1].counts[k] for k in KEYS}
    if any(both[k] for k in "abc"):
        implied.append(HalfSpace("j", both, 1.0))
    again = draw(shuffled + spaces[:1] + implied, 64).theta
    assert again == pytest.approx(found, abs=1e-9)


@given(SPACES)
@settings(max_examples=20, deadline=None)
def test_renaming_changes_nothing(spaces: list[HalfSpace]) -> None:
    found = drawn_or_contradicted(spaces)
    if isinstance(found, tuple):
        return
    ranges = {f"x_{k}": r for k, r in RANGES.items()}
    renamed = [HalfSpace(s.place, {f"x_{k}": c for k, c in s.counts.items()}, 1.0) for s in spaces]
    generator = np.random.default_rng(3)
    again = draw_conditioned(ranges, [f"x_{k}" for k in KEYS], renamed, 64, generator)
    assert (again.theta == found).all()


def test_a_comparison_that_every_draw_meets_changes_nothing() -> None:
    free = draw_ranges(SHAPES, 256, np.random.default_rng(3))
    met = draw([space(a=1.0, c=-1.0)])
    assert (met.theta == free).all()
    assert (met.kept, met.effective, met.walked) == (1.0, 256, 0)


ENDS = {"a": (0, 10), "b": (0, 8), "c": (-5, 0), "d": (1, 1)}


@given(SPACES, COUNTS)
@settings(max_examples=30, deadline=None)
def test_a_comparison_that_holds_in_every_draw_changes_nothing(
    spaces: list[HalfSpace], counts: dict[str, int]
) -> None:
    """With a constant that lifts it above the worst corner, and among others that do bind."""
    found = drawn_or_contradicted(spaces)
    worst = sum(min(counts[k] * low, counts[k] * high) for k, (low, high) in ENDS.items())
    met = HalfSpace("met", counts | {"d": counts["d"] + abs(worst) + 1.0}, 1.0)
    again = drawn_or_contradicted([*spaces, met])
    if isinstance(found, tuple):
        assert isinstance(again, tuple)
    else:
        assert np.asarray(again) == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize(
    ("spaces", "walks"),
    [
        ([space(a=1.0, b=-1.0)], False),
        ([space(a=1.0, b=-2.0)], False),
        ([space(a=1.0, b=-1.0, c=3.0, d=2.0), space("q", b=1.0, c=2.0, d=-3.0)], True),
    ],
)
def test_moments_are_those_of_brute_force(spaces: list[HalfSpace], walks: bool) -> None:
    told, expected = draw(spaces, 2048), brute(spaces)
    assert (told.walked > 0) == walks
    noise = expected.std(axis=0) / np.sqrt(told.effective) + 1e-9
    assert (np.abs(told.theta.mean(axis=0) - expected.mean(axis=0)) < 5 * noise).all()
    assert told.theta.std(axis=0) == pytest.approx(expected.std(axis=0), rel=0.15, abs=1e-9)


def test_an_unsure_comparison_is_a_mixture() -> None:
    lines = [space(sure=0.7, a=1.0, b=-1.0)]
    theta = draw(lines, 4096).theta
    bound = brute([space(a=1.0, b=-1.0)])
    expected = 0.7 + 0.3 * len(bound) / len(free())
    assert (worth(lines, theta) >= 0).mean() == pytest.approx(expected, abs=0.03)


def test_same_seed_same_draws() -> None:
    lines = [space(a=1.0, b=-1.0, c=3.0, d=2.0), space("q", b=1.0, c=2.0, d=-3.0)]
    assert (draw(lines).theta == draw(lines).theta).all()


def test_a_circle_is_a_contradiction_of_three() -> None:
    circle = [
        space("p", a=1.0, b=-1.0, d=-1.0),
        space("q", b=1.0, c=1.0, d=-1.0),
        space("r", a=-1.0, c=-1.0, d=1.0),
        space("s", a=1.0),
    ]
    assert find_contradiction(circle, RANGES) == ("p", "q", "r")
    assert find_contradiction(circle[:2], RANGES) == ()
