"""`analyse_conflict`: a conflict file in full, against what each of its questions asks alone."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.catalog.published import list_published, load_published
from countermove.records.conflict_solutions import ConflictSolution, Judgement
from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError, SettingsError
from countermove.records.stability import Concept
from countermove.solving.stability import (
    GraphModel,
    analyse,
    analyse_conflict,
    build_conflict,
    judge_group,
    solve_conflict,
    standoff_from_conflict,
)

seeds = st.integers(0, 2**32 - 1)

STEPS = """
title: Three steps
source: made up for this test
seen: textbook
states: {start: [], half: [], end: []}
moves: {A: {start: [half]}, B: {half: [end], start: [end]}}
players:
- {id: A, name: Abel, ranking: [half, start, end]}
- {id: B, name: Basil, ranking: [end, half, start]}
"""


def draw_graph(seed: int) -> Conflict:
    """Two to four players on a graph of moves that need not be transitive, every kind of doubt."""
    rng = random.Random(seed)
    ids, names = "ABCD"[: rng.randint(2, 4)], [f"s{n}" for n in range(rng.randint(2, 7))]
    thick = rng.choice([0.2, 0.4])
    moves = {
        i: {s: [t for t in names if t != s and rng.random() < thick] for s in names} for i in ids
    }
    return Conflict.model_validate(
        {
            "title": "drawn",
            "source": "drawn",
            "seen": "textbook",
            "states": {name: [] for name in names},
            "moves": moves,
            "today": rng.choice(names),
            "players": [draw_player(rng, i, names) for i in ids],
        }
    )


def draw_player(rng: random.Random, id: str, names: list[str]) -> dict[str, Any]:
    """A ranking with ties; now and then gaps, an unknown pair or an unseen state."""
    mixed = rng.sample(names, len(names))
    ranking: list[list[str]] = [[]]
    for name in mixed:
        if ranking[-1] and rng.random() < 0.75:
            ranking.append([])
        ranking[-1].append(name)
    gaps = [p for p in range(1, len(ranking)) if rng.random() < rng.choice([0, 0.4])]
    pairs = [p for p in combinations(names, 2) if rng.random() < rng.choice([0, 0, 0.2])]
    unseen = rng.sample(names, rng.choice([0, 0, 0, 1]))
    return {"id": id, "ranking": ranking, "much_over": gaps, "unknown": pairs, "unseen": unseen}


def names_of(found: ConflictSolution, judgement: Judgement) -> tuple[str, ...]:
    return tuple(s.short for s in found.states if s.short in judgement.equilibria)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_every_judgement_is_what_the_concept_alone_gives(seed: int) -> None:
    conflict = draw_graph(seed)
    found = analyse_conflict(conflict, horizon=2)
    assert found.judgements
    for judgement in found.judgements:
        expected = solve_conflict(
            conflict,
            judgement.concept,
            extension=judgement.extension or None,
            strength=judgement.strength or "any",
            horizon=2,
        )
        assert names_of(found, judgement) == expected, judgement
    assert ConflictSolution.model_validate_json(found.dump()) == found


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_reasons_end_where_they_say(seed: int) -> None:
    """A countermove leads to a state the player is not known to prefer; moves are moves."""
    conflict = draw_graph(seed)
    model = build_conflict(conflict)
    found = analyse_conflict(conflict, ("NASH", "SEQ", "GMR", "SMR"))
    for equilibrium in found.equilibria:
        for reason in equilibrium.reasons:
            assert reason.stable
            state = equilibrium.state
            for step in (*reason.tempting, *reason.countermoves):
                mover = model.players.index(step.player)
                assert step.state in model.moves(mover, state).tolist()
                state = step.state
            if reason.tempting:
                player = model.players.index(reason.players[0])
                assert reason.countermoves
                assert not model.better(player, state, equilibrium.state)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_routes_and_coalitions_agree_with_the_graph(seed: int) -> None:
    conflict = draw_graph(seed)
    model = build_conflict(conflict)
    found = analyse_conflict(conflict, ("NASH", "SEQ"), subject="B")
    assert found.subject == "B"
    for route in found.routes:
        reached = walk(model, found.today, range(len(model.players)))
        assert route.reachable == (route.to in reached)
        assert route.alone == (route.to in model.moves(1, found.today).tolist())
        state = found.today
        for step in route.steps:
            mover = model.players.index(step.player)
            assert step.state in model.moves(mover, state).tolist()
            state = step.state
        rest = [j for j in range(len(model.players)) if j != 1]
        held = [found.today, *model.moves(1, found.today).tolist()]
        can = any(route.to not in walk(model, u, rest) for u in held)
        assert (route.blocked_by is not None) == can
    if found.perceived:
        assert any("coalitions" in text for text in found.left_out)
        return
    for equilibrium in found.equilibria:
        for breach in equilibrium.breaches:
            group = tuple(model.players.index(p) for p in breach.players)
            for concept in breach.concepts:
                ways = {j.extension for j in found.judgements if j.concept == concept}
                assert not all(
                    judge_group(model, concept, group, unknown=w or None)[equilibrium.state]
                    for w in ways
                )


def walk(model: GraphModel, start: int, movers: Any) -> set[int]:
    """Where legal sequences lead: nobody moves twice in a row."""
    found, todo = {(start, -1)}, [(start, -1)]
    while todo:
        state, last = todo.pop()
        for j in movers:
            for end in model.moves(j, state).tolist() if j != last else ():
                if (end, j) not in found:
                    found.add((end, j))
                    todo.append((end, j))
    return {state for state, _ in found}


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_what_is_wished_for_comes_about_by_the_change_named(seed: int) -> None:
    """The wanted state drawn level in the rankings of the file, and nothing else changed."""
    conflict = draw_graph(seed)
    plain = conflict.model_copy(
        update={
            "players": tuple(
                p.model_copy(update={"unknown": (), "unseen": ()}) for p in conflict.players
            )
        }
    )
    wanted = sorted(conflict.states)[seed % len(conflict.states)]
    found = analyse_conflict(plain, ("NASH", "SEQ"), wanted=[wanted])
    assert {w.concept for w in found.wishes} == {"NASH", "SEQ"}
    for asked in found.wishes:
        assert found.states[asked.wanted].short == wanted
        assert asked.already == (wanted in solve_conflict(plain, asked.concept))
        level = {c.player: found.states[c.raised_to].short for c in asked.changes}
        raised = plain.model_copy(
            update={
                "players": tuple(
                    p.model_copy(update={"ranking": lift(p.ranking, wanted, level[p.id])})
                    if p.id in level
                    else p
                    for p in plain.players
                )
            }
        )
        assert wanted in solve_conflict(raised, asked.concept)


def lift(
    ranking: tuple[tuple[str, ...], ...], name: str, beside: str
) -> tuple[tuple[str, ...], ...]:
    """The ranking with a state moved into the group of another."""
    rest = [tuple(s for s in group if s != name) for group in ranking]
    return tuple((*g, name) if beside in g else g for g in rest if g)


PLAIN = [
    name
    for name in list_published()
    if (c := load_published(name)).options
    and not any(p.unknown for p in c.players)
    and all(len(s) == 1 for s in c.states.values())
]


@pytest.mark.parametrize("name", PLAIN)
def test_a_conflict_and_its_stand_off_carry_the_same_outcome(name: str) -> None:
    """Options off the table: the same lost and gained, the same options that matter."""
    conflict = load_published(name)
    if any(o.only_off for o in conflict.options):
        return
    found = analyse_conflict(conflict, ("SEQ",))
    shot = analyse(standoff_from_conflict(conflict, conflict.players[0].id), "now", ("SEQ",))
    for one, two in zip(found.removals, shot.removals, strict=True):
        assert (one.option, one.moves) == (two.option, two.moves)
        assert (one.lost_count, one.gained_count) == (two.lost_count, two.gained_count)
    willing = {frozenset(found.states[r.to].options) for r in found.routes if r.willing}
    assert willing == {frozenset(shot.states[r.to].options) for r in shot.routes if r.willing}


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_order_of_the_file_does_not_matter(seed: int) -> None:
    """States, players and their moves shuffled: the same verdicts, reasons and routes."""
    conflict = draw_graph(seed)
    rng = random.Random(seed)
    players, names = list(conflict.players), list(conflict.states)
    rng.shuffle(players)
    rng.shuffle(names)
    shuffled = conflict.model_copy(
        update={
            "players": tuple(players),
            "states": {n: conflict.states[n] for n in names},
            "moves": {p.id: {n: conflict.moves[p.id][n][::-1] for n in names} for p in players},
        }
    )
    one, two = (analyse_conflict(c, subject="A") for c in (conflict, shuffled))
    assert one.sentence == two.sentence
    assert [gist_of(one, j) for j in one.judgements] == [gist_of(two, j) for j in two.judgements]
    for kind in ("equilibria", "today_reasons", "routes", "wishes"):
        sentences = [sorted(say(getattr(found, kind))) for found in (one, two)]
        assert sentences[0] == sentences[1], kind
    assert [one.states[e.state].short for e in one.equilibria] == [
        two.states[e.state].short for e in two.equilibria
    ]


def gist_of(found: ConflictSolution, judgement: Judgement) -> tuple[Any, ...]:
    stable = {p: set(states) for p, states in judgement.stable.items()}
    return judgement.concept, judgement.extension, judgement.strength, stable


def say(records: Any) -> list[str]:
    """Every sentence in some records."""
    found = []
    for record in records:
        inside = getattr(record, "reasons", ()), getattr(record, "changes", ())
        found += [r.sentence for group in inside for r in group]
        found += [b.reason.sentence for b in getattr(record, "breaches", ())]
        found += [record.sentence] if hasattr(record, "sentence") else []
    return found


def test_reasons_name_states_and_movers() -> None:
    found = analyse_conflict(Conflict.from_yaml(STEPS), ("NASH", "SEQ"))
    start = next(e for e in found.equilibria if found.states[e.state].short == "end")
    assert {r.sentence for r in start.reasons} == {
        "Abel has no move from here to a state that it prefers.",
        "Basil has no move from here to a state that it prefers.",
    }
    today = {(r.players, r.concept): r.sentence for r in found.today_reasons}
    assert today[("A",), "SEQ"] == (
        "Abel will not move to state half: in its own interest, Basil would move to state end, "
        "and Abel would be worse off than before."
    )
    assert today[("B",), "NASH"] == (
        "Basil would move to state end: it gains by its own move, and what follows is not "
        "looked at."
    )
    assert any("status quo" in text for text in found.left_out)


def test_who_does_not_know_of_a_state_says_so() -> None:
    text = STEPS.replace("ranking: [half, start, end]", "ranking: [half, start], unseen: [end]")
    found = analyse_conflict(Conflict.from_yaml(text))
    assert found.perceived
    (end,) = (e for e in found.equilibria if found.states[e.state].short == "end")
    assert "Abel does not know of this state." in {r.sentence for r in end.reasons}
    assert any(text.startswith("FH:") for text in found.left_out)


def test_unknown_comparisons_are_told_apart_where_they_matter() -> None:
    text = STEPS.replace("[half, start, end]}", "[[half, start], end], unknown: [[half, start]]}")
    found = analyse_conflict(Conflict.from_yaml(text), ("NASH", "LMH"))
    assert {j.extension for j in found.judgements} == {"a", "b", "c", "d"}
    told = [r.sentence for r in found.today_reasons if r.players == ("A",)]
    assert len(told) == 2
    assert sum(s.endswith("unknown is treated as in a and c.") for s in told) == 1
    assert any(text.startswith("LMH:") for text in found.left_out)


def test_weakly_stable_for_all_is_stable_but_not_strongly() -> None:
    """Basil finds the start strongly stable, Abel only weakly: the start is weakly stable."""
    text = STEPS.replace(", start: [end]", "").replace(
        "ranking: [half, start, end]}", "ranking: [half, start, end], much_over: [1]}"
    )
    conflict = Conflict.from_yaml(text)
    found = {j.strength: j.equilibria for j in analyse_conflict(conflict, ("SEQ",)).judgements}
    assert found == {"": ("start", "end"), "strong": ("end",), "weak": ("start",)}
    assert solve_conflict(conflict, "SEQ", strength="weak") == ("start",)


def test_what_does_not_exist_is_refused() -> None:
    conflict = Conflict.from_yaml(STEPS)
    with pytest.raises(InputError, match="no player 'C'"):
        analyse_conflict(conflict, subject="C")
    with pytest.raises(InputError, match="no state 'peace'"):
        analyse_conflict(conflict, wanted=["peace"])
    wrong: Any = "SEQUENTIAL"
    with pytest.raises(SettingsError, match="no concept 'SEQUENTIAL'"):
        analyse_conflict(conflict, [wrong])
    with pytest.raises(SettingsError, match="no concept 'SEQUENTIAL'"):
        solve_conflict(conflict, wrong)
    with pytest.raises(InputError, match="no player 'C'"):
        solve_conflict(conflict, "SEQ", coalitions=[["A", "C"]])
    blind = STEPS.replace("ranking: [half", "unseen: [start, half, end], ranking: [half")
    with pytest.raises(InputError, match="A sees no state"):
        analyse_conflict(Conflict.from_yaml(blind))


@pytest.mark.parametrize("name", list_published())
def test_every_published_case_is_told_in_full(name: str) -> None:
    conflict = load_published(name)
    found = analyse_conflict(conflict)
    concepts: set[Concept] = {j.concept for j in found.judgements}
    assert {"NASH", "SEQ", "GMR", "SMR"} <= concepts
    assert all(len(e.reasons) == len(conflict.players) for e in found.equilibria)
    assert all(text.endswith(".") for text in say(found.equilibria))


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_in_the_tableau_only_those_move_at_once_whom_nothing_holds(seed: int) -> None:
    """A simultaneous countermove is made by players who are SEQ-unstable themselves."""
    rng = random.Random(seed)
    ids = ["A", "B", "C"]
    options = [{"name": f"o{i}", "player": p} for i, p in enumerate([*ids, rng.choice(ids)])]
    names = [n for n in range(16) if rng.random() > 0.1] or [0]
    listed = {f"s{n}": [str(o["name"]) for b, o in enumerate(options) if n >> b & 1] for n in names}
    conflict = Conflict.model_validate(
        {
            "title": "drawn",
            "source": "drawn",
            "seen": "textbook",
            "options": options,
            "states": listed,
            "players": [
                {"id": i, "ranking": [[s] for s in rng.sample([*listed], len(listed))]} for i in ids
            ],
        }
    )
    loose = analyse_conflict(conflict, ("SEQ",)).judgements[0].stable
    found = analyse_conflict(conflict, ("FH",))
    assert names_of(found, found.judgements[0]) == solve_conflict(conflict, "FH")
    for equilibrium in found.equilibria:
        state = found.states[equilibrium.state].short
        for reason in equilibrium.reasons:
            if "at the same moment" in reason.sentence:
                assert all(state not in loose[s.player] for s in reason.countermoves)
                assert state not in loose[reason.players[0]]


def test_a_sentence_names_only_the_best_supported_of_many() -> None:
    names = [f"s{n}" for n in range(30)]
    players = [{"id": i, "ranking": [names]} for i in "AB"]
    body: dict[str, Any] = {"title": "t", "source": "t", "seen": "textbook", "players": players}
    body |= {"states": {n: [] for n in names}, "moves": {"A": {"s0": ["s1"]}}}
    found = analyse_conflict(Conflict.model_validate(body), ["NASH"])
    assert found.sentence.endswith("and 6 more.")
    assert found.unlisted == 6
