"""Flips and worst corners beside a plain search that shares nothing with theirs but the solver."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from countermove.framing import frame
from countermove.reading import load, read
from countermove.stressing.corners import worst_corners
from countermove.stressing.decision import Decision
from countermove.stressing.plays import open_game
from countermove.stressing.spreading import spread_over_threads
from countermove.stressing.thresholds import find_flips, scan_numbers

ARTICLES = Path(__file__).parents[1] / "framing" / "articles"
PATHS = {
    "brenner": ARTICLES / "brenner.txt",
    "dockers": ARTICLES / "dockers.txt",
}
BUNDLED = {"bundled": Path(str(files("countermove"))) / "catalog/articles/kazakhstan-2022.md"}
GRID = 161
"""Points along each number; a flip that hides between two of them is not held against us."""


@cache
def decide(name: str) -> Decision:
    articles = load((PATHS | BUNDLED)[name])
    standoff = frame(read(articles), articles=articles, least=0.0)
    return open_game(standoff, spread_over_threads(1)).decision()


def first_change(decision: Decision, number: int) -> float:
    """How far from the likely value, of its way to the end, the answer first differs."""
    likely = float(decision.likely[number])
    nearest = np.inf
    for end in (float(decision.low[number]), float(decision.high[number])):
        if end == likely:
            continue
        shares = np.linspace(0, 1, GRID)
        rows = decision.rows(GRID)
        rows[:, number] = likely + shares * (end - likely)
        values = decision.evaluate(rows)
        start = int(values[0].argmax())
        lead = values[:, start] - np.delete(values, start, axis=1).max(axis=1)
        past = np.flatnonzero(lead < -1e-6)
        nearest = min(nearest, shares[past[0]] if len(past) else np.inf)
    return float(nearest)


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHS)
def test_the_nearest_flip_is_the_nearest(name: str) -> None:
    decision = decide(name)
    told = dict.fromkeys(range(len(decision.keys)), np.inf)
    for flip in find_flips(decision, scan_numbers(decision)):
        if not flip.beyond:
            told[flip.number] = min(told[flip.number], flip.distance)
    plain = {n: first_change(decision, n) for n in told}
    step = 1 / (GRID - 1)
    wrong = [decision.keys[n] for n in told if told[n] > plain[n] + 1e-3]
    assert not wrong
    assert min(told.values()) == pytest.approx(min(plain.values()), abs=step + 1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHS | BUNDLED)
def test_no_point_of_a_plain_grid_nearer_than_the_nearest_flip_has_another_answer(
    name: str,
) -> None:
    """Also where replies are so sharp that the best course alternates all along a number."""
    decision = decide(name)
    flips = find_flips(decision, scan_numbers(decision))
    nearest = min(f.distance for f in flips if not f.beyond)
    shares = np.linspace(0, 1, GRID)
    shares = shares[shares < nearest - 1e-3]
    answer = decision.evaluate(decision.rows(1))[0].argmax()
    for n, likely in enumerate(decision.likely):
        for end in (decision.low[n], decision.high[n]):
            rows = decision.rows(len(shares))
            rows[:, n] = likely + shares * (end - likely)
            values = decision.evaluate(rows)
            lead = values[:, answer] - np.delete(values, answer, axis=1).max(axis=1)
            assert (lead > -1e-6).all(), decision.keys[n]


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHS)
def test_no_corner_of_a_plain_search_is_worse(name: str) -> None:
    decision = decide(name)
    generator = np.random.default_rng(3)
    theta = generator.uniform(decision.low, decision.high, (256, len(decision.keys)))
    told = worst_corners(decision, theta, decision.evaluate(theta))
    corners = np.where(generator.random((512, len(decision.keys))) < 0.5, decision.low,
                       decision.high)  # fmt: skip
    for course in range(len(decision.courses)):
        assert told[course] >= climb(decision, corners, course) - 1e-6


def climb(decision: Decision, corners: np.ndarray, course: int) -> float:
    """The regret of a course at the worst of some corners, then one number at a time."""
    regret = regret_of(decision, corners, course)
    corner, worst = corners[regret.argmax()].copy(), float(regret.max())
    for n in range(len(decision.keys)):
        other = corner.copy()
        other[n] = decision.low[n] + decision.high[n] - corner[n]
        found = float(regret_of(decision, other[None], course)[0])
        if found > worst:
            corner, worst = other, found
    return worst


def regret_of(decision: Decision, rows: np.ndarray, course: int) -> np.ndarray:
    values = decision.evaluate(rows)
    return np.asarray(values.max(axis=1) - values[:, course])
