"""Readings: updated by Bayes's rule from the logit likelihood of what was seen."""

from __future__ import annotations

import math
from typing import Any

import pytest

from countermove.records.errors import StandoffError
from countermove.records.standoffs import Standoff
from countermove.solving.diagnosing import adopt, diagnose, fill_matrix, update, weigh_evidence
from countermove.solving.diagnosing.likelihoods import likelihood_of


def suspected(**changes: Any) -> Standoff:
    """A neighbour that may be greedy or merely afraid; what it does costs nobody but itself."""
    body: dict[str, Any] = {
        "title": "A neighbour",
        "question": "What now?",
        "subject": "US",
        "settings": {"step": 0.5, "horizon": 2.0, "precision": 1.0},
        "players": [
            {
                "id": "US",
                "name": "We",
                "options": [{"name": "guard", "label": "Stand guard"}],
                "payoffs": [
                    {"when": "raid and not guard", "per_year": -9.0},
                    {"when": "guard", "per_year": -1.0},
                ],
            },
            {
                "id": "THEM",
                "name": "They",
                "options": [
                    {"name": "raid", "label": "Raid", "today": True},
                    {"name": "wall", "label": "Build a wall", "today": True},
                ],
                "payoffs": [
                    {"when": "raid", "per_year": 0.0},
                    {"when": "wall", "per_year": 0.7},
                ],
            },
        ],
        "readings": [
            {
                "name": "greedy",
                "label": "They are greedy",
                "player": "THEM",
                "payoffs": [{"when": "raid", "per_year": 2.0}],
            },
            {
                "name": "afraid",
                "label": "They are afraid",
                "player": "THEM",
                "payoffs": [{"when": "raid", "per_year": -1.0}],
            },
        ],
        "moves": [
            {"player": "THEM", "option": "raid", "event": "e1"},
            {"player": "THEM", "option": "wall", "event": "e2"},
        ],
    }
    return Standoff.model_validate(body | changes)


def logistic(points: float) -> float:
    return 1 / (1 + math.exp(-points))


def test_the_likelihood_of_a_move_is_logistic_in_what_it_is_worth_a_year() -> None:
    standoff = suspected()
    for reading, worth in zip(standoff.readings, (2.0, -1.0), strict=True):
        found = likelihood_of(standoff, reading, standoff.moves[0])
        assert found == pytest.approx(logistic(worth), rel=1e-9)


def test_an_uncertain_reading_is_less_sure_of_its_verdict() -> None:
    """The likelihood is the mean over the ranges, not the one at the likely values."""
    wide = {"when": "raid", "per_year": [-9.0, 3.0]}
    reading = {"name": "wide", "label": "?", "player": "THEM", "payoffs": [wide]}
    standoff = suspected(readings=[reading])
    found = likelihood_of(standoff, standoff.readings[0], standoff.moves[0])
    # The mean of the logistic function over an even range from a to b.
    exact = (math.log1p(math.exp(3.0)) - math.log1p(math.exp(-9.0))) / 12.0
    assert found == pytest.approx(exact, abs=0.002)
    assert found > logistic(-3.0) + 0.1


def test_readings_are_updated_by_bayes_and_a_move_all_expect_teaches_nothing() -> None:
    (found,) = diagnose(suspected())
    greedy, afraid = logistic(2.0), logistic(-1.0)
    expected = greedy / (greedy + afraid)
    assert found.prior == {"greedy": 0.5, "afraid": 0.5}
    assert found.updates[0].posterior["greedy"] == pytest.approx(expected)
    assert found.updates[0].ratio == pytest.approx(greedy / afraid)
    assert found.updates[0].teaches
    wall = found.updates[1]
    assert not wall.teaches
    assert "teaches nothing" in wall.sentence
    assert wall.ratio == pytest.approx(1.0)
    assert found.posterior["greedy"] == pytest.approx(expected)


def test_the_answer_is_worked_out_under_each_reading() -> None:
    (found,) = diagnose(suspected())
    assert found.answers == {"greedy": "guard", "afraid": "guard"}
    mild: dict[str, Any] = {"name": "mild", "label": "They are mild", "player": "THEM"}
    mild |= {"payoffs": [{"when": "raid", "per_year": -30.0}]}
    changed = suspected().model_dump(mode="python", round_trip=True)
    changed["readings"] = [*changed["readings"], mild]
    (found,) = diagnose(Standoff.model_validate(changed))
    assert found.answers["mild"] == "nothing"


def test_priors_count_and_are_brought_to_one() -> None:
    readings = suspected().model_dump(mode="python", round_trip=True)["readings"]
    readings[0]["prior"], readings[1]["prior"] = 3.0, 1.0
    (found,) = diagnose(suspected(readings=readings, moves=[]))
    assert found.prior == found.posterior == {"greedy": 0.75, "afraid": 0.25}
    assert found.matrix is None


def test_the_matrix_has_the_same_numbers_most_telling_first() -> None:
    (found,) = diagnose(suspected())
    assert found.matrix is not None
    first, second, against = found.matrix.rows
    assert first[1:3] == ("consistent", "inconsistent")
    assert first[3] == pytest.approx(math.log(logistic(2.0) / logistic(-1.0)))
    assert second[1:3] == ("consistent", "consistent")
    assert against[1:3] == (0.0, 1.0)


def test_the_matrix_can_be_filled_by_hand() -> None:
    table = fill_matrix(["h1", "h2"], {"a": {"h1": 0.5, "h2": 0.25}, "b": {"h1": 0.0, "h2": 0.9}})
    assert [row[0] for row in table.rows] == ["b", "a", "inconsistent pieces"]
    assert table.rows[1][1:3] == ("consistent", "neutral")
    assert table.rows[0][3] is None
    with pytest.raises(StandoffError, match="a chance from 0 to 1"):
        fill_matrix(["h1", "h2"], {"a": {"h1": 0.5}})


def test_evidence_that_fits_all_alike_weighs_nothing() -> None:
    assert weigh_evidence([0.2, 0.2]) == 0
    assert weigh_evidence([0.0, 0.2]) == math.inf


def test_what_no_reading_allows_leaves_the_belief_as_it_was() -> None:
    assert update({"a": 0.3, "b": 0.7}, {"a": 0.0, "b": 0.0}) == {"a": 0.3, "b": 0.7}
    assert update({"a": 0.3, "b": 0.7}, {"a": 1.0, "b": 0.0}) == {"a": 1.0, "b": 0.0}


def test_evidence_put_in_by_hand_updates_and_fills_the_matrix() -> None:
    told = {
        "player": "THEM",
        "chances": {"greedy": 0.6, "afraid": 0.15},
        "why": "They bought boats",
    }
    raid = {"player": "THEM", "option": "raid", "chances": {"greedy": 0.5, "afraid": 0.5}}
    (found,) = diagnose(suspected(moves=[told, raid]))
    assert found.posterior == pytest.approx({"greedy": 0.8, "afraid": 0.2})
    assert found.updates[0].move == "They bought boats"
    assert not found.updates[1].teaches
    assert found.matrix is not None
    assert found.matrix.rows[0][1:3] == ("consistent", "inconsistent")
    assert found.matrix.rows[0][3] == pytest.approx(math.log(4))


@pytest.mark.parametrize(
    ("move", "wrong"),
    [
        ({"player": "THEM"}, "takes an option, or chances"),
        ({"player": "THEM", "option": "raid", "chances": {"greedy": 1.5}}, "between 0 and 1"),
        ({"player": "THEM", "option": "raid", "chances": {"greedy": 0.5}}, "lack afraid"),
        ({"player": "US", "option": "guard", "chances": {"greedy": 0.5}}, "no reading of US"),
    ],
)
def test_evidence_by_hand_must_be_complete(move: dict[str, Any], wrong: str) -> None:
    with pytest.raises((ValueError, StandoffError), match=wrong):
        suspected(moves=[move])


def test_a_reading_replaces_the_payoff_of_the_same_kind_and_adds_what_is_new() -> None:
    standoff = suspected()
    read = adopt(standoff, standoff.readings[0])
    kept = {(p.when, p.per_year.likely) for p in read.player("THEM").payoffs if p.per_year}
    assert kept == {("wall", 0.7), ("raid", 2.0)}
    assert read.player("US") == standoff.player("US")


@pytest.mark.parametrize(
    ("move", "wrong"),
    [
        ({"player": "THEM", "option": "raid", "given": ["raid"]}, "already in force"),
        ({"player": "US", "option": "guard", "on": False, "given": []}, "already not in force"),
    ],
)
def test_a_move_that_cannot_have_been_made_is_refused(move: dict[str, Any], wrong: str) -> None:
    standoff = suspected(moves=[move])
    with pytest.raises(StandoffError, match=wrong):
        likelihood_of(standoff, standoff.readings[0], standoff.moves[0])
