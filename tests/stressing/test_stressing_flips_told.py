"""Flips that are told, beside the file edited by hand: just past each the answer is another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.numbers import set_numbers
from countermove.records.standoffs import Standoff
from countermove.stressing import solve_best
from countermove.stressing.plays import Playable, open_game
from countermove.stressing.spreading import spread_over_threads
from countermove.stressing.thresholds import Flip, find_flips, scan_numbers

STANDOFFS = 20
TOLD = 100
PAST = 0.0015
"""How far past a flip the file is edited, as a part of the range."""

GRID = 241
WHENS = {
    "SUB": ("press", "strike", "done(build)", "build", "bow", "press and bow", "strike and bow"),
    "OTH": ("press", "strike", "bow", "press and bow", "press and done(build)", "war and strike"),
}


def draw_standoff(seed: int) -> Standoff:
    """Four options, one of which takes time, a chance, and payoffs with wide ranges."""
    generator = np.random.default_rng(seed)
    players: list[dict[str, Any]] = []
    for id, names in (("SUB", ("build", "bow")), ("OTH", ("press", "strike"))):
        payoffs = []
        for when in WHENS[id]:
            middle, half = generator.normal(0, 4), generator.uniform(5, 14)
            payoffs.append({"when": when, "per_year": [middle - half, middle, middle + half]})
        options: list[dict[str, Any]] = [
            {"name": n, "label": n, "today": n == "press"} for n in names
        ]
        players.append(make_player(id, options, payoffs))
    players[0]["options"][0]["takes"] = ["1 year", "2 years", "4 years"]
    war = {"name": "war", "label": "war", "today": True, "ends_after": ["1 year", "5 years"]}
    return make_standoff(
        *players,
        title="drawn",
        settings={"step": "1 year", "horizon": "4 years", "precision": [0.5, 1.0, 2.0]},
        chance=[war],
        courses={"wait": [], "build": ["build"], "bow": ["bow"], "both": ["build", "bow"]},
    )


def flips_of(standoff: Standoff) -> tuple[Playable, tuple[Flip, ...]]:
    """The flips that are found, and the game they were found in."""
    play = open_game(standoff, spread_over_threads(1))
    decision = play.decision()
    return play, find_flips(decision, scan_numbers(decision))


def answer_at(standoff: Standoff, play: Playable, flip: Flip, past: float) -> str:
    """The best course once the file has a number a little past a flip, or before it."""
    name = play.numbers[flip.number]
    outward = 1.0 if flip.at > name.likely else -1.0
    value = flip.at + outward * past * (name.high - name.low)
    return solve_best(set_numbers(standoff, {name.key: value}))[0]


@pytest.mark.slow
def test_flips_told_flip_just_past_them_and_hold_just_before() -> None:
    tried = 0
    wrong: list[str] = []
    for seed in range(STANDOFFS):
        standoff = draw_standoff(seed)
        play, flips = flips_of(standoff)
        for flip in flips:
            before, after = (play.decision().courses[c] for c in (flip.before, flip.after))
            found = [answer_at(standoff, play, flip, past) for past in (-PAST, PAST)]
            tried += 1
            if found != [before, after]:
                wrong.append(f"{seed}: {play.numbers[flip.number].key} at {flip.at}: {found}")
    assert tried >= TOLD
    assert not wrong


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_every_band_of_a_fine_grid_is_found_and_the_nearest_first(seed: int) -> None:
    play, flips = flips_of(draw_standoff(seed))
    decision = play.decision()
    for n, name in enumerate(play.numbers):
        grid = np.linspace(name.low, name.high, GRID)
        rows = decision.rows(GRID)
        rows[:, n] = grid
        winners = decision.evaluate(rows).argmax(axis=1)
        edges = (grid[1:] + grid[:-1])[winners[1:] != winners[:-1]] / 2
        told = np.sort([f.at for f in flips if f.number == n and not f.beyond])
        assert len(told) == len(edges), name.key
        assert told == pytest.approx(edges, abs=1.1 * (grid[1] - grid[0]))
