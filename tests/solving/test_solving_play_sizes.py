"""What is too large is refused at once, and what is large is solved within its time."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_player, make_standoff

from countermove.records.errors import TooLargeError
from countermove.records.standoffs import Standoff
from countermove.solving import solve
from countermove.solving.play.game import compile_game
from countermove.solving.play.layout import lay_out
from countermove.solving.play.moves import count_free, reach


def draw(seed: int, options: int = 0) -> Standoff:
    """Two players with options of every kind, and two chances; no rules."""
    rng = random.Random(seed)
    players: list[dict[str, Any]] = []
    for id in "AB":
        own: list[dict[str, Any]] = []
        for i in range(options or rng.randint(1, 3)):
            option: dict[str, Any] = {"name": f"{id.lower()}{i}", "label": f"{id}{i}"}
            option |= {"lasting": rng.random() < 0.4, "today": rng.random() < 0.4}
            if rng.random() < 0.5:
                option |= {"takes": 1.0, "done_today": rng.random() < 0.5}
            own.append(option)
        players.append(make_player(id, own, [{"when": own[0]["name"], "per_year": 1.0}]))
    chance: list[dict[str, Any]] = []
    for i in range(2):
        one: dict[str, Any] = {"name": f"x{i}", "label": f"X{i}", "today": rng.random() < 0.5}
        one |= {"ends_after": 1.0} if rng.random() < 0.5 else {}
        one |= {"starts_after": 2.0} if rng.random() < 0.5 else {}
        chance.append(one)
    return make_standoff(*players, chance=chance)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_states_are_counted_as_they_can_be_reached(seed: int) -> None:
    layout = lay_out(draw(seed))
    assert count_free(layout) == len(reach(layout, {}, layout.today))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_with_rules_no_more_states_are_counted_than_can_be_reached(seed: int) -> None:
    standoff = draw(seed)
    names = [*(o.name for _, o in standoff.options()), "x0"]
    one, other = random.Random(seed).sample(names, 2)
    today = standoff.today()
    rule = f"{one} or {other}" if {one, other} & today else f"at most one of ({one}, {other})"
    layout = lay_out(standoff.model_copy(update={"rules": (rule,)}))
    assert count_free(layout) <= len(reach(layout, {}, layout.today))


def test_what_is_too_large_is_refused_in_a_second_beside_a_rule() -> None:
    standoff = draw(1, options=10)
    ruled = standoff.model_copy(update={"rules": ("a0 or not b0 or b0",)})
    started = time.process_time()
    with pytest.raises(TooLargeError, match="400000 states"):
        compile_game(ruled)
    assert time.process_time() - started < 1


def test_what_is_too_large_is_refused_before_anything_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build(*_: object, **__: object) -> None:
        raise AssertionError("an analysis was begun")

    monkeypatch.setattr("countermove.solving.solver.analyse", build)
    with pytest.raises(TooLargeError, match="400000 states"):
        solve(draw(1, options=10))


def test_moves_without_end_are_refused_while_they_are_counted() -> None:
    drawn = draw(1, options=10)
    every = tuple(f"{o.name} or not {o.name}" for _, o in drawn.options())
    ruled = drawn.model_copy(update={"rules": every})
    with pytest.raises(TooLargeError, match="400000 states"):
        compile_game(ruled)


@pytest.mark.slow
def test_sixteen_options_take_seconds() -> None:
    """Twice the time that a quiet machine takes is allowed."""
    rng = random.Random(1)
    names = {side: [f"{side.lower()}{i}" for i in range(8)] for side in "AB"}
    everyone = [*names["A"], *names["B"]]
    standoff = make_standoff(
        *(
            make_player(side, own, [{"when": n, "per_year": rng.gauss(0, 5)} for n in everyone])
            for side, own in names.items()
        )
    )
    began = time.process_time()
    found = solve(standoff)
    assert time.process_time() - began < 20.0
    assert not found.now.left_out
    assert found.play.states == 1 << 16
