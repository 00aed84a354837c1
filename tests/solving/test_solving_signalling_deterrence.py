"""Unilateral deterrence: the worked example to its fractions, and a brute force beside it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from countermove.records.errors import SettingsError
from countermove.solving.signalling.deterrence import (
    DeterrenceEquilibrium,
    DeterrenceGame,
    find_deterrence,
)

Game = DeterrenceGame[Fraction]


def example(p: Fraction, r: Fraction) -> Game:
    """Challenger SQ 6, conceded 10, back 2, conflict 4 or 0; defender 10, 4, 8, 5 or 1."""
    numbers = [*map(Fraction.from_float, (6, 10, 2, 4, 0, 10, 4, 8, 5, 1)), p, r]
    return DeterrenceGame(*numbers)


def test_the_printed_thresholds_and_the_bluff() -> None:
    game = example(Fraction(1, 5), Fraction(1, 5))
    assert (game.y_hard, game.y_soft) == (Fraction(2, 3), Fraction(1, 2))
    assert game.p_star == Fraction(4, 7)
    bluff, steadfast = find_deterrence(game)
    assert (bluff.name, steadfast.name) == ("bluff", "steadfast deterrence")
    assert (bluff.soft_demands, bluff.soft_defies) == (Fraction(3, 16), Fraction(3, 8))
    assert (bluff.challenger, bluff.defender) == (Fraction(31, 5), Fraction(403, 50))


@pytest.mark.parametrize(
    ("p", "r", "names"),
    [
        ("1/5", "1/5", ["bluff", "steadfast deterrence"]),
        ("4/5", "1/5", ["attack", "steadfast deterrence"]),
        ("4/5", "3/5", ["separating", "steadfast deterrence"]),
        ("1/5", "3/5", ["separating", "steadfast deterrence"]),
        ("4/5", "4/5", ["certain deterrence"]),
    ],
)
def test_each_region_has_its_equilibria(p: str, r: str, names: list[str]) -> None:
    found = find_deterrence(example(Fraction(p), Fraction(r)))
    assert [e.name for e in found] == names


CHANCES = st.integers(1, 19).map(lambda n: Fraction(n, 20))


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Any payoffs in the order of the game, away from its boundaries."""
    soft, back, hard, quo, asked = sorted(
        draw(st.sets(st.integers(-20, 20), min_size=5, max_size=5))
    )
    fought, concede, kept = sorted(draw(st.sets(st.integers(-20, 20), min_size=3, max_size=3)))
    numbers = (quo, asked, back, hard, soft, draw(st.integers(-20, 20)), concede, kept)
    rest = (concede + draw(st.integers(1, 9)), fought)
    chances = draw(CHANCES), draw(CHANCES)
    game: Game = DeterrenceGame(*(Fraction(n) for n in (*numbers, *rest, *chances)))
    assume(game.hard_defender not in (game.y_hard, game.y_soft))
    assume(game.hard_challenger != game.p_star)
    return game


def payoffs(
    game: Game, hard: Fraction, soft: Fraction, defies: Fraction
) -> tuple[Fraction, Fraction]:
    """What both expect, by going through every type, act and reply one by one."""
    challenger = defender = Fraction(0)
    kinds = product((True, False), (True, False), (True, False), (True, False))
    for is_hard, demands, tough, resists in kinds:
        asks = hard if is_hard else soft
        chance = game.hard_challenger if is_hard else 1 - game.hard_challenger
        chance *= game.hard_defender if tough else 1 - game.hard_defender
        chance *= asks if demands else 1 - asks
        will = Fraction(1) if tough else defies
        chance *= will if resists else 1 - will
        if not demands:
            ends = (game.status_quo, game.kept_quiet)
        elif not resists:
            ends = (game.conceded, game.conceding)
        elif is_hard:
            ends = (game.fight_hard, game.fought_hard if tough else game.fought_soft)
        else:
            ends = (game.backed_down, game.kept)
        challenger += chance * ends[0]
        defender += chance * ends[1]
    return challenger, defender


def is_equilibrium(game: Game, hard: Fraction, soft: Fraction, defies: Fraction) -> bool:
    """Whether no kind gains by a pure deviation; off the path some belief must support it."""
    p, r = game.hard_challenger, game.hard_defender
    resisted = r + (1 - r) * defies
    by_asking = [
        resisted * w + (1 - resisted) * game.conceded for w in (game.fight_hard, game.backed_down)
    ]
    for asks, worth in zip((hard, soft), by_asking, strict=True):
        if (asks > 0 and worth < game.status_quo) or (asks < 1 and worth > game.status_quo):
            return False
    demands = p * hard + (1 - p) * soft
    beliefs = [p * hard / demands] if demands else [Fraction(n, 400) for n in range(401)]
    beliefs += [] if demands else [game.p_star]
    return any(replies(game, belief, defies) for belief in beliefs)


def replies(game: Game, belief: Fraction, defies: Fraction) -> bool:
    """Whether a soft defender's defiance is best at a belief."""
    worth = belief * game.fought_soft + (1 - belief) * game.kept
    return not ((defies > 0 and worth < game.conceding) or (defies < 1 and worth > game.conceding))


@settings(max_examples=150, deadline=None)
@given(games())
def test_every_equilibrium_is_one_and_its_payoffs_are_right(game: Game) -> None:
    for e in find_deterrence(game):
        assert is_equilibrium(game, e.hard_demands, e.soft_demands, e.soft_defies)
        assert payoffs(game, e.hard_demands, e.soft_demands, e.soft_defies) == (
            e.challenger,
            e.defender,
        )


@settings(max_examples=25, deadline=None)
@given(games())
def test_a_grid_finds_no_other(game: Game) -> None:
    found = find_deterrence(game)
    steps = [Fraction(n, 12) for n in range(13)]
    softs = {*steps, *(e.soft_demands for e in found)}
    defiances = {*steps, *(e.soft_defies for e in found)}
    for hard, soft, defies in product(steps, softs, defiances):
        if is_equilibrium(game, hard, soft, defies):
            assert any(same_play(e, hard, soft, defies) for e in found)


def same_play(
    e: DeterrenceEquilibrium[Fraction], hard: Fraction, soft: Fraction, defies: Fraction
) -> bool:
    """Whether a profile plays as an equilibrium does; without demands any deterring reply."""
    asks = (hard, soft) == (e.hard_demands, e.soft_demands)
    return asks and (e.off_path or defies == e.soft_defies)


def test_payoffs_out_of_order_are_refused() -> None:
    with pytest.raises(SettingsError, match="must rise"):
        DeterrenceGame(6.0, 10.0, 5.0, 4.0, 0.0, 10.0, 4.0, 8.0, 5.0, 1.0, 0.2, 0.2)
    with pytest.raises(SettingsError, match="defender must like"):
        DeterrenceGame(6.0, 10.0, 2.0, 4.0, 0.0, 10.0, 9.0, 8.0, 5.0, 1.0, 0.2, 0.2)
    with pytest.raises(SettingsError, match="between 0 and 1"):
        DeterrenceGame(6.0, 10.0, 2.0, 4.0, 0.0, 10.0, 4.0, 8.0, 5.0, 1.0, 0.0, 0.2)
