"""`countermove solve` on conflict files, and what may be asked beside the default."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from countermove.catalog.published import load_published
from countermove.records.conflict_solutions import ConflictSolution
from countermove.records.results import Solution
from countermove.solving.stability import export_gmcr, solve_conflict

Command = Callable[..., tuple[int, str, str]]

RIVERS: dict[str, Any] = {
    "name": "Two rivers",
    "players": ["Up", "Down"],
    "states": [1, 2, 3],
    "reachable": {"Up": {"1": [2], "2": [3], "3": [1]}, "Down": {"1": [3]}},
    "preference_ranking": {"Up": [2, [1, 3]], "Down": [3, 1, 2]},
}
STANDOFF = """\
title: The well
question: What should the herders do now?
subject: HERD
step: 1 year
horizon: 2 years
players:
  HERD:
    name: The herders
    options: {leave: {label: Drive the herd away}}
    priorities: [not fence, not leave]
  FARM:
    name: The farm
    options: {fence: {label: Fence the well, today: true}}
    priorities: [fence if not leave, not fence]
"""


def as_text(out: str) -> str:
    """What was printed, its lines joined."""
    return " ".join(out.split())


def test_a_graph_of_moves_is_told_in_words(command: Command, tmp_path: Path) -> None:
    """Its moves go round in a circle, so that no stand-off could hold them."""
    path = tmp_path / "rivers.json"
    path.write_text(json.dumps(RIVERS))
    status, out, err = command("solve", path, "--subject", "Down", "--moves-ahead", "2")
    assert (status, err) == (0, "")
    told = as_text(out)
    assert told.startswith("Two rivers")
    assert "Up would move to state 2: it gains by its own move" in told
    assert "L2" in told
    assert "What would make a wanted state stable: • State 3" in told


@pytest.mark.parametrize("name", ["elmira", "cuban_missile_crisis"])
def test_a_gmcr_file_gives_its_equilibria(command: Command, tmp_path: Path, name: str) -> None:
    conflict = load_published(name)
    path = tmp_path / f"{name}.gmcr"
    path.write_text(export_gmcr(conflict))
    status, out, _ = command("solve", path, "--json", "--concepts", "seq,GMR")
    assert status == 0
    found = ConflictSolution.model_validate_json(out)
    assert [j.concept for j in found.judgements] == ["SEQ", "GMR"]
    for judgement in found.judgements:
        settings = sum(len(conflict.states[s]) for s in solve_conflict(conflict, judgement.concept))
        assert len(judgement.equilibria) == settings


def test_a_conflict_in_yaml_goes_into_a_file(command: Command, tmp_path: Path) -> None:
    path, out = tmp_path / "gisborne.yaml", tmp_path / "found.json"
    path.write_text(load_published("lake_gisborne_unknown").to_yaml())
    assert command("solve", path, "-o", out)[0] == 0
    assert {j.extension for j in ConflictSolution.load(out).judgements} == {"a", "b", "c", "d"}
    status, told, _ = command("solve", path)
    assert status == 0
    assert "unknown as a" in told


def test_a_stand_off_is_asked_for_more_concepts(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "standoff.yaml"
    path.write_text(STANDOFF)
    asked = ("--concepts", "NASH,LMH,NM,FH", "--moves-ahead", "5", "--wanted", "leave, fence")
    status, out, err = command("solve", path, *asked, "--json")
    assert status == 0, err
    found = Solution.model_validate_json(out)
    assert found.now.concepts == ("NASH", "LMH", "NM", "FH")
    (wish,) = found.now.wishes
    assert set(found.now.states[wish.wanted].options) == {"leave", "fence"}
    status, out, _ = command("solve", path)
    assert status == 0
    told = as_text(out)
    assert "Today's state, now:" in told
    assert "The farm has no move from here to a state that it prefers." in told
    assert "The same states are stable now and later." in told


@pytest.mark.parametrize(
    ("asked", "word", "status"),
    [
        (("--concepts", "SEQUENTIAL"), "no concept 'SEQUENTIAL'", 2),
        (("--subject", "HERD"), "a stand-off names its own", 2),
        (("--wanted", "peace"), "no option 'peace'", 1),
    ],
)
def test_what_a_stand_off_has_not_is_refused(
    command: Command, tmp_path: Path, asked: tuple[str, ...], word: str, status: int
) -> None:
    path = tmp_path / "standoff.yaml"
    path.write_text(STANDOFF)
    found, _, err = command("solve", path, *asked)
    assert found == status, err
    assert word in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"preference_ranking": {"Up": [1, 2, 3]}}, "player Down has no preference_ranking"),
        ({"preference_ranking": {"Up": [1, 2], "Down": [1, 2, 3]}}, "3 is missing"),
        ({"preference_ranking": {"Up": [1, 2, 2, 3], "Down": [1, 2, 3]}}, "2 stands twice"),
        ({"reachable": {"Up": {"1": [9]}}}, "no state '9'"),
        ({"reachable": {"Upp": {"1": [2]}}}, "no player 'Upp'"),
        ({"unseen": {"Up": [7]}}, "no state '7'"),
    ],
)
def test_a_wrong_graph_of_moves_is_refused(
    command: Command, tmp_path: Path, change: dict[str, Any], word: str
) -> None:
    path = tmp_path / "rivers.json"
    path.write_text(json.dumps(RIVERS | change))
    status, _, err = command("solve", path)
    assert status == 1
    assert word in err
    assert "rivers.json" in err
    assert len(err.strip().splitlines()) == 1


def test_doubts_in_a_graph_of_moves_are_read(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "rivers.json"
    doubts = {"unknown": {"Up": [[1, 3]]}, "much_over": {"Down": [1]}, "today": 2}
    path.write_text(json.dumps(RIVERS | doubts))
    status, out, _ = command("solve", path, "--json")
    assert status == 0
    found = ConflictSolution.model_validate_json(out)
    assert found.states[found.today].short == "2"
    assert {(j.extension, j.strength) for j in found.judgements} == {
        (e, s) for e in "abcd" for s in ("", "strong", "weak")
    }


def test_a_case_folder_takes_no_other_question(command: Command, tmp_path: Path) -> None:
    (tmp_path / "standoff.yaml").write_text(STANDOFF)
    status, _, err = command("solve", tmp_path, "--concepts", "NASH")
    assert status == 2
    assert "standoff.yaml" in err
