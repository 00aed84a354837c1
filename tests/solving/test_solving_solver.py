"""`solve`: every part is there, agrees with the others, and comes out the same every time."""

from __future__ import annotations

from typing import Any

import pytest

from countermove.records.results import Solution
from countermove.records.standoffs import Standoff
from countermove.records.version import VERSION
from countermove.solving import hash_standoff, solve
from countermove.solving.levering import feed_payoffs
from countermove.solving.play.game import compile_game
from countermove.solving.play.unfolding import unfold


def quarrel(**changes: Any) -> Standoff:
    """Two neighbours over a ford; a lever, two readings and one move."""
    toll = {
        "name": "toll",
        "label": "Wagons over the ford",
        "holder": "UP",
        "owner": "DOWN",
        "option": "close",
        "unit": "wagons a year",
        "amount": [80, 100, 120],
        "value": 0.05,
        "value_unit": "crowns",
        "routes": [{"name": "ford", "label": "Ford", "controlled_by": "UP", "shares": [
            {"year": 1700, "share": 0.8}]}],
        "points": {"DOWN": 1.0},
        "basis": "sourced",
        "source": "ledger",
    }  # fmt: skip
    body: dict[str, Any] = {
        "title": "The ford",
        "question": "What now?",
        "subject": "DOWN",
        "settings": {"step": 0.5, "horizon": 3},
        "players": [
            {
                "id": "DOWN",
                "name": "Downstream",
                "options": [
                    {"name": "pay", "label": "Pay the toll"},
                    {"name": "bridge", "label": "Build a bridge", "takes": [1.0, 2.0, 4.0]},
                ],
                "payoffs": [
                    {"when": "pay", "per_year": [-3, -2, -1]},
                    {"when": "bridge and not done(bridge)", "per_year": -1},
                    {"when": "done(bridge) and close", "per_year": [2, 3, 4]},
                ],
            },
            {
                "id": "UP",
                "name": "Upstream",
                "options": [{"name": "close", "label": "Close the ford"}],
                "payoffs": [
                    {"when": "pay", "per_year": [1, 2, 3]},
                    {"when": "close and not pay", "per_year": [-1, 0.5, 2]},
                    {"when": "close and pay", "per_year": -2},
                ],
            },
        ],
        "chance": [{"name": "flood", "label": "Flood", "starts_after": 4, "ends_after": 0.2}],
        "levers": [toll],
        "readings": [
            {
                "name": "greedy",
                "label": "Upstream is greedy",
                "player": "UP",
                "payoffs": [{"when": "pay", "per_year": 6}],
            },
            {
                "name": "proud",
                "label": "Upstream is proud",
                "player": "UP",
                "payoffs": [{"when": "close and not pay", "per_year": 3}],
            },
        ],
        "moves": [{"player": "UP", "option": "close"}],
        "sources": [{"id": "ledger", "title": "Ledger"}],
    }
    return Standoff.model_validate(body | changes)


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(quarrel())


def test_every_part_is_there(solution: Solution) -> None:
    assert solution.version == VERSION
    assert solution.standoff_sha256 == hash_standoff(quarrel())
    assert solution.now.snapshot == "now"
    assert solution.later.snapshot == "later"
    assert solution.difference
    assert [lever.lever for lever in solution.levers] == ["toll"]
    assert [d.player for d in solution.diagnoses] == ["UP"]
    assert solution.settings["precision"] == 1.0
    assert solution.settings["first"] == "subject"


def test_levers_are_fed_before_anything_is_solved(solution: Solution) -> None:
    assert solution.play == unfold(compile_game(feed_payoffs(quarrel())))
    assert solution.play != unfold(compile_game(quarrel()))


def test_the_same_stand_off_gives_the_same_bytes(solution: Solution) -> None:
    assert solve(quarrel()).dump() == solution.dump()


def test_a_solution_is_read_back_as_written(solution: Solution, tmp_path: Any) -> None:
    solution.save(tmp_path / "solution.json")
    assert Solution.load(tmp_path / "solution.json") == solution


def test_progress_names_each_part_in_turn() -> None:
    told: list[str] = []
    solve(quarrel(), progress=lambda part, _, __: told.append(part))
    seen = list(dict.fromkeys(told))
    assert seen == ["what is stable now", "what is stable later", "play", "readings", "levers"]


def test_a_long_part_tells_how_much_of_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countermove.solving.stability.estimate.PATIENCE", -1.0)
    told: dict[str, list[float]] = {}
    solve(quarrel(), progress=lambda part, a, b: told.setdefault(part, []).append(a / b))
    heard = {part: shares for part, shares in told.items() if len(shares) > 1}
    assert list(heard) == ["what is stable now", "what is stable later"]
    for shares in heard.values():
        assert shares == sorted(shares)
        assert 0 <= shares[0] < 0.8 < shares[-1] <= 1


def test_another_number_gives_another_hash(solution: Solution) -> None:
    changed = quarrel().with_payoff("UP", when="pay", per_year=(1, 2, 4))
    assert hash_standoff(changed) != solution.standoff_sha256


def test_the_equilibria_are_those_of_now_with_their_reasons_in_words(solution: Solution) -> None:
    assert solution.equilibria == solution.now.equilibria
    for equilibrium in solution.equilibria:
        printed = str(equilibrium.reasons)
        assert equilibrium.reasons
        for reason in equilibrium.reasons:
            assert str(reason) == reason.sentence
            assert reason.sentence in printed


def test_a_countermove_is_said_in_the_stand_offs_own_words() -> None:
    """Upstream would rather close, but not once downstream pays no more and builds."""
    up = {
        "id": "UP",
        "name": "Upstream",
        "options": [{"name": "close", "label": "Close the ford", "today": True}],
        "payoffs": [{"when": "not close", "per_year": 1}, {"when": "bridge", "per_year": -5}],
    }
    down = {
        "id": "DOWN",
        "name": "Downstream",
        "options": [{"name": "bridge", "label": "Build a bridge"}],
        "payoffs": [
            {"when": "bridge and not close", "per_year": 1},
            {"when": "bridge and close", "per_year": -9},
        ],
    }
    found = solve(quarrel(players=[down, up], levers=[], readings=[], moves=[]))
    today = next(e for e in found.equilibria if e.state == found.now.today)
    assert str(today.reasons[1]) == (
        "Upstream will not give up “Close the ford”: in its own interest, Downstream would "
        "take up “Build a bridge”, and Upstream would be worse off than before."
    )
