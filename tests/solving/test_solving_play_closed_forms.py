"""Play comes out where theory gives the answer in closed form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from countermove.records.standoffs import Standoff
from countermove.solving.play import compile_game, solve_draws
from countermove.solving.play.draws import Draws

HALF_NOTCH = 0.002


def solve(body: dict[str, Any], **settings: Any) -> tuple[Draws, list[str]]:
    game = compile_game(Standoff.model_validate({"title": "t", "question": "q"} | body))
    return solve_draws(game, **settings), [c.name for c in game.courses]


def alternating_offers(discount: float, rounds: int) -> dict[str, Any]:
    """Rubinstein (1982): a pie of 1, offers on a fine grid about the closed form.

    Whose turn it is flips every step by itself (a mean time of 0). Acceptance freezes the
    turn, because the rules let A's offers be accepted on A's turn only, and B's on B's.
    """
    factor = 1 / (1 + discount)
    share = 1 / (1 + factor)
    notches = [(k - 0.5) * 2 * HALF_NOTCH for k in range(-1, 3)]
    rules, options, payoffs = [], {"A": [], "B": []}, {"A": [], "B": []}  # type: ignore[var-annotated]
    for proposer, other in (("A", "B"), ("B", "A")):
        offers = [f"{proposer.lower()}{i}" for i in range(len(notches))]
        rules.append(f"at most one of ({', '.join(offers)})")
        for offer, notch in zip(offers, notches, strict=True):
            keeps = share + notch
            taken = f"{other.lower()}_takes_{offer}"
            options[proposer].append({"name": offer, "label": offer})
            options[other].append({"name": taken, "label": taken, "lasting": True})
            payoffs[proposer].append({"when": taken, "once": keeps})
            payoffs[other].append({"when": taken, "once": 1 - keeps})
            turn = "turn" if proposer == "A" else "not turn"
            rules.append(f"{taken} implies ({offer} and {turn})")
    takings = [o["name"] for side in options.values() for o in side if "takes" in o["name"]]
    rules.append(f"at most one of ({', '.join(takings)})")
    chance = {
        "name": "turn",
        "label": "A's turn",
        "today": True,
        "starts_after": 0,
        "ends_after": 0,
    }
    return {
        "subject": "A",
        "settings": {"step": 1, "horizon": rounds, "discount": discount},
        "players": [
            {"id": p, "name": p, "options": options[p], "payoffs": payoffs[p]} for p in "AB"
        ],
        "chance": [chance],
        "rules": rules,
        "courses": {"nothing": []},
    }


@pytest.mark.parametrize("factor", [0.9, 0.8])
def test_rubinstein_shares_come_out_within_half_a_notch(factor: float) -> None:
    discount = 1 / factor - 1
    draws, courses = solve(alternating_offers(discount, 120) | {"courses": {}}, best_reply=True)
    share = 1 / (1 + factor)
    first = draws.now[0, :, 0].max()
    assert share - 1.01 * HALF_NOTCH <= first < share
    best = draws.now[0, int(np.argmax(draws.now[0, :, 0]))]
    assert best.sum() == pytest.approx(1.0, abs=1e-9), "agreement comes at once"
    # The responder is indifferent at the closed form: A can keep half a notch less.
    assert "a1" in courses[int(np.argmax(draws.now[0, :, 0]))]


def closing_window(q: float, p1: float = 0.7, p2: float = 0.3, cost: float = 0.1) -> dict[str, Any]:
    """Powell's commitment problem: the weaker-to-be side gets everything until the shift.

    War now locks in the odds p1; once the window has closed, it is worth p2 a period.
    """
    mean = -1 / math.log(1 - q)
    payoffs = [
        {"when": "war", "per_year": p1 - cost},
        {"when": "window and not war", "per_year": 1.0},
        {"when": "not window and not war", "per_year": p2 - cost},
    ]
    return {
        "subject": "D",
        "settings": {"step": 1, "horizon": 400, "discount": 1 / 0.9 - 1},
        "players": [
            {
                "id": "D",
                "name": "D",
                "options": [{"name": "war", "label": "War", "lasting": True}],
                "payoffs": payoffs,
            },
            {"id": "R", "name": "R", "options": [], "payoffs": []},
        ],
        "chance": [{"name": "window", "label": "Window", "today": True, "ends_after": mean}],
        "rules": ["war implies window"],
        "courses": {"fight": ["war"], "wait": []},
    }


# Values a period of waiting while the window is open, in units of one period (d = 0.9):
# V = (1 + d q V2) / (1 - d (1 - q)) with V2 = 2, as printed in ../shared/research/solvers.md.
WAITING = [(0.5, 3.4545), (0.2, 4.8571), (0.1, 6.2105), (0.05, 7.5172)]


@pytest.mark.parametrize(("q", "printed"), WAITING)
def test_the_closing_window_is_worth_what_powell_says(q: float, printed: float) -> None:
    draws, courses = solve(closing_window(q), best_reply=True)
    period = -(1 - 0.9) / math.log(0.9)
    fight = draws.kept[0, courses.index("fight"), 0] / period
    wait = draws.kept[0, courses.index("wait"), 0] / period
    assert fight == pytest.approx(0.6 / 0.1)
    # Here the window may close before the first period is paid; the formula pays first.
    assert (wait - q * 2.0) / (1 - q) == pytest.approx(printed, abs=5e-5)


@pytest.mark.parametrize(("p1", "p2", "cost"), [(0.7, 0.3, 0.1), (0.8, 0.6, 0.05), (0.6, 0.1, 0.2)])
def test_acting_now_pays_iff_the_window_closes_fast_enough(
    p1: float, p2: float, cost: float
) -> None:
    """The threshold of our timing: q* = (1 - (p1 - c)) / (1 + d W - V2), W the worth of war.

    It is Powell's commitment problem: however much is conceded while the window is open, the
    side that will be weaker fights if the shift to come is large and near enough.
    """
    war, after = (p1 - cost) / 0.1, (p2 - cost) / 0.1
    threshold = (1 - (p1 - cost)) / (1 + 0.9 * war - after)
    for q, best in ((threshold - 0.004, "wait"), (threshold + 0.004, "fight")):
        draws, courses = solve(closing_window(q, p1, p2, cost), best_reply=True)
        assert courses[int(np.argmax(draws.now[0, :, 0]))] == best


def one_choice(precision: float, step: float) -> dict[str, Any]:
    """The other side chooses one option worth 2 points a year to it, again in every step."""
    return {
        "subject": "S",
        "settings": {"step": step, "horizon": 4, "discount": 0.05, "precision": precision},
        "players": [
            {"id": "S", "name": "S", "options": [], "payoffs": []},
            {
                "id": "O",
                "name": "O",
                "options": [{"name": "act", "label": "Act"}],
                "payoffs": [{"when": "act", "per_year": 2.0}],
            },
        ],
        "courses": {"nothing": []},
    }


@pytest.mark.parametrize("step", [0.25, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("precision", [1e-9, 0.3, 1.0, 2.5])
def test_precision_is_in_points_a_year_whatever_the_step(precision: float, step: float) -> None:
    draws, _ = solve(one_choice(precision, step), outcomes=True)
    expected = 1 / (1 + math.exp(-2.0 * precision))
    np.testing.assert_allclose(draws.chances[0, 0, 1:, 0], expected, rtol=1e-9)


def test_a_higher_precision_never_makes_the_better_move_rarer() -> None:
    shares = [
        solve(one_choice(p, 0.5), outcomes=True)[0].chances[0, 0, -1, 0]
        for p in (1e-9, 0.1, 0.5, 1.0, 2.0, 5.0, 50.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(0.5)
    assert shares[-1] == pytest.approx(1.0)


def test_a_single_player_annuity_is_worth_rate_times_itself() -> None:
    """A point a year for ever at 5 % is worth 1 / ln 1.05, whatever the step and horizon."""
    body = one_choice(1.0, 0.5)
    body["players"][0]["payoffs"] = [{"when": "always", "per_year": 1.0}]
    for horizon in (0.5, 3.0, 20.0):
        body["settings"]["horizon"] = horizon
        draws, _ = solve(body)
        assert draws.now[0, 0, 0] == pytest.approx(1 / math.log(1.05))
