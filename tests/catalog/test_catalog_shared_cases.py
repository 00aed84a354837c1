"""Every case beside the repository, as it lies there, gives the equilibria it states."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from countermove.records.stability import Concept
from countermove.solving.stability import (
    GraphModel,
    OptionModel,
    build_conflict,
    conflict_from_standoff,
    import_graph,
    judge,
    rank_listed,
    solve_conflict,
    standoff_from_conflict,
)

NAMES: dict[str, Concept] = {c: c.upper() for c in ("Nash", "SEQ", "GMR", "SMR", "SIM")}  # type: ignore[misc]
EITHER = "each_DM_SEQ_or_SIM"


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    found = {p.stem: json.loads(p.read_text()) for p in sorted((shared / "cases").glob("*.json"))}
    assert found, "no cases lie beside the repository"
    return found


def graphs(cases: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases that list states and moves."""
    yield from ((name, data) for name, data in cases.items() if "reachable" in data)


def sequential_or_simultaneous(model: GraphModel) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """States that each player finds stable in the one way or the other."""
    found = judge(model, ["SEQ", "SIM"])
    return np.asarray((found["SEQ"] | found["SIM"]).all(axis=0))


def test_every_graph_gives_its_equilibria(cases: dict[str, dict[str, Any]]) -> None:
    read = 0
    for name, data in graphs(cases):
        conflict = import_graph(json.dumps(data))
        for concept, states in data["reference_equilibria"].items():
            if concept != EITHER:
                found = solve_conflict(conflict, NAMES[concept])
                assert found == tuple(map(str, states)), (name, concept)
        read += 1
    assert read >= 7


def test_every_graph_gives_every_players_verdicts(cases: dict[str, dict[str, Any]]) -> None:
    for name, data in graphs(cases):
        model = build_conflict(import_graph(json.dumps(data)))
        for player, verdicts in data["reference_stable"].items():
            i = model.players.index(player)
            for concept, states in verdicts.items():
                row = judge(model, [NAMES[concept]])[NAMES[concept]][i]
                found = [model.labels[s] for s in np.flatnonzero(row)]
                assert found == list(map(str, states)), (name, player, concept)
        if states := data["reference_equilibria"].get(EITHER):
            either = np.flatnonzero(sequential_or_simultaneous(model))
            assert [model.labels[s] for s in either] == list(map(str, states)), name


def test_every_variant_in_option_form_gives_its_equilibria(
    cases: dict[str, dict[str, Any]],
) -> None:
    base = cases["published_north_korea_2017"]
    for name, data in cases["published_north_korea_variants"].items():
        if isinstance(data, dict):
            model = variant(data, base["states"])
            found = judge(model, ["SEQ", "SIM", "SMR"])
            found["FH"] = np.asarray(found["SEQ"] | found["SIM"])
            for key, concept in (("SEQ_only", "SEQ"), ("SEQ_or_SIM", "FH"), ("SMR", "SMR")):
                held = np.flatnonzero(found[concept].all(axis=0) & model.feasible)  # type: ignore[index]
                assert held.tolist() == data[key], (name, key)


def variant(data: dict[str, Any], states: list[int]) -> OptionModel:
    """One variant: two options each, the rankings and what cannot be undone."""
    feasible = np.zeros(16, np.bool_)
    feasible[states] = True
    ranks = [rank_listed([[s] for s in data[p]], feasible) for p in ("US", "NK")]
    lasting = sum(1 << b for b in data["irreversible_bits"])
    options = ("strike", "withdraw", "invade", "abandon")
    return OptionModel(
        ("US", "NK"), options, np.array([0, 0, 1, 1]), feasible, np.stack(ranks), lasting
    )


def test_every_graph_of_strategies_can_be_taken_on_as_a_stand_off(
    cases: dict[str, dict[str, Any]],
) -> None:
    """The stand-off written from it has the same number of equilibria under each concept."""
    for name, data in graphs(cases):
        conflict = import_graph(json.dumps(data))
        if build_conflict(conflict).patterns is None:
            continue
        back = conflict_from_standoff(
            standoff_from_conflict(conflict, conflict.players[0].id), "now"
        )
        for concept in ("NASH", "SEQ", "GMR", "SMR", "SIM"):
            kind: Concept = concept
            one, two = solve_conflict(conflict, kind), solve_conflict(back, kind)
            assert len(one) == len(two), (name, concept)
