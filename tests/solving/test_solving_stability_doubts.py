"""Strength, unknown comparisons and unseen states, from the stand-off file to the sentence."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.catalog.published import load_published
from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError, StandoffError
from countermove.records.results import Solution
from countermove.records.stability import Concept, Stability
from countermove.records.standoff_file import dump_standoff, load_standoff, parse_standoff
from countermove.solving import solve
from countermove.solving.stability import (
    analyse,
    conflict_from_standoff,
    solve_conflict,
    standoff_from_conflict,
)

MODEL = """\
title: A dam on a shared river
question: What should Downriver do now?
subject: DOWN
step: 1 year
horizon: 2 years
players:
  UP:
    name: Upriver
    options:
      dam: {label: Build the dam, lasting: true}
    ranking: [[[dam]], [[]], [[guns]], [[dam, guns]]]
  DOWN:
    name: Downriver
    options:
      guns: {label: Man the border}
    ranking: [[[]], [[dam, guns]], [[dam]], [[guns]]]
"""
CONCEPTS: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")


def with_lines(*lines: str, player: str = "UP") -> str:
    """The model with further keys of one player."""
    name = {"UP": "Upriver", "DOWN": "Downriver"}[player]
    return MODEL.replace(
        f"    name: {name}\n", f"    name: {name}\n" + "".join(f"    {x}\n" for x in lines)
    )


def found(text: str, **chosen: Any) -> Stability:
    return analyse(parse_standoff(text), "now", **chosen)


def states(shot: Stability, concept: str, **kind: Any) -> set[tuple[str, ...]]:
    """The options in force in the states of one refinement."""
    wanted = {"concept": concept, "extension": "", "strength": "", **kind}
    (one,) = (r for r in shot.refinements if all(getattr(r, k) == v for k, v in wanted.items()))
    return {shot.states[s].options for s in one.states}


def test_a_file_that_says_nothing_more_has_no_refinements() -> None:
    shot = found(MODEL)
    assert shot.refinements == ()
    assert {shot.states[e.state].options for e in shot.equilibria if "SEQ" in e.concepts} == {
        (),
        ("dam", "guns"),
    }


def test_a_deterrent_that_is_much_worse_is_strong() -> None:
    """Guns at the border are much worse for Upriver than none, with or without a dam."""
    strong = found(with_lines("much: [not guns]"))
    assert states(strong, "SEQ", strength="strong") == {(), ("dam", "guns")}
    mild = found(with_lines("much: [dam and not guns]"))
    assert states(mild, "SEQ", strength="strong") == {("dam", "guns")}
    assert "Strongly stable (sequential)" in strong.sentence


def test_grades_are_by_the_first_condition_that_tells_states_apart() -> None:
    """Between dam and calm no gap; below calm one; the second condition adds one below that."""
    one = found(with_lines("much: [not guns]"))
    two = found(with_lines("much: [not guns, not (dam and guns)]"))
    for concept in CONCEPTS:
        assert states(one, concept, strength="strong") == states(two, concept, strength="strong")
    back = conflict_from_standoff(
        parse_standoff(with_lines("much: [not guns, not (dam and guns)]")), "now"
    )
    assert next(p for p in back.players if p.id == "UP").much_over == (2, 3)


def test_unknown_comparisons_are_treated_in_four_ways() -> None:
    """Upriver may or may not want the dam at all; nobody else is in doubt."""
    shot = found(with_lines("unknown:", "  - [dam and not guns, not dam and not guns]"))
    stays = {e: () in states(shot, "NASH", extension=e) for e in "abcd"}
    assert stays == {"a": False, "b": True, "c": False, "d": True}
    assert len(shot.refinements) == 4 * len(CONCEPTS)
    assert "cannot be compared" in shot.sentence


def test_who_does_not_see_the_guns_builds() -> None:
    shot = found(with_lines("unseen: [guns]"))
    assert states(shot, "SEQ") == {("dam", "guns")}
    assert all(r.perceived for r in shot.refinements)
    assert "As every side sees it, stable (sequential)" in shot.sentence


def test_all_three_together() -> None:
    shot = found(
        with_lines("much: [not dam]", player="DOWN").replace(
            "    name: Upriver\n",
            "    name: Upriver\n    unseen: [guns and dam]\n    unknown: [[dam, not dam]]\n",
        )
    )
    assert len(shot.refinements) == 4 * 2 * len(CONCEPTS)
    assert all(r.perceived for r in shot.refinements)
    assert {(r.extension, r.strength) for r in shot.refinements} == {
        (e, s) for e in "abcd" for s in ("", "strong")
    }
    for extension in "abcd":
        for concept in CONCEPTS:
            kind = {"extension": extension}
            assert states(shot, concept, strength="strong", **kind) <= states(shot, concept, **kind)


def test_the_whole_way_from_the_file_to_the_solution(tmp_path: Path) -> None:
    path = tmp_path / "standoff.yaml"
    path.write_text(with_lines("unseen: [guns]"))
    solution = solve(load_standoff(path))
    assert solution.now.refinements
    assert Solution.model_validate_json(solution.dump()) == solution
    assert load_standoff(path) == parse_standoff(dump_standoff(load_standoff(path)))


def test_a_player_that_sees_nothing_is_refused() -> None:
    with pytest.raises(StandoffError, match="UP sees no state"):
        found(with_lines("unseen: [always]"))


def test_too_many_doubts_are_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countermove.solving.stability.models.doubts.MOST_STATES", 3)
    shot = found(with_lines("unseen: [guns]"))
    assert shot.refinements == ()
    assert any("too many" in text for text in shot.left_out)


def test_grades_against_the_ranking_have_no_place_in_a_conflict_file() -> None:
    with pytest.raises(InputError, match="run against the ranking of player UP"):
        conflict_from_standoff(parse_standoff(with_lines("much: [guns]")), "now")


def draw_conflict(seed: int) -> Conflict:
    """Two or three players with three options, every kind of doubt."""
    rng = random.Random(seed)
    ids = ["A", "B", "C"][: rng.randint(2, 3)]
    options: list[dict[str, Any]] = [
        {
            "name": n,
            "player": ids[i] if i < len(ids) else rng.choice(ids),
            "lasting": rng.random() < 0.15,
        }
        for i, n in enumerate(["x", "y", "z"])
    ]
    names = [n for n in range(8) if rng.random() > 0.15] or [0]
    listed = {f"s{n}": [o["name"] for b, o in enumerate(options) if n >> b & 1] for n in names}
    return Conflict.model_validate(
        {
            "title": "drawn",
            "source": "drawn",
            "seen": "textbook",
            "options": options,
            "states": listed,
            "players": [draw_player(rng, i, [*listed]) for i in ids],
        }
    )


def draw_player(rng: random.Random, id: str, names: list[str]) -> dict[str, Any]:
    """A ranking with ties, gaps, unknown pairs and unseen states."""
    unseen = rng.sample(names, rng.choice([0, 0, 1])) if len(names) > 1 else []
    seen = [n for n in names if n not in unseen]
    ranked = [*seen, *unseen] if rng.random() < 0.5 else [*seen]
    rng.shuffle(ranked)
    ranking: list[list[str]] = []
    for name in ranked:
        if ranking and rng.random() < 0.25:
            ranking[-1].append(name)
        else:
            ranking.append([name])
    gaps = [p for p in range(1, len(ranking)) if rng.random() < 0.3]
    pairs = [p for p in combinations(sorted(seen), 2) if rng.random() < 0.1]
    return {"id": id, "ranking": ranking, "much_over": gaps, "unknown": pairs, "unseen": unseen}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_conflict_in_doubt_and_its_stand_off_have_the_same_equilibria(seed: int) -> None:
    """From conflict to file text to stand-off: every refinement is what the conflict has."""
    conflict = draw_conflict(seed)
    standoff = parse_standoff(dump_standoff(standoff_from_conflict(conflict, "A")))
    shot = analyse(standoff, "now", CONCEPTS)
    doubted = any(p.unknown or p.much_over or p.unseen for p in conflict.players)
    assert bool(shot.refinements) == doubted
    for r in shot.refinements:
        expected = solve_conflict(
            conflict, r.concept, extension=r.extension or None, strength=r.strength or "any"
        )
        assert {frozenset(shot.states[s].options) for s in r.states} == {
            frozenset(conflict.states[n][0]) for n in expected
        }, (r.concept, r.extension, r.strength)
    back = conflict_from_standoff(standoff, "now")
    for concept in ("SEQ", "SIM", "SMR"):
        kind: Concept = concept
        one, two = (solve_conflict(c, kind, extension="b") for c in (conflict, back))
        assert {frozenset(conflict.states[s][0]) for s in one} == {
            frozenset(back.states[s][0]) for s in two
        }


def test_a_published_case_with_unknown_preferences_becomes_a_stand_off() -> None:
    conflict = load_published("lake_gisborne_unknown")
    shot = analyse(standoff_from_conflict(conflict, "P"), "now", ("NASH", "SEQ"))
    for extension in "abcd":
        expected = solve_conflict(conflict, "NASH", extension=extension)  # type: ignore[arg-type]
        assert states(shot, "NASH", extension=extension) == {
            tuple(o.name for o in conflict.options if o.name in conflict.states[s][0])
            for s in expected
        }
