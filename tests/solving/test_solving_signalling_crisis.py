"""Crisis bargaining: printed equilibria, and a brute force that shares nothing with the code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import owens_t
from scipy.stats import multivariate_normal, norm

from countermove.records.errors import SettingsError
from countermove.solving.signalling.crisis import (
    CrisisGame,
    believe,
    cutoff,
    means_it,
)
from countermove.solving.signalling.crisis_equilibria import CrisisEquilibrium, find_equilibria


def sigint(fought: float) -> CrisisGame:
    """The game of the worked example of Crisman-Cox and Gibilisco's sigInt."""
    return CrisisGame(
        silence=0, conceded=1, fight=-1.9, caught=-1.2, giving_in=0, kept=1, fought=fought
    )


@pytest.mark.parametrize(
    ("fought", "resisted", "threat", "meant"),
    [
        (
            -2.8,
            [0.29645183, 0.47242323, 0.87403143],
            [0.961725, 0.582385, 0.179311],
            [0.306244, 0.268038, 0.202198],
        ),
        (-2.9, [0.251105, 0.594723, 0.813322], None, None),
        (-2.5, [0.947314], None, None),
    ],
)
def test_the_printed_equilibria(
    fought: float, resisted: list[float], threat: list[float] | None, meant: list[float] | None
) -> None:
    found = find_equilibria(sigint(fought))
    # One unit in the last printed place.
    places = 1e-8 if fought == -2.8 else 1e-6
    assert [e.resisted for e in found] == pytest.approx(resisted, abs=places)
    if threat is not None and meant is not None:
        assert [e.threat for e in found] == pytest.approx(threat, abs=1e-6)
        assert [e.meant for e in found] == pytest.approx(meant, abs=1e-6)


def test_of_three_the_middle_one_does_not_hold_against_a_small_doubt() -> None:
    assert [e.steady for e in find_equilibria(sigint(-2.8))] == [True, False, True]


GAMES = st.builds(
    CrisisGame,
    silence=st.just(0.0),
    conceded=st.floats(0.2, 5),
    fight=st.floats(-5, 3),
    caught=st.floats(-5, 1),
    giving_in=st.just(0.0),
    kept=st.floats(0.2, 5),
    fought=st.floats(-6, 2),
    doubt_fight=st.floats(0.3, 3),
    doubt_caught=st.floats(0.3, 3),
    doubt_fought=st.floats(0.3, 3),
)


def bivariate_normal(h: Any, k: Any, tie: float) -> Any:
    """P(X < h, Y < k) for standard normals that are so correlated, by Owen's T (1956)."""
    root = np.sqrt(1 - tie**2)
    h, k = np.where(h == 0, 1e-300, h), np.where(k == 0, 1e-300, k)
    found = norm.cdf(h) / 2 + norm.cdf(k) / 2
    found -= owens_t(h, (k / h - tie) / root) + owens_t(k, (h / k - tie) / root)
    return found - np.where(h * k < 0, 0.5, 0.0)


def test_the_bivariate_normal_is_that_of_scipy() -> None:
    for h, k, tie in ((0.3, -1.2, 0.7), (-0.495, 0.0, 0.5), (-2.0, -1.0, 0.9), (1.0, 2.0, 0.1)):
        exact = multivariate_normal([0, 0], [[1, tie], [tie, 1]]).cdf([h, k])
        assert float(bivariate_normal(h, k, tie)) == pytest.approx(exact, abs=1e-12)


def reply_by_another_way(game: CrisisGame, resisted: Any) -> Any:
    """The chance of resistance that answers one expected, by the bivariate normal."""
    cut = game.conceded - (game.conceded - game.silence) / resisted
    silent = norm.cdf((cut - game.fight) / game.doubt_fight) * norm.cdf(
        (cut - game.caught) / game.doubt_caught
    )
    spread = np.hypot(game.doubt_fight, game.doubt_caught)
    both = bivariate_normal(
        (game.fight - game.caught) / spread,
        (game.fight - cut) / game.doubt_fight,
        game.doubt_fight / spread,
    )
    meant = np.maximum(both, 1e-13) / np.maximum(1 - silent, 1e-13)
    worth = meant * game.fought + (1 - meant) * game.kept - game.giving_in
    return norm.cdf(worth / (meant * game.doubt_fought))


def gain_of_challengers(game: CrisisGame, play: CrisisEquilibrium) -> tuple[float, float, float]:
    """The challenger's types on a grid, each taking its best plan against `play.resisted`.

    Returns the shares that threaten, that threaten and mean it, and the most that any type
    gains by its best plan over the one the equilibrium lays down.
    """
    grid = norm.ppf((np.arange(401) + 0.5) / 401)
    fight = game.fight + game.doubt_fight * grid[:, None]
    caught = game.caught + game.doubt_caught * grid[None, :]
    r, v = play.resisted, game.conceded
    silent = np.full(np.broadcast_shapes(fight.shape, caught.shape), game.silence)
    plans = np.stack(
        [silent, r * fight + (1 - r) * v + 0 * silent, r * caught + (1 - r) * v + 0 * silent]
    )
    best = plans.argmax(axis=0)
    cut = v - (v - game.silence) / r
    laid_down = np.where(np.maximum(fight, caught) < cut, 0, np.where(fight > caught, 1, 2))
    gain = plans.max(axis=0) - np.take_along_axis(plans, laid_down[None], axis=0)[0]
    return float((best > 0).mean()), float((best == 1).mean()), float(gain.max())


@settings(max_examples=20, deadline=None)
@given(GAMES)
def test_no_type_gains_by_another_plan(game: CrisisGame) -> None:
    for play in find_equilibria(game):
        if play.resisted < 1e-6 or play.threat < 1e-3:
            continue  # a grid of types cannot show so rare an act
        threat, both, gain = gain_of_challengers(game, play)
        assert gain < 1e-9
        assert threat == pytest.approx(play.threat, abs=6e-3)
        assert both == pytest.approx(play.threat * play.meant, abs=6e-3)
        # The target's: it resists where being fought is worth more to it than this.
        least = (game.giving_in - (1 - play.meant) * game.kept) / play.meant
        start = max(least, game.fought - 12 * game.doubt_fought)
        resists, _ = quad(
            lambda x: norm.pdf(x, game.fought, game.doubt_fought),
            start,
            max(start, game.fought) + 12 * game.doubt_fought,
            points=[game.fought] if start < game.fought else None,
        )
        assert resists == pytest.approx(play.resisted, abs=1e-7)


def draw_game(rng: np.random.Generator) -> CrisisGame:
    """A game near those that have several equilibria."""
    return CrisisGame(
        silence=0.0,
        conceded=rng.uniform(0.5, 2),
        fight=rng.normal(-1.9, 0.8),
        caught=rng.normal(-1.2, 0.8),
        giving_in=0.0,
        kept=rng.uniform(0.5, 2),
        fought=rng.normal(-2.8, 0.8),
        doubt_fight=rng.uniform(0.6, 1.4),
        doubt_caught=rng.uniform(0.6, 1.4),
        doubt_fought=rng.uniform(0.4, 1.2),
    )


def test_a_grid_finds_no_other_and_each_that_is_found() -> None:
    rng, several = np.random.default_rng(5), 0
    grid = np.linspace(1e-5, 1 - 1e-5, 4001)
    for game in (draw_game(rng) for _ in range(100)):
        found = np.array([e.resisted for e in find_equilibria(game)])
        over = reply_by_another_way(game, grid) - grid
        # Where threats are hardly made or meant, the other way divides noise by noise.
        told = means_it(game, cutoff(game, grid)) > 1e-9
        crossed = np.flatnonzero(told[:-1] & told[1:] & (over[:-1] * over[1:] < 0))
        for i in crossed:
            assert ((found >= grid[i] - 1e-9) & (found <= grid[i + 1] + 1e-9)).sum() == 1
        inner = found[(found > 1e-4) & (found < 1 - 1e-4)]
        assert reply_by_another_way(game, inner) == pytest.approx(inner, abs=1e-6)
        several += len(found) == 3
    assert several >= 5


def test_two_equilibria_meet_and_vanish() -> None:
    """From three to one as being fought gets cheaper: at the fold, counts go 3 to 1."""
    counts = [len(find_equilibria(sigint(w))) for w in np.arange(-3.2, -2.4, 0.01)]
    assert set(counts) == {1, 3}
    assert counts[-1] == 1


@settings(max_examples=30, deadline=None)
@given(GAMES, st.floats(0.05, 0.999))
def test_meaning_it_is_the_integral_it_says(game: CrisisGame, resisted: float) -> None:
    cut = float(cutoff(game, resisted))
    top = max(cut, game.fight) + 14 * game.doubt_fight
    points = sorted({x for x in (game.fight, game.caught) if cut < x < top})
    exact, _ = quad(
        lambda w: (
            norm.pdf(w, game.fight, game.doubt_fight)
            * norm.cdf((w - game.caught) / game.doubt_caught)
        ),
        cut,
        top,
        points=points or None,
        epsabs=1e-13,
        limit=400,
    )
    assert float(means_it(game, cut)) == pytest.approx(exact, abs=1e-10)


def test_a_threat_is_believed_by_the_thicker_tail_where_none_is_made() -> None:
    keen = CrisisGame(0, 1, -90, -200, 0, 1, -2)
    assert float(believe(keen, cutoff(keen, 1.0))) == 1.0
    assert [e.resisted for e in find_equilibria(keen)] == pytest.approx([norm.cdf(-2.0)])


@pytest.mark.parametrize(
    "more", [{"conceded": 0.0}, {"kept": 0.0}, {"doubt_fight": 0.0}, {"fight": float("nan")}]
)
def test_what_is_no_such_game_is_refused(more: dict[str, float]) -> None:
    numbers = {
        "silence": 0.0,
        "conceded": 1.0,
        "fight": -1.0,
        "caught": -1.0,
        "giving_in": 0.0,
        "kept": 1.0,
        "fought": -1.0,
    }
    with pytest.raises(SettingsError):
        CrisisGame(**(numbers | more))
