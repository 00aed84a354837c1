"""Deals: found where both sides gain, and broken where one would rather."""

from __future__ import annotations

import math
from typing import Any

import pytest
from tests.factories import make_player, make_standoff

from countermove.records.standoffs import Standoff
from countermove.solving.play import compile_game
from countermove.solving.play.deals import find_deals


def dilemma(**more: Any) -> Standoff:
    """A prisoner's dilemma of arming, 3 for arming alone against 2 for peace a year."""

    def side(mine: str, theirs: str) -> list[dict[str, Any]]:
        return [
            {"when": f"{mine} and not {theirs}", "per_year": 3.0},
            {"when": f"not {mine} and not {theirs}", "per_year": 2.0},
            {"when": f"{mine} and {theirs}", "per_year": 1.0},
        ]

    arms = {"a": {"name": "a_arms", "label": "A arms", "today": True}}
    arms["b"] = {"name": "b_arms", "label": "B arms", "today": True}
    told = {"settings": {"step": 1.0, "horizon": 6.0, "discount": 0.1, "precision": 5.0}} | more
    return make_standoff(
        make_player("A", [arms["a"]], side("a_arms", "b_arms")),
        make_player("B", [arms["b"]], side("b_arms", "a_arms")),
        **told,
    )


@pytest.mark.parametrize(("factor", "breaks"), [(0.45, True), (0.55, False)])
def test_peace_holds_iff_the_future_counts_enough(factor: float, breaks: bool) -> None:
    """Grim trigger (Friedman 1971): d >= (T - R) / (T - P) = 1/2 for the last to move.

    The first to move never breaks peace: it is answered within the step.
    """
    rate = -math.log(factor) / 2
    settings = {"step": 2.0, "horizon": 12.0, "discount": math.expm1(rate), "precision": 5.0}
    (deal,) = find_deals(compile_game(dilemma(settings=settings)))
    assert deal.state == ()
    assert deal.gains["A"] == pytest.approx(deal.gains["B"])
    assert deal.gains["A"] == pytest.approx((2.0 - 1.0) / rate)
    assert deal.breakers == (("B",) if breaks else ())
    held = "would break it by beginning: B arms" if breaks else "Nobody gains by breaking it"
    assert held in deal.sentence


def test_no_deal_where_play_already_leads_to_the_best_for_all() -> None:
    body = dilemma().model_dump(mode="python", round_trip=True)
    for player in body["players"]:
        player["payoffs"] = [{"when": "a_arms or b_arms", "per_year": -5.0}]
    assert find_deals(compile_game(Standoff.model_validate(body))) == ()
