"""Models to and from other programs' files, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from countermove.catalog.published import load_published
from countermove.records.standoff_file import load_standoff
from countermove.solving.stability import (
    analyse,
    conflict_from_standoff,
    export_gmcr,
    read_conflict,
    solve_conflict,
)

Command = Callable[..., tuple[int, str, str]]

MODEL = """\
title: The toll bridge
question: What should the ferrymen do now?
subject: FERRY
step: 1 year
horizon: 2 years
players:
  FERRY:
    name: The ferrymen
    options:
      strike: {label: Go on strike}
    payoffs:
      - {when: strike, per_year: [-3, -2, -1]}
      - {when: toll, per_year: -4}
  TOWN:
    name: The town
    options:
      toll: {label: Raise the toll, today: true}
    payoffs:
      - {when: toll and not strike, per_year: 1}
      - {when: toll and strike, per_year: -5}
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "standoff.yaml"
    path.write_text(MODEL)
    return path


def refuse(result: tuple[int, str, str], *words: str, status: int = 1) -> None:
    found, _, err = result
    assert found == status, err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    for word in words:
        assert word in err, err


def test_a_gmcr_file_goes_out_and_comes_back(command: Command, model: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "bridge.gmcr", tmp_path / "back.yaml"
    assert command("export", model, "-o", out)[0] == 0
    status, told, err = command("import", out, "-o", back, "--subject", "the_ferrymen")
    assert (status, err) == (0, "")
    assert str(back) in told
    again, before = analyse(load_standoff(back), "now"), analyse(load_standoff(model), "now")
    assert again.counts == before.counts
    assert sum(again.counts.values()) > 0
    assert command("check", back)[0] == 0


def test_the_graph_of_moves_goes_out(command: Command, model: Path, tmp_path: Path) -> None:
    graph, drawing = tmp_path / "bridge.graphml", tmp_path / "bridge.mmd"
    assert command("export", model, "-o", graph)[0] == 0
    assert command("export", model, "-o", drawing)[0] == 0
    space = "{http://graphml.graphdrawing.org/xmlns}"
    tree = ElementTree.parse(graph)
    assert len(tree.findall(f".//{space}node")) == 4
    assert len(tree.findall(f".//{space}edge")) == 8
    assert drawing.read_text().startswith("flowchart LR\n")
    assert '"strike + toll"' in drawing.read_text()


def test_the_game_goes_out_for_gambit(command: Command, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "bridge.efg"
    assert command("export", model, "-o", out)[0] == 0
    assert out.read_text().startswith('EFG 2 R "The toll bridge" { "The ferrymen" "The town" }')


def test_a_case_folder_can_be_exported(command: Command, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert command("export", model.parent, "-o", out, "--to", "conflict", "--when", "later")[0] == 0
    assert "(later)" in out.read_text()
    out.rename(tmp_path / "out.yaml")
    found = read_conflict(tmp_path / "out.yaml")
    expected = conflict_from_standoff(load_standoff(model), "later")
    assert solve_conflict(found, "SEQ") == solve_conflict(expected, "SEQ")


@pytest.mark.parametrize("name", ["elmira", "cuban_missile_crisis", "north_korea_2017"])
def test_published_files_come_in(command: Command, tmp_path: Path, name: str) -> None:
    conflict = load_published(name)
    path = tmp_path / f"{name}.gmcr"
    path.write_text(export_gmcr(conflict))
    status, _, err = command("import", path, "--case", tmp_path / "case")
    assert status == 0
    assert "--subject" in err
    found = analyse(load_standoff(tmp_path / "case" / "standoff.yaml"), "now")
    assert found.counts["SEQ"] == len(solve_conflict(read_conflict(path), "SEQ"))


def test_a_graph_of_moves_comes_in(command: Command, tmp_path: Path) -> None:
    data: dict[str, Any] = {
        "players": ["A", "B"],
        "states": [1, 2, 3, 4],
        "reachable": {"A": {"1": [2], "3": [4]}, "B": {"1": [3], "3": [1], "2": [4], "4": [2]}},
        "preference_ranking": {"A": [2, 1, [3, 4]], "B": [4, 3, 2, 1]},
    }
    path = tmp_path / "moves.json"
    path.write_text(json.dumps(data))
    assert command("import", path, "--case", tmp_path, "--subject", "B")[0] == 0
    standoff = load_standoff(tmp_path / "standoff.yaml")
    assert standoff.subject == "B"
    assert [o.lasting for o in standoff.player("A").options] == [True]
    assert analyse(standoff, "now").counts["NASH"] == len(
        solve_conflict(read_conflict(path), "NASH")
    )


def test_a_model_of_a_person_is_not_overwritten(command: Command, model: Path) -> None:
    path = model.with_name("cuban.gmcr")
    path.write_text(export_gmcr(load_published("cuban_missile_crisis")))
    refuse(command("import", path, "--case", model.parent), "standoff.yaml", "--output")
    assert model.read_text() == MODEL


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.gmcr", "", "is no GMCR+ file"),
        ("a.gmcr", "{}", "is no GMCR+ file"),
        ("a.gmcr", '{"options": [{"name": "x"}], "decisionMakers": []}', "is no GMCR+ file"),
        ("a.gmcr", "[" * 100_000, "is no GMCR+ file"),
        ("a.json", '{"players": 3}', "is no graph of moves"),
        ("a.json", "[" * 100_000, "is no graph of moves"),
        ("a.yaml", "states: {}\n", "does not describe a conflict"),
        ("a.yaml", "states: [", "is not YAML"),
        ("a.yaml", "states: &a {x: []}\nmoves: *a\n", "aliases"),
        ("a.yaml", "states: " + "[" * 50_000, "is not YAML"),
        ("a.yaml", "states: {a: []}\nx: !!python/object/apply:os.system ['true']\n", ""),
    ],
)
def test_bad_files_are_refused_in_one_line(
    command: Command, tmp_path: Path, name: str, text: str, word: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    refuse(command("import", path, "--case", tmp_path / "case"), name, word)
    assert not (tmp_path / "case").exists()


def test_files_that_are_no_text_or_absent_are_refused(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.gmcr"
    refuse(command("import", path, "-o", tmp_path / "b.yaml"), "a.gmcr", "cannot be read")
    path.write_bytes(bytes(range(256)))
    refuse(command("import", path, "-o", tmp_path / "b.yaml"), "a.gmcr", "UTF-8")
    refuse(command("export", tmp_path / "no.yaml", "-o", tmp_path / "b.gmcr"), "no.yaml")
    assert not (tmp_path / "b.yaml").exists()


def test_wrong_usage_is_two(command: Command, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.gmcr"
    refuse(command("export", model, "-o", out, "--when", "soon"), "now or later", status=2)
    assert command("import", tmp_path / "events.tsv")[0] == 2
    assert command("export", model, "-o", tmp_path / "a.gmcr", "--to", "tex")[0] in (1, 2)


def test_who_is_no_player_is_refused(command: Command, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.gmcr"
    command("export", model, "-o", out)
    refuse(
        command("import", out, "-o", tmp_path / "b.yaml", "--subject", "KING"),
        "a.gmcr",
        "no player 'KING'; there are the_ferrymen, the_town",
    )
