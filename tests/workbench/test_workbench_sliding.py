"""A slider is answered from its stops at once; work that nobody waits for gives way."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from tests.workbench.conftest import STANDOFF

from countermove.records.numbers import uncertain_numbers
from countermove.records.standoff_file import parse_standoff
from countermove.workbench import sliding
from countermove.workbench.guessing import Guess, guess
from countermove.workbench.sliding import PLACES, Stops
from countermove.workbench.waiting import Waiting

FERRY = parse_standoff(STANDOFF)
NUMBERS = {n.key: n for n in uncertain_numbers(FERRY)}
KEYS = [key for key in NUMBERS if key.startswith("players.")][:3]


@pytest.fixture(scope="module")
def stops() -> Stops:
    found = Stops()
    found.work_out(FERRY, KEYS, lambda: True)
    return found


def worth(found: Guess | None) -> dict[str, float]:
    assert found is not None
    return {row.name: row.value for row in found.rows}


@pytest.mark.parametrize("key", KEYS)
def test_at_its_stops_a_slider_is_answered_as_if_solved(stops: Stops, key: str) -> None:
    number = NUMBERS[key]
    for value in (*np.linspace(number.low, number.high, PLACES), number.likely):
        assert worth(stops.estimate(FERRY, {key: value})) == pytest.approx(
            worth(guess(FERRY, {key: value}))
        )


def test_between_two_stops_lies_a_straight_line(stops: Stops) -> None:
    number = NUMBERS[KEYS[0]]
    first, second = np.unique([*np.linspace(number.low, number.high, PLACES), number.likely])[:2]
    ends = [worth(guess(FERRY, {number.key: x})) for x in (first, second)]
    told = worth(stops.estimate(FERRY, {number.key: (first + second) / 2}))
    assert told == pytest.approx({name: (ends[0][name] + ends[1][name]) / 2 for name in told})


def test_what_several_sliders_do_is_added_up(stops: Stops) -> None:
    ends = {key: NUMBERS[key].high for key in KEYS[:2]}
    still = worth(guess(FERRY, {}))
    alone = [worth(guess(FERRY, {key: value})) for key, value in ends.items()]
    told = worth(stops.estimate(FERRY, ends))
    assert told == pytest.approx(
        {name: still[name] + sum(one[name] - still[name] for one in alone) for name in told}
    )
    assert worth(stops.estimate(FERRY, {})) == pytest.approx(still)


def test_what_was_not_worked_out_is_not_known() -> None:
    found = Stops()
    assert found.estimate(FERRY, {}) is None
    found.work_out(FERRY, KEYS, lambda: False)
    assert found.estimate(FERRY, {}) is None
    found.work_out(FERRY, KEYS[:1], lambda: True)
    assert found.estimate(FERRY, {KEYS[1]: 1.0}) is None


def test_the_stops_of_the_last_models_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliding, "KEPT", 1)
    other = parse_standoff(STANDOFF.replace("[-20, -10, -5]", "[-20, -10, -4]"))
    found = Stops()
    for standoff in (FERRY, other):
        found.work_out(standoff, KEYS[:1], lambda: True)
    assert found.estimate(FERRY, {}) is None
    assert found.estimate(other, {}) is not None


def test_work_stands_still_while_somebody_waits() -> None:
    waiting, went_on = Waiting(), threading.Event()

    def work() -> None:
        waiting.give_way()
        went_on.set()

    with waiting.served():
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        assert not went_on.wait(0.2)
    assert went_on.wait(30)
    thread.join()


def test_work_that_is_no_longer_wanted_does_not_stand_still() -> None:
    waiting = Waiting()
    waiting.give_way()
    with waiting.served():
        waiting.give_way(lambda: True)
