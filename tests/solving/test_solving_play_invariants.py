"""What must not change the answer does not change it."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.errors import SettingsError, StandoffError, TooLargeError
from countermove.records.numbers import number_ranges, set_numbers
from countermove.records.standoffs import Standoff
from countermove.solving.play import compile_game, passages, solve_draws
from countermove.solving.play.clock import set_out_clock
from countermove.solving.play.passages import follow_stages
from countermove.solving.play.stages import solve_free
from countermove.solving.play.stationary import certify_draws
from countermove.solving.play.timing import fill_numbers, set_clock, turn_order
from countermove.solving.play.unfolding import unfold
from countermove.solving.play.variants import vary


def pressed(**changes: Any) -> Standoff:
    """A port town under a blockade: a small stand-off that has everything."""
    body: dict[str, Any] = {
        "title": "A blockade",
        "question": "What now?",
        "subject": "TOWN",
        "settings": {"step": 0.5, "horizon": 4.0, "discount": [0.03, 0.05, 0.08]},
        "players": [
            {
                "id": "TOWN",
                "name": "The town",
                "options": [
                    {"name": "yield_", "label": "Yield"},
                    {"name": "stock", "label": "Lay in stores", "takes": [0.5, 1.0, 2.0]},
                    {"name": "appeal", "label": "Appeal to the league", "lasting": True},
                ],
                "payoffs": [
                    {"when": "blockade and not done(stock)", "per_year": [-9.0, -6.0, -3.0]},
                    {"when": "blockade and done(stock)", "per_year": [-3.0, -2.0, -1.0]},
                    {"when": "yield_", "per_year": [-8.0, -5.0, -3.0]},
                    {"when": "stock and not done(stock)", "per_year": -1.0},
                    {"when": "appeal", "once": [-2.0, -1.0, 0.0]},
                    {"when": "storm", "per_year": -1.0},
                ],
            },
            {
                "id": "LORD",
                "name": "The lord",
                "options": [
                    {"name": "blockade", "label": "Blockade", "today": True},
                    {"name": "assault", "label": "Assault", "lasting": True},
                ],
                "payoffs": [
                    {"when": "yield_", "per_year": [2.0, 4.0, 6.0]},
                    {"when": "blockade", "per_year": [-2.0, -1.0, -0.5]},
                    {"when": "blockade and not yield_", "per_year": [0.0, 1.0, 3.0]},
                    {"when": "assault", "per_year": [-3.0, -1.0, 2.0]},
                    {"when": "assault and appeal", "once": [-9.0, -5.0, -1.0]},
                ],
            },
        ],
        "chance": [
            {"name": "storm", "label": "Storm", "starts_after": 2.0, "ends_after": 0.25},
            {"name": "truce", "label": "Truce", "today": True, "ends_after": [1.0, 2.0, 3.0]},
        ],
        "rules": ["at most one of (yield_, appeal)"],
        "courses": {
            "yield": ["yield_"],
            "hold": [],
            "prepare": ["stock"],
            "resist": ["stock", "appeal"],
        },
    }
    return Standoff.model_validate(body | changes)


def draws_of(standoff: Standoff, count: int = 24) -> np.ndarray:
    rng, ranges = np.random.default_rng(3), number_ranges(standoff)
    game = compile_game(standoff)
    return np.stack([ranges[k].quantile(rng.random(count)) for k in game.uncertain], axis=1)


@pytest.mark.parametrize("outcomes", [False, True])
def test_the_number_of_threads_changes_no_byte(outcomes: bool) -> None:
    game, theta = compile_game(pressed()), draws_of(pressed(), 40)
    one = solve_draws(game, theta, threads=1, outcomes=outcomes)
    for threads in (2, 3):
        more = solve_draws(game, theta, threads=threads, outcomes=outcomes)
        for name in ("now", "kept", "chances", "ever"):
            assert getattr(one, name).tobytes() == getattr(more, name).tobytes()


def test_draws_are_solved_alone() -> None:
    """A draw's values do not depend on the draws beside it."""
    game, theta = compile_game(pressed()), draws_of(pressed(), 20)
    together = solve_draws(game, theta)
    for k in (0, 7, 19):
        alone = solve_draws(game, theta[k : k + 1])
        assert alone.now[0].tobytes() == together.now[k].tobytes()


@pytest.mark.parametrize("first", ["subject", "other"])
def test_outcomes_followed_over_many_draws_are_those_of_a_draw_with_every_stage_kept(
    first: Literal["subject", "other"],
) -> None:
    game, theta = compile_game(pressed()), draws_of(pressed(), 20)
    drawn = solve_draws(game, theta, outcomes=True, first=first)
    order, numbers = turn_order(game, first), fill_numbers(game, theta)
    clock = set_clock(game, numbers)
    for k in range(len(theta)):
        told = follow_stages(game, solve_free(game, numbers[k], clock.at(k), order))
        np.testing.assert_allclose(drawn.chances[k], told.holding, rtol=0, atol=1e-12)
        np.testing.assert_allclose(drawn.ever[k], told.ever, rtol=0, atol=1e-12)


def test_outcomes_carried_a_few_at_a_time_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    game, theta = compile_game(pressed()), draws_of(pressed(), 5)
    together = solve_draws(game, theta, outcomes=True)
    for lanes in (1, 3):
        monkeypatch.setattr(passages, "CARRIED", lanes * len(game.board.states) * 4)
        apart = solve_draws(game, theta, outcomes=True)
        assert apart.chances.tobytes() == together.chances.tobytes()
        assert apart.ever.tobytes() == together.ever.tobytes()


def test_what_holds_today_has_held_and_what_has_held_stays_so() -> None:
    game = compile_game(pressed())
    drawn = solve_draws(game, draws_of(pressed(), 5), outcomes=True)
    today = game.holds[:, game.start] > 0
    assert today.any()
    assert not today.all()
    assert (drawn.ever[..., today] == 1).all()
    assert (np.diff(drawn.ever, axis=2) >= -1e-15).all()
    assert (drawn.ever >= drawn.chances - 1e-12).all()


def test_a_range_without_width_changes_nothing() -> None:
    standoff = pressed()
    game, theta = compile_game(standoff), draws_of(standoff, 3)
    drawn = solve_draws(game, theta)
    for k in range(3):
        fixed = set_numbers(standoff, dict(zip(game.uncertain, theta[k].tolist(), strict=True)))
        alone = compile_game(fixed)
        assert alone.uncertain == ()
        assert solve_draws(alone).now[0].tobytes() == drawn.now[k].tobytes()


def test_the_order_in_which_things_are_written_changes_no_byte() -> None:
    standoff = pressed()
    body = standoff.model_dump(mode="python", round_trip=True)
    for player in body["players"]:
        player["options"] = player["options"][::-1]
        player["payoffs"] = player["payoffs"][::-1]
    body["chance"] = body["chance"][::-1]
    turned = Standoff.model_validate(body)
    one = solve_draws(compile_game(standoff))
    two = solve_draws(compile_game(turned))
    assert one.now.tobytes() == two.now.tobytes()
    assert one.kept.tobytes() == two.kept.tobytes()


def test_points_that_are_always_paid_change_no_choice() -> None:
    standoff = pressed()
    richer = standoff.with_payoff("LORD", when="always", per_year=7.0)
    one = solve_draws(compile_game(standoff), outcomes=True)
    two = solve_draws(compile_game(richer), outcomes=True)
    np.testing.assert_allclose(one.chances, two.chances, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(two.now[..., 1] - one.now[..., 1], 7 / np.log(1.05), rtol=1e-9)


@pytest.mark.parametrize("first", ["subject", "other"])
def test_waiting_no_step_is_starting_now(first: str) -> None:
    settings = {"step": 0.5, "horizon": 4.0, "discount": 0.05, "first": first}
    game = compile_game(pressed(settings=settings))
    clock = set_out_clock(game, 3)
    now = solve_draws(game).now[0, :, 0]
    assert [s.value for s in clock if s.wait == 0] == pytest.approx(list(now), rel=1e-12)
    assert all(s.cost == 0 for s in clock if s.wait == 0)


def siege(horizon: float) -> Standoff:
    """A town that can mend its walls before a storm may come: every wait costs about the same."""
    wall = {"name": "mend", "label": "Mend the walls", "takes": 2.0}
    worth = [{"when": "storm and not done(mend)", "per_year": -20.0}]
    return make_standoff(
        make_player("T", [wall], worth),
        make_player("L"),
        settings={"step": 0.5, "horizon": horizon, "discount": 0.05},
        chance=[{"name": "storm", "label": "S", "starts_after": 4.0, "ends_after": 1.0}],
        courses={"mend": ["mend"], "hold": []},
    )


def test_the_end_of_the_horizon_puts_no_jump_into_the_clock() -> None:
    """A start just before the horizon is answered as fully as any other."""
    clock = set_out_clock(compile_game(siege(6.0)), 11)
    cost = np.array([s.cost for s in clock if s.course == "mend"])
    steps = np.diff(cost)
    assert (steps > 0).all()
    assert (steps[1:] < 1.2 * steps[:-1]).all()


def test_chances_add_up_and_stay_between_none_and_all() -> None:
    outcomes = [
        {"name": "in", "label": "In", "when": "storm or blockade"},
        {"name": "out", "label": "Out", "when": "not (storm or blockade)"},
    ]
    draws = solve_draws(compile_game(pressed(outcomes=outcomes)), outcomes=True)
    assert ((draws.chances >= -1e-12) & (draws.chances <= 1 + 1e-12)).all()
    np.testing.assert_allclose(draws.chances.sum(axis=3), 1.0, rtol=1e-12)


def test_the_stationary_game_is_the_limit_of_long_horizons() -> None:
    standoff = set_numbers(pressed(), {"settings.discount": 0.2, "settings.horizon": 120.0})
    game = compile_game(standoff)
    found = certify_draws(game)
    assert found.settled.all()
    assert found.residual[0] <= 1e-6
    far = solve_draws(game, kept=False)
    np.testing.assert_allclose(found.now[0], far.now[0, :, 0], rtol=1e-4)


def test_a_more_precise_reply_leaves_less_to_gain_by_one_move() -> None:
    gains = []
    for precision in (0.3, 1.0, 3.0):
        game = compile_game(set_numbers(pressed(), {"settings.precision": precision}))
        gains.append(float(certify_draws(game).one_shot_gain[0]))
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] >= 0


def test_a_draw_that_does_not_settle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countermove.solving.play.stationary.MOST_SWEEPS", 2)
    found = certify_draws(compile_game(pressed()))
    assert not found.settled[0]
    assert found.residual[0] > 1e-6


def test_play_says_what_happens_in_words_and_numbers() -> None:
    play = unfold(compile_game(pressed()))
    assert {c.name for c in play.courses} == {"yield", "hold", "prepare", "resist"}
    best = max(play.courses, key=lambda c: c.now)
    assert play.best_course == best.name
    assert play.principal_line[0].player == "TOWN"
    assert all(0 < step.probability <= 1 for step in play.principal_line)
    assert all(
        a.time <= b.time for a, b in zip(play.principal_line, play.principal_line[1:], strict=False)
    )
    assert all(step.player == "LORD" for step in play.best_reply)
    for path in play.outcomes:
        assert len(path.times) == len(path.chances) == len(path.ever) == 9
        assert all(e >= c - 1e-9 for e, c in zip(path.ever, path.chances, strict=True))
        assert list(path.ever) == sorted(path.ever)
    now = [s for s in play.clock if s.wait == 0]
    assert all(s.cost == 0 for s in now)
    assert play.certificate is not None
    assert play.variants is not None
    assert play.variants.rows[0][1] == play.best_course


LEAGUE: dict[str, Any] = {
    "id": "LEAGUE",
    "name": "The league",
    "options": [{"name": "relief", "label": "Send grain"}],
    "payoffs": [
        {"when": "relief", "per_year": [-3.0, -1.0, -0.5]},
        {"when": "relief and appeal", "per_year": [0.0, 2.0, 4.0]},
        {"when": "relief and assault", "per_year": [-4.0, -2.0, 0.0]},
    ],
}


def three_sided(*order: str) -> Standoff:
    """The town, the lord and a league that may feed the town, with the sides in this order."""
    body = pressed().model_dump(mode="json", round_trip=True)
    sides = {p["id"]: p for p in [*body["players"], LEAGUE]}
    sides["TOWN"]["payoffs"].append({"when": "relief and blockade", "per_year": [1.0, 3.0, 5.0]})
    return Standoff.model_validate(body | {"players": [sides[id] for id in order]})


def test_who_moves_ahead_is_who_would_stand_first_in_the_file() -> None:
    game = compile_game(three_sided("TOWN", "LORD", "LEAGUE"))
    other = compile_game(three_sided("TOWN", "LEAGUE", "LORD"))
    ahead = solve_draws(game, ahead="LEAGUE")
    found = solve_draws(other)
    for before, after in ((ahead.now, found.now), (ahead.kept, found.kept)):
        np.testing.assert_allclose(before, after[:, :, [0, 2, 1]], atol=1e-9)
    assert not np.allclose(ahead.now, solve_draws(game).now)


def test_every_other_order_is_a_variant() -> None:
    game = compile_game(three_sided("TOWN", "LORD", "LEAGUE"))
    table = {row[0]: row for row in vary(game).rows}
    early = solve_draws(game, ahead="LEAGUE", kept=False).now[0, :, 0]
    assert table["The league moves before the other sides"][2] == pytest.approx(early.max())
    assert "the other sides move first" in table


def test_today_must_be_allowed() -> None:
    with pytest.raises(StandoffError, match="forbids today's state"):
        compile_game(pressed(rules=["blockade implies storm"]))


def test_a_course_must_be_allowed_today() -> None:
    with pytest.raises(StandoffError, match=r"courses\.both: the rules do not allow"):
        compile_game(pressed(courses={"both": ["yield_", "appeal"]}))


def test_a_course_cannot_undo_what_lasts() -> None:
    body = pressed().model_dump(mode="python", round_trip=True)
    body["players"][0]["options"][2]["today"] = True
    standoff = Standoff.model_validate(body | {"courses": {"hold": []}, "rules": []})
    draws = solve_draws(compile_game(standoff))
    assert np.isfinite(draws.now).all()


def test_draws_of_the_wrong_shape_are_refused() -> None:
    with pytest.raises(SettingsError, match="one column for each uncertain number"):
        solve_draws(compile_game(pressed()), np.zeros((3, 2)))


def test_too_many_options_of_one_side_are_refused() -> None:
    options = [{"name": f"o{i}", "label": "o"} for i in range(15)]
    body = pressed().model_dump(mode="python", round_trip=True)
    town = {"id": "TOWN", "name": "The town"}
    lord = {"id": "LORD", "name": "The lord", "options": options}
    body |= {"players": [town, lord], "courses": {}, "rules": []}
    with pytest.raises(TooLargeError, match="fold the least important"):
        compile_game(Standoff.model_validate(body))


def test_without_named_courses_the_nearest_settings_are_compared() -> None:
    game = compile_game(pressed(courses={}))
    assert game.courses[0].options == ()
    assert len(game.courses) == 6
    assert game.left_out == 0


def test_steps_and_horizons_that_differ_between_draws_are_each_solved_as_if_alone() -> None:
    settings = {"step": [0.25, 1.0], "horizon": [1.0, 4.0], "discount": 0.05, "precision": 1.0}
    standoff = pressed(settings=settings)
    game, theta = compile_game(standoff), draws_of(standoff, 6)
    together = solve_draws(game, theta, outcomes=True)
    for k in range(6):
        fixed = set_numbers(standoff, dict(zip(game.uncertain, theta[k].tolist(), strict=True)))
        alone = solve_draws(compile_game(fixed), outcomes=True)
        np.testing.assert_array_equal(together.now[k], alone.now[0])
        beside = solve_draws(game, theta).now[k]
        np.testing.assert_array_equal(beside, solve_draws(compile_game(fixed)).now[0])
        steps = alone.chances.shape[2]
        np.testing.assert_array_equal(together.chances[k, :, :steps], alone.chances[0])
        assert np.isnan(together.chances[k, :, steps:]).all()
