"""Files of other tools: GMCR+ in and out, GraphML and Mermaid out."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from countermove.catalog.published import list_published, load_published
from countermove.records.errors import CaseError, InputError, TooLargeError
from countermove.solving.stability import (
    OptionModel,
    build_conflict,
    build_graph,
    export_gmcr,
    import_gmcr,
    judge,
    read_conflict,
    solve_conflict,
    to_graphml,
    to_mermaid,
)

IN_OPTIONS = [
    n
    for n in list_published()
    if load_published(n).options and not any(p.unknown for p in load_published(n).players)
]

SAMPLE = {
    "program": "gmcr-py",
    "version": "0.3.6",
    "options": [
        {"name": "Close the strait", "permittedDirection": "both"},
        {"name": "Close the strait", "permittedDirection": "fwd"},
        {"name": "2nd convoy", "permittedDirection": "back"},
    ],
    "decisionMakers": [
        {"name": "A", "options": [0, 1], "preferences": [[[2, "N"]], [[0, "Y"], [1, "N"]]]},
        {
            "name": "B",
            "options": [2],
            "preferences": [{"compound": True, "members": [[[0, "N"]], [[2, "Y"]]]}],
            "misperceptions": [[[0, "Y"], [2, "Y"]]],
        },
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "useManualPreferenceRanking": False,
}


@pytest.mark.parametrize("name", IN_OPTIONS)
def test_what_is_exported_reads_back_as_the_same_conflict(name: str) -> None:
    conflict = load_published(name)
    again = import_gmcr(export_gmcr(conflict))
    model, back = build_conflict(conflict), build_conflict(again)
    assert len(again.options) == len(conflict.options)
    if not any(len(s) > 1 for s in conflict.states.values()):
        assert model.patterns is not None
        order = np.argsort(model.patterns)
        assert np.array_equal(back.relations.rank, model.relations.rank[:, order])
        for concept in ("NASH", "SEQ"):
            found = [list(conflict.states).index(s) for s in solve_conflict(conflict, concept)]
            there = [int(s) - 1 for s in solve_conflict(again, concept)]
            assert sorted(np.argsort(order)[found].tolist()) == there
    assert export_gmcr(import_gmcr(export_gmcr(again))) == export_gmcr(again)


def test_a_file_by_patterns_is_read() -> None:
    conflict = import_gmcr(json.dumps(SAMPLE), title="strait")
    assert [o.name for o in conflict.options] == [
        "close_the_strait",
        "close_the_strait_2",
        "o_2nd_convoy",
    ]
    assert [(o.lasting, o.only_off) for o in conflict.options] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert list(conflict.states) == ["1", "2", "3", "4", "5", "6"]
    assert conflict.states["2"] == (("close_the_strait",),)
    assert conflict.players[0].priorities == (
        "not o_2nd_convoy",
        "close_the_strait and not close_the_strait_2",
    )
    assert conflict.players[1].priorities == ("(not close_the_strait) or (o_2nd_convoy)",)
    assert conflict.players[1].unseen == ("5",)
    rank = build_conflict(conflict).relations.rank[0]
    assert rank.tolist() == [2, 3, 2, 0, 1, 0]
    assert solve_conflict(conflict, "NASH")


def test_a_manual_ranking_of_an_older_file_is_read() -> None:
    old = {
        "options": SAMPLE["options"],
        "decisionMakers": [
            {
                "name": name,
                "options": options,
                "preferences": [],
                "preferenceVector": [[1, 2], 3, 4, 6, 5],
            }
            for name, options in (("A", [0, 1]), ("B", [2]))
        ],
        "infeasibles": SAMPLE["infeasibles"],
        "useManualPreferenceVectors": True,
    }
    assert build_conflict(import_gmcr(json.dumps(old))).relations.rank[0].tolist() == [
        4,
        4,
        3,
        2,
        0,
        1,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"options": [], "decisionMakers": []}',
        '{"options": [{"name": "a", "permittedDirection": "up"}], '
        '"decisionMakers": [{"name": "A", "options": [0], "preferences": []}]}',
        '{"options": [{"name": "a"}], "infeasibles": [[[7, "Y"]]], '
        '"decisionMakers": [{"name": "A", "options": [0], "preferences": []}]}',
        '{"options": ' + json.dumps([{"name": "x"}] * 40) + ', "decisionMakers": []}',
    ],
)
def test_what_is_no_gmcr_file_is_refused(text: str) -> None:
    with pytest.raises(CaseError, match="is no GMCR"):
        import_gmcr(text)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_conflict(tmp_path / "absent.gmcr")


def test_what_the_format_cannot_say_is_refused() -> None:
    with pytest.raises(InputError, match="unknown or strong"):
        export_gmcr(load_published("lake_gisborne_unknown"))


def test_graphml_holds_every_move() -> None:
    model = build_conflict(load_published("cuban_missile_crisis"))
    held = {"SEQ": np.flatnonzero(judge(model, ["SEQ"])["SEQ"].all(axis=0)).tolist()}
    graph = nx.read_graphml(BytesIO(to_graphml(model, held).encode()))
    assert graph.number_of_nodes() == 12
    assert graph.number_of_edges() == len(model.targets)
    stable = {d["label"] for _, d in graph.nodes(data=True) if d["equilibrium"] == "SEQ"}
    assert stable == {"4", "5", "6"}
    players = [d["player"] for _, _, d in graph.edges(data=True)]
    assert {p: players.count(p) for p in model.players} == {
        p: int(model.starts[i, -1] - model.starts[i, 0]) for i, p in enumerate(model.players)
    }


def test_mermaid_draws_states_and_moves_and_nothing_else() -> None:
    worth = np.array([[0, 1], [0, 0]])
    model = build_graph(OptionModel.build(["A", 'B"<script>'], ["go"], [0], worth))
    assert to_mermaid(model, {"NASH": [1]}).splitlines() == [
        "flowchart LR",
        '  s0["nothing"]',
        '  s1[["go"]]',
        '  s0 -->|"A"| s1',
        '  s1 -.->|"A"| s0',
    ]
    assert "<script>" not in to_mermaid(
        build_graph(OptionModel.build(['B"<script>'], ["go"], [0], worth[:1]))
    )
    assert "-.->" not in to_mermaid(model, improvements_only=True)


def test_a_graph_too_large_to_draw_is_refused() -> None:
    model = OptionModel.build(["A"], list("abcdefghi"), [0] * 9, np.zeros((1, 512)))
    with pytest.raises(TooLargeError, match="too many to draw"):
        to_mermaid(build_graph(model))
