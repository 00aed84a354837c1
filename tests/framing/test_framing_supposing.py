"""Rival readings: what they replace, and that moves tell them apart."""

from __future__ import annotations

from countermove.framing import frame
from countermove.records.events import Event
from countermove.records.standoffs import Standoff
from countermove.solving import solve

Stories = dict[str, tuple[Event, ...]]


def readings(standoff: Standoff, player: str) -> dict[str, set[str]]:
    return {r.name: {p.when for p in r.payoffs} for r in standoff.readings if r.player == player}


def test_readings_replace_payoffs_the_player_has(stories: Stories) -> None:
    for events in stories.values():
        standoff = frame(events)
        for reading in standoff.readings:
            own = {(p.when, p.once is None) for p in standoff.player(reading.player).payoffs}
            assert {(p.when, p.once is None) for p in reading.payoffs} <= own
            assert reading.payoffs


def test_subject_that_refused_is_read_in_three_ways(stories: Stories) -> None:
    standoff = frame(stories["kazakhstan"])
    assert list(readings(standoff, "KAZ")) == ["vassal", "hedger", "independent"]
    assert list(readings(standoff, "RUS")) == ["answering", "grasping"]
    assert readings(frame(stories["union"]), "dockers-union") == {}


def test_moves_are_in_order_each_from_what_was_there_before(stories: Stories) -> None:
    moves = frame(stories["kazakhstan"]).moves
    assert [(m.option, m.event, m.given) for m in moves] == [
        ("refuse_accept_medal", "E2", ("busy",)),
        ("stop_loadings_oil", "E3", ("busy", "refuse_accept_medal")),
        ("hold_wagons_coal", "E4", ("busy", "refuse_accept_medal", "stop_loadings_oil")),
        (
            "agree_railway_china",
            "E10",
            ("busy", "refuse_accept_medal", "stop_loadings_oil", "hold_wagons_coal"),
        ),
    ]


def test_a_refusal_speaks_against_one_that_would_rather_give_in(stories: Stories) -> None:
    (first, *_) = solve(frame(stories["kazakhstan"])).diagnoses
    refusal = first.updates[0]
    assert refusal.teaches
    assert refusal.likelihoods["independent"] > refusal.likelihoods["vassal"]
    assert first.posterior["independent"] > first.prior["independent"]
