"""What must hold between concepts, and the two known errors of GMCR+, shown to be absent."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.errors import InputError, SettingsError, TooLargeError
from countermove.records.stability import CONCEPTS, Concept
from countermove.solving.stability import (
    GraphModel,
    OptionModel,
    Relations,
    build_graph,
    every_group,
    explain,
    graph_from_moves,
    judge,
    judge_group,
    judge_groups,
    judge_hypergame,
    prioritise_options,
)
from countermove.solving.stability import estimate as memory
from countermove.solving.stability.concepts.coalitions import judged_in_options, stable_in_options
from countermove.solving.stability.questions.foresight_reasons import explain_foresight
from countermove.solving.stability.questions.reasons import explain_main

FIVE: list[Concept] = ["NASH", "SEQ", "GMR", "SMR", "SIM"]


def draw(rng: random.Random, players: int = 0, options: int = 0) -> OptionModel:
    k = players or rng.randint(2, 4)
    n = options or rng.randint(k, 6)
    owner = [*range(k), *(rng.randrange(k) for _ in range(n - k))]
    rng.shuffle(owner)
    worth = np.array([[rng.randrange(1 << n) for _ in range(1 << n)] for _ in range(k)])
    feasible = np.array([rng.random() > 0.2 for _ in range(1 << n)])
    feasible[0] = True
    return OptionModel.build(
        [f"P{i}" for i in range(k)],
        [f"o{b}" for b in range(n)],
        owner,
        worth,
        feasible=feasible,
        no_off=rng.choice([0, 1, 2]),
    )


seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_stronger_concepts_are_contained_in_weaker_ones(seed: int) -> None:
    found = judge(draw(random.Random(seed)), FIVE)
    for strong, weak in [("NASH", "SEQ"), ("SEQ", "GMR"), ("NASH", "SMR"), ("SMR", "GMR")]:
        assert not (found[strong] & ~found[weak]).any()  # type: ignore[index]
    assert not (found["NASH"] & ~found["SIM"]).any()


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_order_of_players_and_options_does_not_matter(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng)
    people, bits = list(range(len(model.players))), list(range(len(model.options)))
    rng.shuffle(people)
    rng.shuffle(bits)
    turned = np.zeros(model.size, np.int64)
    for new, old in enumerate(bits):
        turned |= (np.arange(model.size) >> new & 1) << old
    other = OptionModel(
        tuple(model.players[i] for i in people),
        tuple(model.options[b] for b in bits),
        np.array([people.index(int(model.owner[b])) for b in bits]),
        model.feasible[turned],
        model.rank[people][:, turned],
        no_off=sum(1 << new for new, old in enumerate(bits) if model.no_off >> old & 1),
    )
    before, after = judge(model, FIVE), judge(other, FIVE)
    for concept in FIVE:
        assert np.array_equal(before[concept][people][:, turned], after[concept])


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_order_of_states_does_not_matter_on_graphs(seed: int) -> None:
    rng = random.Random(seed)
    count, k = rng.randint(2, 7), rng.randint(2, 3)
    moves = {
        i: {s: [t for t in range(count) if t != s and rng.random() < 0.3] for s in range(count)}
        for i in range(k)
    }
    rank = np.array([[rng.randrange(count) for _ in range(count)] for _ in range(k)], np.int32)
    order = list(range(count))
    rng.shuffle(order)
    place = [order.index(s) for s in range(count)]
    turned = {
        i: {place[s]: [place[t] for t in row] for s, row in rows.items()}
        for i, rows in moves.items()
    }
    names = [f"P{i}" for i in range(k)]
    one = graph_from_moves(names, list(map(str, range(count))), moves, Relations.build(rank))
    two = graph_from_moves(names, list(map(str, order)), turned, Relations.build(rank[:, order]))
    asked: list[Concept] = ["NASH", "SEQ", "GMR", "SMR", "LMH", "NM"]
    before, after = judge(one, asked), judge(two, asked)
    for concept in asked:
        assert np.array_equal(before[concept][:, order], after[concept])


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_reasons_agree_with_verdicts(seed: int) -> None:
    model = draw(random.Random(seed))
    found = judge(model, FIVE)
    graph = build_graph(model)
    states = model.states().tolist()
    for concept in FIVE:
        for i in range(len(model.players)):
            for place, s in enumerate(states):
                reason = explain(model, concept, (i,), s)
                assert reason.stable == found[concept][i, s]
                short = explain_main(model, concept, (i,), s, reason.stable)
                assert short.main == reason.main
                assert len(short.temptations) + short.more == len(reason.temptations)
                assert explain(graph, concept, (i,), place).stable == reason.stable
                for tempting in reason.temptations:
                    assert model.better(i, tempting.state, s)
                    if tempting.deterred_by and concept != "SIM":
                        assert tempting.deterred_by[0].start == tempting.state
                        assert not model.better(i, tempting.deterred_by[-1].end, s)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_expected_play_agrees_with_foresight(seed: int) -> None:
    rng = random.Random(seed)
    graph = build_graph(draw(rng, options=4))
    rank = graph.relations.rank
    for concept, horizon in (("LMH", rng.randint(1, 5)), ("NM", 0)):
        kind: Concept = "LMH" if concept == "LMH" else "NM"
        for group in ((0,), (1,), (0, 1)):
            stable = judge_group(graph, kind, group, horizon=max(horizon, 1))
            for s in range(graph.size):
                found = explain_foresight(graph, kind, group, s, horizon)
                assert found.stable == stable[s]
                if not (main := found.main):
                    continue
                play = main.deterred_by or found.expected
                line = [*main.moves, *play]
                assert all(b.start == a.end for a, b in pairwise(line))
                assert all(m.end in graph.moves(m.player, m.start) for m in line)
                assert not play or play[0].player not in group
                assert all(a.player != b.player for a, b in pairwise(play))
                gains = all(rank[i, line[-1].end] > rank[i, s] for i in group)
                assert gains == (not found.stable)


def test_sim_looks_at_every_improvement() -> None:
    """GMCR+ examined the others' moves only for the first improvement and then ran out.

    The first player has two options and so three improvements from `nothing`; each is
    deterred by the second player's one improvement at the same moment.
    """
    rank = np.array([[3, 5, 6, 7, 0, 1, 2, 2], [0, 0, 0, 0, 1, 1, 1, 1]])
    model = OptionModel.build(["A", "B"], ["a", "b", "c"], [0, 0, 1], rank)
    assert bool(judge(model, ["SIM"])["SIM"][0, 0])
    reason = explain(model, "SIM", (0,), 0)
    assert len(reason.temptations) == 3
    assert all(t.deterred_by for t in reason.temptations)
    escaping = rank.copy()
    escaping[0, 7] = 8  # the third improvement now pays even if the second player moves too
    model = OptionModel.build(["A", "B"], ["a", "b", "c"], [0, 0, 1], escaping)
    assert not bool(judge(model, ["SIM"])["SIM"][0, 0])


def test_an_opponent_may_move_twice_in_a_sequence() -> None:
    """GMCR+ let each opponent move once; the definition forbids only two moves in a row.

    A's improvement 0 to 1 is deterred by B 1-2, C 2-3, B 3-4, and by nothing shorter.
    """
    moves = {0: {0: [1]}, 1: {1: [2], 3: [4]}, 2: {2: [3]}}
    rank = np.array([[1, 2, 2, 2, 0], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]], np.int32)
    graph = graph_from_moves("ABC", list("01234"), moves, Relations.build(rank))
    found = judge(graph, ["NASH", "SEQ", "GMR", "SMR"])
    assert [bool(found[c][0, 0]) for c in found] == [False, True, True, True]
    deterrent = explain(graph, "SEQ", (0,), 0).temptations[0].deterred_by
    assert deterrent is not None
    assert [(m.player, m.end) for m in deterrent] == [(1, 2), (2, 3), (1, 4)]


def test_nobody_moves_twice_in_a_row() -> None:
    """The same graph without C's move in between: B alone cannot go on from 2 to 3."""
    moves = {0: {0: [1]}, 1: {1: [2], 2: [3]}, 2: {}}
    rank = np.array([[1, 2, 2, 0], [0, 1, 2, 3], [0, 0, 0, 0]], np.int32)
    graph = graph_from_moves("ABC", list("0123"), moves, Relations.build(rank))
    assert not judge(graph, ["GMR"])["GMR"][0, 0]


def dilemma() -> OptionModel:
    return OptionModel.build(["A", "B"], ["a", "b"], [0, 1], np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))


def test_a_coalition_breaks_mutual_defection() -> None:
    groups = every_group(2)
    proof = dict(zip(groups, judge_groups(build_graph(dilemma()), "NASH", groups), strict=True))
    assert proof[0,].tolist() == [False, True, False, True]
    assert not proof[0, 1][3]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_coalitions_in_option_form_are_judged_as_on_the_graph(seed: int) -> None:
    model = draw(random.Random(seed))
    graph, states = build_graph(model), model.states()
    for group in every_group(len(model.players)):
        for concept in CONCEPTS:
            if judged_in_options(concept, group, len(model.players)):
                found = stable_in_options(model, concept, group, states.tolist())
                assert found.tolist() == judge_group(graph, concept, group).tolist(), (
                    concept,
                    group,
                )


def test_strength_tells_strong_from_weak() -> None:
    """A is tempted 0 to 1; B's answer leads to 2, much worse only in the second model."""
    moves = {0: {0: [1]}, 1: {1: [2]}}
    rank = np.array([[1, 2, 0], [0, 0, 1]], np.int32)
    for level, strong in (([0, 0, 0], False), ([1, 1, 0], True)):
        relations = Relations.build(rank, np.array([level, [0, 0, 0]], np.int32))
        graph = graph_from_moves("AB", "012", moves, relations)
        assert judge_group(graph, "SEQ", (0,), strength="strong")[0] == strong
        assert judge_group(graph, "SEQ", (0,), strength="weak")[0] != strong


def test_unknown_preference_needs_an_extension() -> None:
    moves = {0: {0: [1]}, 1: {}}
    relations = Relations.build(np.zeros((2, 2), np.int32), pairs={0: [(0, 1, 3)]})
    graph = graph_from_moves("AB", "01", moves, relations)
    with pytest.raises(SettingsError, match="extension"):
        judge_group(graph, "NASH", (0,))
    stays = {e: bool(judge_group(graph, "NASH", (0,), unknown=e)[0]) for e in "abcd"}  # type: ignore[arg-type]
    assert stays == {"a": False, "b": True, "c": False, "d": True}
    with pytest.raises(SettingsError, match="complete"):
        judge(graph, ["NM"])


def test_players_who_see_different_states() -> None:
    """B does not know that A can escalate, and so is at ease where it should not be."""
    full = OptionModel.build(
        ["A", "B"], ["escalate", "give_in"], [0, 1], np.array([[0, 1, 3, 2], [2, 0, 1, 1]])
    )
    seen = graph_from_moves(
        ["A", "B"],
        ["nothing", "give_in"],
        {1: {0: [1], 1: [0]}},
        Relations.build(np.array([[0, 1], [1, 0]], np.int32)),
    )
    result = judge_hypergame([build_graph(full), seen], "NASH")
    assert result.labels == ("nothing", "escalate", "give_in", "escalate + give_in")
    assert result.seen[1].tolist() == [True, False, True, False]
    assert result.equilibria == ("escalate",)
    assert result.shared == ()
    with pytest.raises(InputError, match="one view"):
        judge_hypergame([seen], "NASH")


def test_prioritisation_is_lexical() -> None:
    feasible = np.ones(8, np.bool_)
    ranks = prioritise_options(["a", "b", "c"], ["a iff b", "c if a", "not c"], feasible)
    order = sorted(
        range(8),
        key=lambda s: (
            (s & 1) == (s >> 1 & 1),
            not s & 1 or s >> 2 & 1 == 1,
            not s >> 2 & 1,
        ),
    )
    scores = [ranks[s] for s in order]
    assert scores == sorted(scores)
    assert ranks[0] == ranks.max()


def test_every_concept_on_chicken_however_it_is_labelled() -> None:
    rank = np.array([[2, 3, 1, 0], [2, 1, 3, 0]])
    for people in permutations(range(2)):
        model = OptionModel.build(
            ["A", "B"], ["a", "b"], [people.index(0), people.index(1)], rank[list(people)]
        )
        found = {c: v.all(axis=0).tolist() for c, v in judge(model, [*FIVE, "FH", "NM"]).items()}
        assert found["NASH"] == [False, True, True, False]
        assert found["GMR"] == found["SMR"] == [True, True, True, False]
        assert found["SEQ"] == found["NASH"]
        assert found["NM"] == [True, False, False, False]
        # From mutual swerving both improvements at once lead to the crash: FH holds it.
        assert found["FH"] == found["SIM"] == [True, True, True, False]


def test_too_large_is_refused_before_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available_memory", lambda: 1000)
    with pytest.raises(TooLargeError, match="GB"):
        judge(draw(random.Random(1)), ["NASH"])


def test_progress_is_silent_at_first_and_then_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[float, str]] = []
    model = draw(random.Random(2), players=2)
    judge(model, ["NASH", "SEQ"], progress=lambda what, a, b: heard.append((a / b, what)))
    assert heard == []
    monkeypatch.setattr(memory, "PATIENCE", -1.0)
    judge(model, ["NASH", "SEQ"], progress=lambda what, a, b: heard.append((a / b, what)))
    assert [share for share, _ in heard] == [0.0, 0.25, 0.5, 0.75]
    assert heard[0][1] == "NASH for P0"


def test_contradictory_models_are_refused() -> None:
    with pytest.raises(InputError, match="no state is feasible"):
        OptionModel.build(["A"], ["a"], [0], np.zeros((1, 2)), feasible=np.zeros(2, np.bool_))
    with pytest.raises(InputError, match="owner"):
        OptionModel.build(["A"], ["a"], [4], np.zeros((1, 2)))
    with pytest.raises(InputError, match="does not exist"):
        GraphModel(
            ("A",),
            ("s",),
            np.array([[0, 1]]),
            np.array([5], np.int32),
            Relations.build(np.zeros((1, 1), np.int32)),
        )
    graph = graph_from_moves("A", "st", {}, Relations.build(np.zeros((1, 2), np.int32)))
    with pytest.raises(SettingsError, match="made of options"):
        judge(graph, ["SIM"])
