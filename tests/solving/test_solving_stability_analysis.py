"""A stand-off analysed: snapshots, records that hold together, and words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.conditions import parse_condition
from countermove.records.errors import InputError, SettingsError, StandoffError
from countermove.records.stability import CONCEPTS, Stability
from countermove.records.standoffs import Standoff
from countermove.solving import solve
from countermove.solving.stability import analyse, describe_difference, judge, take_snapshot
from countermove.stressing import stress


def standoff(**changes: Any) -> Standoff:
    """A port under pressure: the town may arm or pay, the fleet may blockade or land."""
    data: dict[str, Any] = {
        "title": "The port",
        "question": "What should the town do now?",
        "subject": "TOWN",
        "players": [
            {
                "id": "TOWN",
                "name": "the town",
                "options": [
                    {"name": "wall", "label": "Build a wall", "takes": "2 years"},
                    {"name": "tribute", "label": "Pay tribute"},
                ],
                "payoffs": [
                    {"when": "blockade", "per_year": -6},
                    {"when": "land and not done(wall)", "per_year": -50},
                    {"when": "tribute", "per_year": -4},
                    {"when": "wall and not done(wall)", "per_year": -1},
                ],
            },
            {
                "id": "FLEET",
                "name": "the fleet",
                "options": [
                    {"name": "blockade", "label": "Blockade the port", "today": True},
                    {"name": "land", "label": "Land troops", "lasting": True},
                ],
                "payoffs": [
                    {"when": "tribute", "per_year": 5},
                    {"when": "blockade and not tribute", "per_year": 2},
                    {"when": "blockade and tribute", "per_year": -1},
                    {"when": "land and winter", "per_year": -9},
                    {"when": "land and not winter and not done(wall)", "per_year": 7},
                    {"when": "land and not winter and done(wall)", "per_year": -8},
                ],
            },
        ],
        "chance": [
            {"name": "winter", "label": "It is winter", "today": True, "ends_after": "6 months"}
        ],
    }
    return Standoff.model_validate(data | changes)


def chance_of(name: str, **times: Any) -> dict[str, Any]:
    return {"name": name, "label": name.upper(), **times}


def exclusive(chance: list[dict[str, Any]], rules: list[str]) -> Standoff:
    """Two players with an option each, and chances under rules."""
    players = [
        make_player(
            id,
            [name],
            [
                *({"when": f"{name} and {c['name']}", "per_year": 2.0} for c in chance),
                {"when": name, "per_year": -1.0},
            ],
        )
        for id, name in (("A", "relief"), ("B", "block"))
    ]
    return make_standoff(*players, chance=chance, rules=rules)


def obeys(rule: str, names: set[str]) -> bool:
    return bool(parse_condition(rule).evaluate(lambda name, _: np.asarray(name in names)))


def options_of(found: Stability, state: int) -> tuple[str, ...]:
    return found.states[state].options


def test_now_and_later_differ_by_the_clock() -> None:
    now, later = (take_snapshot(standoff(), when) for when in ("now", "later"))
    assert now.chance == ("winter",)
    assert later.chance == ()
    fleet = now.model.players.index("FLEET")
    landed, stayed = now.model.pattern(["land"]), now.model.pattern([])
    assert now.model.better(fleet, stayed, landed)
    assert later.model.better(fleet, landed, stayed)
    walled = later.model.pattern(["wall"])
    assert later.model.better(fleet, walled, later.model.pattern(["wall", "land"]))
    assert now.done(walled) == ()
    assert later.done(walled) == ("wall",)


def test_waiting_for_the_end_of_winter_costs_the_town() -> None:
    now, later = analyse(standoff(), "now"), analyse(standoff(), "later")
    assert (
        "NASH"
        in next(e for e in now.equilibria if options_of(now, e.state) == ("blockade",)).concepts
    )
    firm = {options_of(later, e.state) for e in later.equilibria if "NASH" in e.concepts}
    assert firm
    assert all("land" in s or "wall" in s for s in firm)
    words = describe_difference(now, later)
    assert "Blockade the port" in words
    assert "No longer stable" in words
    assert describe_difference(now, now) == "The same states are stable now and later."


def test_the_difference_names_every_state_that_changes_and_no_other() -> None:
    """Against the equilibria judged straight from the two snapshots' models."""
    firm: list[set[tuple[str, ...]]] = []
    for when in ("now", "later"):
        model = take_snapshot(standoff(), when).model
        found = judge(model, ["NASH", "SEQ"])
        held = np.any([v.all(axis=0) for v in found.values()], axis=0) & model.feasible
        firm.append({model.in_force(int(s)) for s in np.flatnonzero(held)})
    now, later = analyse(standoff(), "now"), analyse(standoff(), "later")
    words = describe_difference(now, later)
    lost, gained = firm[0] - firm[1], firm[1] - firm[0]
    assert lost
    assert gained
    gone, _, new = words.partition("Stable only then")
    short = {frozenset(v.options): v.short for v in (*later.states, *now.states)}
    everything = firm[0] | firm[1]
    for states, text in ((lost, gone), (gained, new)):
        assert len(states) <= 4
        for options in everything:
            assert (short[frozenset(options)] in text) == (options in states)


def test_the_difference_does_not_depend_on_how_many_equilibria_are_listed() -> None:
    """A state that is stable both now and later is no difference though one list omits it."""
    now, later = (analyse(standoff(), when, most_listed=1) for when in ("now", "later"))
    in_full = [analyse(standoff(), when) for when in ("now", "later")]
    assert now.firm == in_full[0].firm
    assert describe_difference(now, now) == "The same states are stable now and later."
    assert describe_difference(now, in_full[0]) == "The same states are stable now and later."
    lost, gained = set(now.firm) - set(later.firm), set(later.firm) - set(now.firm)
    told = describe_difference(now, later)
    assert lost
    assert gained
    assert "No longer stable" in told
    assert "Stable only then" in told


@pytest.mark.parametrize("when", ["now", "later"])
def test_the_record_holds_together(when: Any) -> None:
    found = analyse(standoff(), when, ("NASH", "SEQ", "GMR", "SMR", "SIM", "FH", "LMH", "NM"))
    assert Stability.model_validate_json(found.dump()) == found
    assert set(found.counts) == set(CONCEPTS)
    assert options_of(found, found.today) == ("blockade",)
    assert len(found.today_reasons) == 2 * 8
    assert len(found.routes) == len(found.equilibria)
    for concept in found.concepts:
        held = [e for e in found.equilibria if concept in e.concepts]
        assert len(held) == found.counts[concept]
    for equilibrium in found.equilibria:
        assert all(r.stable for r in equilibrium.reasons)
        assert [r.players for r in equilibrium.reasons] == [("TOWN",), ("FLEET",)]
        for breach in equilibrium.breaches:
            assert breach.players == ("FLEET", "TOWN")
            assert not breach.reason.stable
            assert set(breach.concepts) <= set(equilibrium.concepts)
    for route, equilibrium in zip(found.routes, found.equilibria, strict=True):
        assert route.to == equilibrium.state
        if route.steps:
            assert route.steps[-1].state == route.to
            assert route.willing == all(s.improves for s in route.steps)
        if route.brought_about:
            assert route.brought_about[-1].state == route.to
            assert all(s.improves for s in route.brought_about if s.player != "TOWN")
        if route.blocked_by:
            assert {s.player for s in route.blocked_by} == {"TOWN"}
    assert {r.option for r in found.removals} == {"wall", "tribute", "blockade", "land"}


def test_every_verdict_has_its_sentence() -> None:
    found = analyse(standoff(), "now")
    for reason in found.today_reasons:
        assert reason.sentence.endswith(".")
        if reason.concept == "NASH" and reason.stable:
            assert "no move" in reason.sentence
        if reason.stable and reason.tempting:
            assert "will not" in reason.sentence
            assert reason.countermoves
        if not reason.stable:
            assert "would" in reason.sentence
            assert not reason.countermoves


def test_a_deterred_improvement_names_the_countermove() -> None:
    """Later, with a wall half thought of, giving up tribute is answered by a blockade."""
    found = analyse(standoff(), "later", ("SEQ",))
    texts = [r.sentence for e in found.equilibria for r in e.reasons if r.tempting]
    assert any("in its own interest, the fleet would" in text for text in texts), texts


def test_the_order_of_the_file_does_not_matter() -> None:
    plain = standoff()
    players = [p.model_dump(round_trip=True) for p in reversed(plain.players)]
    for player in players:
        player["options"] = list(reversed(player["options"]))
        player["payoffs"] = list(reversed(player["payoffs"]))
    turned = standoff(players=players)
    for when in ("now", "later"):
        one, two = (analyse(s, when) for s in (plain, turned))
        assert one.counts == two.counts
        for a, b in zip(one.equilibria, two.equilibria, strict=True):
            assert set(options_of(one, a.state)) == set(options_of(two, b.state))
            assert a.concepts == b.concepts
            assert {r.players for r in a.breaches} == {r.players for r in b.breaches}
        for route_a, route_b in zip(one.routes, two.routes, strict=True):
            assert [(s.player, set(s.on), set(s.off)) for s in route_a.steps] == [
                (s.player, set(s.on), set(s.off)) for s in route_b.steps
            ]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert analyse(standoff(), "now").dump() == analyse(standoff(), "now").dump()


def test_one_off_payoffs_count_as_yearly_interest_unless_sunk() -> None:
    """A blockade is in force already, so what it cost once is sunk; paying is not."""
    players = [p.model_dump(round_trip=True) for p in standoff().players]
    players[0]["payoffs"] = [*players[0]["payoffs"], {"when": "tribute", "once": 200}]
    players[1]["payoffs"] = [*players[1]["payoffs"], {"when": "blockade", "once": -400}]
    changed = standoff(players=players)
    left_out, spread = (take_snapshot(changed, "now", once=o) for o in ("left out", "spread"))
    model = left_out.model
    town, fleet = model.players.index("TOWN"), model.players.index("FLEET")
    blockade, tribute = model.pattern(["blockade"]), model.pattern(["tribute"])
    for shot in (left_out, spread):
        assert shot.model.better(fleet, blockade, 0)
    assert left_out.model.better(town, 0, tribute)
    assert spread.model.better(town, tribute, 0)  # 200 points at 5 % are 10 a year, less 4


def test_rankings_and_priorities_replace_payoffs() -> None:
    players = [p.model_dump(round_trip=True) for p in standoff().players]
    players[0]["priorities"] = ["not land", "not tribute"]
    players[1]["ranking"] = [[["tribute"]], [["blockade"], ["blockade", "wall"]]]
    shot = take_snapshot(standoff(players=players), "now")
    model = shot.model
    town, fleet = model.players.index("TOWN"), model.players.index("FLEET")
    states = {
        n: model.pattern(n.split()) for n in ("", "tribute", "land", "blockade", "blockade wall")
    }
    assert model.better(town, states[""], states["tribute"])
    assert model.better(town, states["tribute"], states["land"])
    assert model.better(fleet, states["tribute"], states["blockade"])
    assert model.rank[fleet, states["blockade"]] == model.rank[fleet, states["blockade wall"]]
    assert model.better(fleet, states["blockade"], states["land"])


def test_a_wish_can_be_asked_for() -> None:
    found = analyse(standoff(), "later", wanted=[["tribute"]])
    assert {options_of(found, w.wanted) for w in found.wishes} == {("tribute",)}
    for wish in found.wishes:
        assert wish.already == (not wish.changes)
        assert "Pay tribute" in wish.sentence


def test_progress_runs_from_start_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countermove.solving.stability.estimate.PATIENCE", -1.0)
    heard: list[float] = []
    analyse(standoff(), "now", ("NASH", "LMH"), progress=lambda _, a, b: heard.append(a / b))
    assert heard == sorted(heard)
    assert heard[0] == 0.0
    assert 0.8 < heard[-1] <= 1.0


def test_what_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="did you mean 'tribute'"):
        analyse(standoff(), "now", wanted=[["tribut"]])
    with pytest.raises(InputError, match="breaks a rule"):
        analyse(standoff(rules=["not (wall and tribute)"]), "now", wanted=[["wall", "tribute"]])
    with pytest.raises(SettingsError, match="there is no concept 'NASHE'"):
        analyse(standoff(), "now", ("NASHE",))  # type: ignore[arg-type]


def test_today_against_the_rules_is_refused() -> None:
    with pytest.raises(StandoffError, match="today's state breaks a rule"):
        analyse(standoff(rules=["not blockade"]), "now")
    with pytest.raises(StandoffError, match="contradict"):
        analyse(standoff(rules=["land and not land"]), "now")


def test_a_rule_that_bites_only_later_moves_today_to_the_nearest_state() -> None:
    bound = standoff(rules=["winter or not blockade"])
    later = analyse(bound, "later")
    assert options_of(later, later.today) == ()


RULED: list[tuple[str, list[dict[str, Any]], list[str], tuple[str, ...], str]] = [
    (
        "chances that exclude each other: the likely sooner one comes true",
        [chance_of("w", starts_after=2.0), chance_of("v", starts_after=1.0)],
        ["at most one of (w, v)"],
        ("v",),
        "“W” stays",
    ),
    (
        "a chance that a rule keeps does not end",
        [chance_of("w", today=True, ends_after=1.0)],
        ["w"],
        ("w",),
        "“W” stays",
    ),
    (
        "one chance takes the place of another",
        [chance_of("w", today=True, ends_after=1.0), chance_of("v", starts_after=2.0)],
        ["exactly one of (w, v)"],
        ("v",),
        "",
    ),
    (
        "a rule over a chance and an option binds the option",
        [chance_of("w", starts_after=1.0)],
        ["w implies relief"],
        ("w",),
        "",
    ),
]


@pytest.mark.parametrize(("chance", "rules", "later", "said"), [row[1:] for row in RULED])
def test_a_chance_that_a_rule_forbids_does_not_come_true(
    chance: list[dict[str, Any]], rules: list[str], later: tuple[str, ...], said: str
) -> None:
    case = exclusive(chance, rules)
    found = analyse(case, "later")
    assert {state.chance for state in found.states} == {later}
    assert any(said in text for text in found.left_out) == bool(said)
    for rule in rules:
        for state in found.states:
            assert obeys(rule, {*state.options, *state.chance})


def test_a_stand_off_with_chances_that_exclude_each_other_is_solved_and_stressed() -> None:
    for _, chance, rules, *_ in RULED:
        case = exclusive(chance, rules)
        assert solve(case).play.states > 1
        assert stress(case).standoff_sha256
