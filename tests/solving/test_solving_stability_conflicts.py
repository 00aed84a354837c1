"""Conflicts from files: strength, unknown comparisons, players who see different states."""

from __future__ import annotations

from typing import Any

import pytest

from countermove.catalog.published import list_published, load_published
from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError, InputError, SettingsError
from countermove.records.stability import Concept
from countermove.solving.stability import (
    analyse,
    build_conflict,
    conflict_from_standoff,
    solve_conflict,
    standoff_from_conflict,
)
from countermove.solving.stability.conflicts.conflict_models import ConflictModels

DAM = """
title: A dam on a shared river
source: made up for this test
seen: textbook
options:
- {name: dam, player: UP, lasting: true}
- {name: guns, player: DOWN}
states:
  calm: []
  built: [dam]
  tense: [guns]
  war: [dam, guns]
players:
- {id: UP, ranking: [built, calm, tense, war]}
- {id: DOWN, ranking: [calm, war, built, tense]}
"""


FURTHER = "".join(f"- {{name: more{number}, player: UP}}\n" for number in range(22))


def dam(**changes: Any) -> Conflict:
    conflict = Conflict.from_yaml(DAM)
    players = [p.model_dump() | changes.get(p.id, {}) for p in conflict.players]
    return Conflict.model_validate(conflict.model_dump() | {"players": players})


def test_the_dam_is_deterred_by_guns() -> None:
    model = build_conflict(dam())
    assert model.labels == ("calm", "built", "tense", "war")
    assert model.moves(0, 0).tolist() == [1]
    assert model.moves(0, 1).tolist() == []
    assert solve_conflict(dam(), "NASH") == ("war",)
    assert solve_conflict(dam(), "SEQ") == ("calm", "war")


def test_a_deterrent_must_be_much_worse_to_be_strong() -> None:
    mild, strong = dam(UP={"much_over": [1]}), dam(UP={"much_over": [3]})
    assert solve_conflict(mild, "SEQ", strength="strong") == ("war",)
    assert solve_conflict(mild, "SEQ", strength="any") == ("calm", "war")
    assert solve_conflict(strong, "SEQ", strength="strong") == ("calm", "war")


def test_unknown_comparisons_by_extension() -> None:
    unsure = dam(
        UP={"ranking": [["built", "calm"], ["tense"], ["war"]], "unknown": [["built", "calm"]]}
    )
    with pytest.raises(SettingsError, match="extension"):
        solve_conflict(unsure, "NASH")
    found = {e: solve_conflict(unsure, "NASH", extension=e) for e in ("a", "b", "c", "d")}
    assert found == {"a": ("war",), "b": ("calm", "war"), "c": ("war",), "d": ("calm", "war")}


def test_who_does_not_see_the_guns_builds() -> None:
    blind = dam(UP={"ranking": ["built", "calm"], "unseen": ["tense", "war"]})
    up, down = ConflictModels(blind).views
    assert up.labels == ("calm", "built")
    assert down.size == 4
    assert solve_conflict(dam(), "SEQ") == ("calm", "war")
    assert solve_conflict(blind, "SEQ") == ("war",)


def test_priorities_rank_named_states() -> None:
    lexical = dam(UP={"ranking": [], "priorities": ["not guns", "dam"]})
    rank = build_conflict(lexical).relations.rank[0].tolist()
    assert rank == [2, 3, 0, 1]


def test_a_listed_graph_need_not_come_from_options() -> None:
    text = """
title: Three steps
source: made up for this test
seen: textbook
states: {start: [], half: [], end: []}
moves: {A: {start: [half]}, B: {half: [end]}}
players:
- {id: A, ranking: [half, start, end]}
- {id: B, ranking: [end, half, start]}
"""
    conflict = Conflict.from_yaml(text)
    assert solve_conflict(conflict, "NASH") == ("end",)
    assert solve_conflict(conflict, "SEQ") == ("start", "end")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ranking": ["built", "calm", "tense"]}, "every state"),
        ({"ranking": ["built", "calm", "tense", "peace"]}, "no state 'peace'"),
        ({"priorities": ["dam"]}, "not both"),
    ],
)
def test_a_player_who_ranks_wrongly_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dam(UP=change)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title:", "title: 2030-02-31\nabout:", "is not YAML: day is out of range"),
        ("title:", "title: !!int seven\nabout:", "is not YAML"),
        ("title:", f"title: {'9' * 6000}\nabout:", "is not YAML"),
        ("title:", "title: !!float much\nabout:", "is not YAML"),
        ("calm: []", "calm: [dam]", "states calm and built are one"),
        ("calm: []", "calm: {}", "states.calm"),
        ("options:", f"options:\n{FURTHER}", "24 options; the most is 22"),
    ],
)
def test_a_file_that_is_no_conflict_is_refused_in_one_line(
    old: str, new: str, message: str
) -> None:
    assert old in DAM
    with pytest.raises(CaseError, match=message) as caught:
        Conflict.from_yaml(DAM.replace(old, new, 1))
    assert "\n" not in str(caught.value)


def test_a_player_without_preferences_is_refused() -> None:
    with pytest.raises(InputError, match="needs a ranking"):
        build_conflict(dam(UP={"ranking": []}))


def test_a_condition_that_names_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="no option 'peace'"):
        build_conflict(dam(UP={"ranking": [], "priorities": ["peace"]}))


def test_a_file_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(CaseError, match="Extra inputs"):
        Conflict.from_yaml(DAM + "colour: blue\n")


PLAIN = [
    n
    for n in list_published()
    if (c := load_published(n)).options and not any(p.unknown for p in c.players)
]


@pytest.mark.parametrize("name", PLAIN)
def test_a_conflict_and_its_stand_off_have_the_same_equilibria(name: str) -> None:
    conflict = load_published(name)
    standoff = standoff_from_conflict(conflict, conflict.players[0].id)
    back = conflict_from_standoff(standoff, "now")
    found = analyse(standoff, "now")
    for concept in ("NASH", "SEQ", "GMR", "SMR", "SIM"):
        kind: Concept = concept
        settings = {
            as_turned(conflict, setting)
            for s in solve_conflict(conflict, kind)
            for setting in conflict.states[s]
        }
        assert settings == {frozenset(back.states[s][0]) for s in solve_conflict(back, kind)}
        assert found.counts[concept] == len(settings)
    today = conflict.states[conflict.today or next(iter(conflict.states))][0]
    assert set(found.states[found.today].options) == as_turned(conflict, today)


def as_turned(conflict: Conflict, setting: tuple[str, ...]) -> frozenset[str]:
    """A setting in which options that can only be given up are replaced by their end."""
    ends = {o.name: f"end_{o.name}" for o in conflict.options if o.only_off}
    kept = {name for name in setting if name not in ends}
    return frozenset(kept | {end for name, end in ends.items() if name not in setting})


def test_an_option_that_can_only_be_given_up_is_turned_round() -> None:
    conflict = dam(UP={"ranking": [], "priorities": ["guns if done(dam)", "not dam"]})
    options = [o.model_copy(update={"only_off": True, "lasting": False}) for o in conflict.options]
    turned = standoff_from_conflict(
        conflict.model_copy(update={"options": (options[0], conflict.options[1])}), "UP"
    )
    up = turned.player("UP")
    assert [(o.name, o.label, o.lasting, o.today) for o in up.options] == [
        ("end_dam", "End: dam", True, True)
    ]
    assert up.priorities == ("guns if (not end_dam)", "not (not end_dam)")
    assert turned.player("DOWN").ranking[0] == (("end_dam",),)


def test_a_graph_whose_moves_no_options_have_cannot_become_a_stand_off() -> None:
    circle = """
title: Round and round
source: made up for this test
seen: textbook
states: {one: [], two: [], three: []}
moves: {A: {one: [two], two: [three], three: [one]}, B: {}}
players:
- {id: A, ranking: [one, two, three]}
- {id: B, ranking: [one, two, three]}
"""
    with pytest.raises(InputError, match="moves of A from state"):
        standoff_from_conflict(Conflict.from_yaml(circle), "A")


def test_what_a_stand_off_cannot_say_is_refused() -> None:
    text = DAM + "moves: {UP: {calm: [built]}}\n"
    with pytest.raises(InputError, match="not both"):
        standoff_from_conflict(Conflict.from_yaml(text), "UP")
    with pytest.raises(InputError, match="no player 'X'; there are UP, DOWN"):
        standoff_from_conflict(dam(), "X")
