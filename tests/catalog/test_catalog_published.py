"""Published cases: the models as published, and their published answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from countermove.catalog.published import list_published, load_published
from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError
from countermove.solving.stability import build_conflict, judge, solve_conflict

ANSWERS = [
    pytest.param(name, i, id=f"{name}-{i}")
    for name in list_published()
    for i in range(len(load_published(name).published))
]

SHARED = {
    "chicken": "chicken",
    "cuban": "cuban_missile_crisis",
    "elmira9": "elmira",
    "lake_gisborne_economic": "lake_gisborne_economic",
    "north_korea_2017": "north_korea_2017",
    "prisoners_dilemma": "prisoners_dilemma",
    "sustainable_development": "sustainable_development",
}


@pytest.mark.parametrize(("name", "index"), ANSWERS)
def test_published_answer(name: str, index: int) -> None:
    conflict = load_published(name)
    answer = conflict.published[index]
    found = solve_conflict(
        conflict,
        answer.concept,
        extension=answer.extension or None,
        strength=answer.strength or "any",
        coalitions=[answer.coalition] if answer.coalition else [],
    )
    assert found == (answer.states if answer.corrected is None else answer.corrected)
    assert bool(answer.error) == (answer.corrected is not None)


def test_north_korea_is_published_with_one_hand_error() -> None:
    wrong = [
        (name, answer)
        for name in list_published()
        for answer in load_published(name).published
        if answer.error
    ]
    assert [name for name, _ in wrong] == ["north_korea_2017_irreversible"]
    assert wrong[0][1].corrected is not None
    assert set(wrong[0][1].corrected) - set(wrong[0][1].states) == {"12"}


def test_cases_whose_table_was_not_seen_say_so() -> None:
    for name in list_published():
        conflict = load_published(name)
        assert conflict.source
        if conflict.seen == "table not seen":
            assert "recalled" in conflict.note.lower(), name


@pytest.mark.parametrize("case", sorted(SHARED))
def test_moves_and_verdicts_equal_the_shared_reference(case: str, shared: Path) -> None:
    data = json.loads((shared / "cases" / f"published_{case}.json").read_text())
    model = build_conflict(load_published(SHARED[case]))
    number = {label: s for s, label in enumerate(model.labels)}
    players = list(data["players"])
    assert list(model.players) == players
    for i, player in enumerate(players):
        for state in map(str, data["states"]):
            listed = {number[str(t)] for t in data["reachable"][player].get(state, [])}
            assert set(model.moves(i, number[state]).tolist()) == listed, (player, state)
    for concept, by_player in stable_sets(data).items():
        verdicts = judge(model, [concept])[concept]  # type: ignore[list-item,index]
        for i, player in enumerate(players):
            found = {model.labels[s] for s in np.flatnonzero(verdicts[i])}
            assert found == by_player[player], (concept, player)


def stable_sets(
    data: dict[str, dict[str, dict[str, list[object]]]],
) -> dict[str, dict[str, set[str]]]:
    """The reference's stable states, by concept and player."""
    result: dict[str, dict[str, set[str]]] = {}
    for player, by_concept in data["reference_stable"].items():
        for concept, states in by_concept.items():
            result.setdefault(concept.upper(), {})[player] = {str(s) for s in states}
    return result


def test_every_case_survives_its_own_file_format() -> None:
    for name in list_published():
        conflict = load_published(name)
        assert Conflict.from_yaml(conflict.to_yaml()) == conflict


def test_unknown_case_is_refused_with_the_list() -> None:
    with pytest.raises(CaseError, match="chicken"):
        load_published("checkers")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [", "is not YAML"),
        ("title: x\nsource: y\nseen: textbook\nplayers: []\n", "states"),
        (
            "title: x\nsource: y\nseen: textbook\nstates: {a: [fly]}\nplayers: []\n",
            "no option 'fly'",
        ),
        (
            "title: x\nsource: y\nseen: textbook\nstates: {a: [], b: []}\n"
            "players: [{id: P, ranking: [a]}]\n",
            "every state",
        ),
        ("!!python/object/apply:os.system ['true']", "is not YAML|does not describe"),
    ],
)
def test_a_wrong_conflict_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        Conflict.from_yaml(text)
