"""Graphs without options, and coalesced states: what simultaneous moves lead to there."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError, SettingsError
from countermove.solving.stability import (
    OptionModel,
    build_conflict,
    build_graph,
    import_graph,
    judge,
    solve_conflict,
)
from countermove.solving.stability.models.strategies import find_strategies

seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_a_graph_of_combined_strategies_is_judged_as_its_options_are(seed: int) -> None:
    """Take the options away, keep moves and ranks: SIM comes out the same."""
    rng = random.Random(seed)
    players = rng.randint(2, 3)
    owner = [*range(players), *(rng.randrange(players) for _ in range(5 - players))]
    worth = np.array([[rng.randrange(32) for _ in range(32)] for _ in range(players)])
    model = OptionModel.build(
        [f"P{i}" for i in range(players)], list("abcde"), owner, worth, no_off=rng.choice([0, 1])
    )
    graph = build_graph(model)
    data = {
        "players": list(model.players),
        "states": list(graph.labels),
        "reachable": {
            p: {
                graph.labels[s]: [graph.labels[t] for t in graph.moves(i, s).tolist()]
                for s in range(graph.size)
            }
            for i, p in enumerate(model.players)
        },
        "preference_ranking": {
            p: [
                [graph.labels[s] for s in np.flatnonzero(graph.relations.rank[i] == r)]
                for r in sorted(set(graph.relations.rank[i].tolist()), reverse=True)
            ]
            for i, p in enumerate(model.players)
        },
    }
    again = build_conflict(import_graph(str(data).replace("'", '"')))
    for concept in ("SIM", "SEQ", "FH", "SMR"):
        expected = judge(graph, [concept])[concept]
        assert np.array_equal(judge(again, [concept])[concept], expected)


def test_strategies_are_what_the_others_cannot_change() -> None:
    """Three postures against two: six states, told apart by both sides' postures."""
    states = [f"{a}{b}" for a, b in product("xyz", "01")]
    moves = {
        "A": {s: [f"{a}{s[1]}" for a in "xyz" if a != s[0]] for s in states},
        "B": {s: [s[0] + ("1" if s[1] == "0" else "0")] for s in states},
    }
    ranking = dict.fromkeys(moves, states)
    graph = build_conflict(
        import_graph(
            str(
                {
                    "players": ["A", "B"],
                    "states": states,
                    "reachable": moves,
                    "preference_ranking": ranking,
                }
            ).replace("'", '"')
        )
    )
    found = find_strategies(graph)
    assert found is not None
    patterns, masks = found
    for s, t in product(range(6), repeat=2):
        for i in range(2):
            same = bool((patterns[s] & masks[i]) == (patterns[t] & masks[i]))
            assert same == (states[s][i] == states[t][i])


def test_a_graph_in_which_postures_do_not_tell_states_apart_has_no_sim() -> None:
    """Both can go from the start to the same end: who chose what cannot be told."""
    text = """{"players": ["A", "B"], "states": ["start", "left", "right", "end"],
    "reachable": {"A": {"start": ["left", "end"]}, "B": {"start": ["right", "end"]}},
    "preference_ranking": {"A": ["end", "left", ["start", "right"]],
    "B": ["right", "start", "left", "end"]}}"""
    conflict = import_graph(text)
    assert solve_conflict(conflict, "NASH") == ("left", "right", "end")
    with pytest.raises(SettingsError, match="made of options"):
        solve_conflict(conflict, "SIM")


FLOOD = """
title: Two villages and a dyke
source: made up for this test
seen: textbook
options:
- {name: dig, player: HILL}
- {name: leave, player: PLAIN, lasting: true}
states:
  calm: []
  wet: [dig]
  gone: [[leave], [dig, leave]]
players:
- {id: HILL, ranking: [wet, calm, gone]}
- {id: PLAIN, ranking: [gone, calm, wet]}
"""


def test_an_improvement_that_meets_a_coalesced_state_is_deterred_by_it() -> None:
    """Digging at the moment the others leave ends in `gone`, whichever pattern that is."""
    conflict = Conflict.from_yaml(FLOOD)
    model = build_conflict(conflict)
    stable = judge(model, ["SIM"])["SIM"]
    calm = list(conflict.states).index("calm")
    assert stable[:, calm].tolist() == [True, False]
    order = ["gone", "wet", "calm"]
    turned = Conflict.model_validate(
        conflict.model_dump() | {"states": {s: conflict.states[s] for s in order}}
    )
    for concept in ("SIM", "FH"):
        assert set(solve_conflict(turned, concept)) == set(solve_conflict(conflict, concept))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no graph of moves"),
        ("[]", "is no graph of moves"),
        ("{}", "it has no 'players'"),
        (
            '{"players": ["A"], "states": [1], "reachable": {}, "preference_ranking": {"A": [2]}}',
            "no state '2'",
        ),
        (
            '{"players": ["A"], "states": [1, 2], "reachable": {"A": {"1": [3]}}, '
            '"preference_ranking": {"A": [1, 2]}}',
            "no state '3'",
        ),
        (
            '{"players": ["A"], "states": [1, 1], "reachable": {}, '
            '"preference_ranking": {"A": [1]}}',
            "stands twice",
        ),
        (
            '{"players": ["A", "B"], "states": [1], "reachable": {}, '
            '"preference_ranking": {"A": [1]}}',
            "player B has no preference_ranking",
        ),
    ],
)
def test_what_is_no_graph_is_refused(text: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        import_graph(text)
