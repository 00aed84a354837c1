"""A draft: options, clocks, payoffs and courses, each with where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_player, make_standoff

from countermove.framing import frame
from countermove.framing.noting import doubt_presser
from countermove.records.errors import NoSidesError
from countermove.records.events import Event, Flag
from countermove.records.ranges import Range
from countermove.records.rule_checks import allowed_today, check_rules
from countermove.records.standoff_file import dump_standoff, parse_standoff
from countermove.records.standoffs import Option, Standoff
from countermove.solving import solve

Telling = Callable[[Any], tuple[Event, ...]]
Stories = dict[str, tuple[Event, ...]]
NAMES = ("kazakhstan", "union", "pipeline", "blockade")


def labelled(standoff: Standoff, player: str) -> dict[str, Option]:
    return {o.label: o for p, o in standoff.options() if p == player}


def yearly(standoff: Standoff, player: str) -> dict[str, Range]:
    return {p.when: p.per_year for p in standoff.player(player).payoffs if p.per_year}


def test_kazakhstan_has_the_options_of_the_story(stories: Stories) -> None:
    standoff = frame(stories["kazakhstan"])
    own, theirs = labelled(standoff, "KAZ"), labelled(standoff, "RUS")
    assert list(own) == [
        "Give in to Russia",
        "Refuse to accept the medal",
        "Hold up 1,700 wagons of Russian coal",
        "Reconcile authorities and society",
        "See to its own security",
        "Agree on a railway with China",
    ]
    assert list(theirs) == ["Stop loadings of Kazakh oil", "Interfere in the north of Kazakhstan"]
    assert theirs["Stop loadings of Kazakh oil"].today
    assert theirs["Interfere in the north of Kazakhstan"].lasting
    assert not theirs["Interfere in the north of Kazakhstan"].today
    takes = own["See to its own security"].takes
    assert takes is not None
    assert takes.likely == 4


def test_clock_words_are_one_chance_option(stories: Stories) -> None:
    (clock,) = frame(stories["kazakhstan"]).chance
    assert (clock.name, clock.label, clock.today) == ("busy", "Russia is tied up in Ukraine", True)
    assert clock.ends_after is not None
    assert clock.events == ("E8", "E9")


def test_pressure_costs_its_target_and_pays_only_while_the_quarrel_lasts(stories: Stories) -> None:
    standoff = frame(stories["pipeline"])
    cut, refusal, policy = "cut_gas_deliveries", "refuse_pay_disputed", "done(buy_gas_suppliers)"
    mine, theirs = yearly(standoff, "MDA"), yearly(standoff, "RUS")
    for when in (cut, f"{cut} and not {policy}"):
        assert mine[when].high < 0
    assert theirs[cut].likely < 0
    assert theirs[f"{cut} and {refusal}"].likely > 0
    assert theirs[f"{cut} and {refusal} and not {policy}"].likely > 0


def test_taking_costs_more_while_busy_and_pays_less_once_shielded(stories: Stories) -> None:
    russia = frame(stories["kazakhstan"]).player("RUS")
    theirs = {p.when: p.once for p in russia.payoffs if p.once}
    assert theirs["interfere_north"].likely < 0
    assert theirs["interfere_north and busy"].likely < 0
    assert theirs["interfere_north and not give_in and not done(see_security)"].likely > 0


@pytest.mark.parametrize("story", NAMES)
def test_draft_is_a_right_file_of_at_most_a_dozen_options(stories: Stories, story: str) -> None:
    standoff = frame(stories[story])
    assert parse_standoff(dump_standoff(standoff)) == standoff
    assert len(list(standoff.options())) + len(standoff.chance) <= 12
    check_rules(standoff)
    assert {"give in", "hold", "stand alone"} <= set(standoff.courses)
    for members in standoff.courses.values():
        assert allowed_today(standoff, members) == ""
    spoken = {n for p, c in standoff.conditions() if p.startswith("players") for n in c.names()}
    assert spoken == {o.name for _, o in standoff.options()} | {c.name for c in standoff.chance}


@pytest.mark.parametrize("story", NAMES)
def test_every_number_and_option_says_where_it_comes_from(stories: Stories, story: str) -> None:
    standoff = frame(stories[story])
    for player in standoff.players:
        for payoff in player.payoffs:
            assert payoff.basis == "assumed"
            assert payoff.entry
            assert payoff.why
    ids = {e.id for e in stories[story]}
    for _, option in standoff.options():
        assert set(option.events) <= ids
        assert bool(option.quotes) == (option.basis == "quoted")
        assert option.quotes or option.why


@pytest.mark.parametrize("story", NAMES)
def test_draft_can_be_solved_and_answers_with_its_own_options(stories: Stories, story: str) -> None:
    standoff = frame(stories[story])
    play = solve(standoff).play
    own = {o.name for p, o in standoff.options() if p == standoff.subject}
    assert play.best_course in standoff.courses
    assert set(standoff.courses[play.best_course]) <= own
    values = [course.now for course in play.courses]
    assert max(values) - min(values) > 1


def test_changing_a_payoff_changes_the_answer(stories: Stories) -> None:
    standoff = frame(stories["kazakhstan"])
    first = solve(standoff).play.best_course
    assert first != "give in"
    easy = standoff.with_payoff("KAZ", when="give_in", per_year=60)
    assert solve(easy).play.best_course == "give in"


def test_same_player_kind_and_object_is_one_option(telling: Telling) -> None:
    events = telling(
        [
            ("done", "RUS", "SANCTION", "discontinue", "KAZ", "suspend oil shipments",
             "oil shipments"),
            ("possible", "RUS", "COERCE", "withhold", "KAZ", "hold back oil", "oil"),
            ("done", "RUS", "THREATEN", "restrict", "KAZ", "threaten to block the oil pipeline",
             "oil pipeline"),
            ("done", "RUS", "SANCTION", "discontinue", "KAZ", "ban fish imports", "fish imports"),
        ]
    )  # fmt: skip
    options = labelled(frame(events, subject="KAZ"), "RUS")
    assert list(options) == ["Suspend oil shipments", "Ban fish imports"]
    assert options["Suspend oil shipments"].events == ("E1", "E2", "E3")
    assert len(options["Suspend oil shipments"].quotes) == 3


def test_what_happens_once_is_history(stories: Stories) -> None:
    standoff = frame(stories["kazakhstan"])
    assert not any("mock" in o.label.lower() for _, o in standoff.options())
    assert any("Russia: Mock the guest's name" in note for note in standoff.notes)


def test_threat_alone_is_not_in_force(telling: Telling) -> None:
    events = telling([("done", "RUS", "THREATEN", "violence", "KAZ", "threaten to bomb the port")])
    (option,) = labelled(frame(events, subject="KAZ"), "RUS").values()
    assert (option.label, option.today, option.lasting) == ("Bomb the port", False, True)


def test_outlook_that_is_negated_is_still_possible(telling: Telling) -> None:
    lines = [("not possible", "RUS", "COERCE", "", "KAZ", "interfere in Kazakhstan later")]
    (option,) = labelled(frame(telling(lines), subject="KAZ", other="RUS"), "RUS").values()
    assert (option.label, option.today) == ("Interfere in Kazakhstan", False)


def test_denied_and_lifted_acts_are_not_in_force(telling: Telling) -> None:
    lines = [
        ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop oil", "oil"),
        ("done", "RUS", "COERCE", "restrict", "KAZ", "close the border", "border"),
        ("done", "RUS", "RETREAT", "", "KAZ", "reopen the border", "border"),
    ]
    events = list(telling(lines))
    flag = Flag(kind="denied by", detail="the operator", event_id="E9")
    denied = [events[0].model_copy(update={"flags": (flag,)}), *events[1:]]
    options = labelled(frame(denied, subject="KAZ"), "RUS")
    assert not options["Stop oil"].today
    assert "Close the border" not in options
    assert "taken back since, so no option: Close the border" in frame(denied, subject="KAZ").notes
    assert labelled(frame(events, subject="KAZ"), "RUS")["Stop oil"].today
    assert any("disputed: 'Stop oil'" in n for n in frame(denied, subject="KAZ").notes)


def test_lifted_act_that_is_feared_again_stays_an_option(telling: Telling) -> None:
    lines = [
        ("done", "RUS", "COERCE", "restrict", "KAZ", "close the border", "border"),
        ("done", "RUS", "RETREAT", "", "KAZ", "reopen the border", "border"),
        ("possible", "RUS", "COERCE", "restrict", "KAZ", "close the border for good", "border"),
    ]
    (option,) = labelled(frame(telling(lines), subject="KAZ"), "RUS").values()
    assert (option.label, option.today) == ("Close the border", False)


def test_troops_that_were_asked_for_do_not_press(telling: Telling) -> None:
    lines = [
        ("done", "KAZ", "REQUEST", "assist", "RUS", "ask for troops"),
        ("done", "RUS", "MOBILIZE", "troops", "KAZ", "send soldiers", "soldiers"),
        ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop oil", "oil"),
    ]
    assert list(labelled(frame(telling(lines), subject="KAZ"), "RUS")) == ["Stop oil"]
    unasked = labelled(frame(telling(lines[1:]), subject="KAZ"), "RUS")
    assert {"Send soldiers", "Stop oil"} < unasked.keys()


def test_a_presser_of_whom_no_act_is_told_is_doubted(telling: Telling) -> None:
    """It was the wrong side in five of eleven real articles."""
    quiet = [("done", "KAZ", "REJECT", "", "RUS", "refuse to recognise the republics", "republics")]
    loud = [*quiet, ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop oil", "oil")]
    doubt = "the text tells of nothing that Russia does: check that it is the side that presses"
    assert doubt in frame(telling(quiet), subject="KAZ", other="RUS").notes
    assert doubt not in frame(telling(loud), subject="KAZ", other="RUS").notes


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Norvik", "Norvik does"),
        ("The Netherlands", "the Netherlands does"),
        ("Norvik and Sudmark", "Norvik and Sudmark do"),
        ("Norvik with allies", "Norvik with allies does"),
    ],
)
def test_the_doubt_of_a_presser_is_found_in_the_draft(name: str, told: str) -> None:
    option = {"name": "tax", "label": "Tax the boats"}
    quiet, loud = (
        make_standoff(
            make_player("EBB", ["own"]),
            make_player("HAR", [option | {"basis": basis}], name=name),
        )
        for basis in ("assumed", "quoted")
    )
    assert f"nothing that {told}: check" in doubt_presser(quiet)
    assert doubt_presser(loud) == ""


def test_words_for_any_flow_are_about_the_same_flow(telling: Telling) -> None:
    lines = [
        ("done", "RUS", "SANCTION", "discontinue", "MDA", "cut gas", "gas"),
        ("possible", "RUS", "SANCTION", "discontinue", "MDA", "halt deliveries", "deliveries"),
        ("done", "RUS", "THREATEN", "relations", "MDA", "threaten to cut off supplies within days"),
    ]
    (option,) = labelled(frame(telling(lines), subject="MDA"), "RUS").values()
    assert option.events == ("E1", "E2", "E3")


@pytest.mark.parametrize(
    "line",
    [
        ("possible", "KAZ", "SUPPORT", "", "RUS", "side with Moscow"),
        ("advised", "KAZ", "CONCEDE", "", "RUS", "accept the demands"),
        ("possible", "KAZ", "AGREE", "", "RUS", "accept the terms"),
    ],
)
def test_friendliness_ahead_is_giving_in(telling: Telling, line: Any) -> None:
    events = telling([line, ("done", "RUS", "SANCTION", "", "KAZ", "ban fish", "fish")])
    standoff = frame(events, subject="KAZ")
    give_in = standoff.player("KAZ").options[0]
    assert give_in.label == f"Give in to Russia: {line[-1]}"
    assert give_in.events == ("E1",)


def test_advice_to_find_friends_is_policy(telling: Telling) -> None:
    lines = [
        ("advised", "KAZ", "SUPPORT", "", "TUR", "deepen its alliance with Turkey"),
        ("done", "RUS", "SANCTION", "", "KAZ", "ban fish", "fish"),
    ]
    option = labelled(frame(telling(lines), subject="KAZ"), "KAZ")[
        "Deepen its alliance with Turkey"
    ]
    assert option.takes is not None


def test_least_mentioned_are_folded_into_their_kin_and_listed(telling: Telling) -> None:
    lines = [
        ("done", "RUS", "SANCTION", "discontinue", "KAZ", f"ban {thing}", thing)
        for thing in ("fish", "wine", "cheese", "timber", "cement", "potatoes")
    ]
    standoff = frame(telling(lines), subject="KAZ")
    options = labelled(standoff, "RUS")
    assert len(options) == 3
    folded = [label for o in options.values() for label in o.folded]
    assert sorted([*options, *folded]) == sorted(
        f"Ban {t}" for t in ("fish", "wine", "cheese", "timber", "cement", "potatoes")
    )
    assert {e for o in options.values() for e in o.events} == {f"E{i}" for i in range(1, 7)}


DEAR = """\
COERCE/restrict:
  role: measure
  affects: movement
  doer: [-60, -40, -20]
  target: [-40, -16, -5]
  answers: [2, 8, 20]
"""


def test_what_a_side_does_was_worth_it_to_that_side(stories: Stories, tmp_path: Path) -> None:
    book = tmp_path / "playbook.yaml"
    book.write_text(DEAR)
    events = stories["blockade"]
    tie = "close_land_border and refuse_shut_broadcaster"
    plain = yearly(frame(events), "SAU")[tie]
    widened = yearly(frame(events, playbook=book), "SAU")[tie]
    assert widened.likely == plain.likely
    assert widened.high > 40 > plain.high
    assert any("chose this although" in note for note in frame(events, playbook=book).notes)
    assert not any("chose this although" in note for note in frame(events).notes)


def test_what_a_side_has_not_done_was_not_worth_it(stories: Stories) -> None:
    standoff = frame(stories["pipeline"])
    cost = yearly(standoff, "RUS")["ban_imports_wine"]
    assert (cost.likely, cost.high) == (-3, -0.5)
    assert cost.low < -8
    assert any("could do this and has not although" in note for note in standoff.notes)


def test_generic_options_are_always_there(telling: Telling) -> None:
    events = telling([("done", "RUS", "ACCUSE", "disapprove", "KAZ", "criticise its envoys")])
    standoff = frame(events, subject="KAZ", other="RUS")
    assert list(labelled(standoff, "KAZ")) == [
        "Give in to Russia",
        "Build up the strength to stand alone (not from the text)",
    ]
    assert list(labelled(standoff, "RUS")) == ["Tighten the pressure (not from the text)"]
    assert set(standoff.courses) == {"give in", "hold", "stand alone"}


def test_who_only_demands_goes_on_demanding(telling: Telling) -> None:
    events = telling([("done", "RUS", "REQUEST", "yield", "KAZ", "demand a base")])
    (option,) = labelled(frame(events, subject="KAZ"), "RUS").values()
    assert (option.label, option.today, option.basis) == ("Keep demanding a base", True, "quoted")


def test_what_is_done_to_a_sides_people_presses_it(telling: Telling) -> None:
    complaint = ("done", "KAZ", "ACCUSE", "disapprove", "RUS", "criticise its envoys")
    permits = ("done", "RUS", "SANCTION", "discontinue", "crews", "suspend the permits")
    events = telling([complaint, permits])
    standoff = frame(events, subject="KAZ", other="RUS")
    assert list(labelled(standoff, "RUS")) == ["Suspend the permits"]


def test_a_threat_at_nobody_else_is_at_the_other_side(telling: Telling) -> None:
    complaint = ("done", "KAZ", "ACCUSE", "disapprove", "RUS", "criticise its envoys")
    threat = ("done", "RUS", "THREATEN", "", "RUS", "threaten to send its fleet")
    events = telling([complaint, threat])
    standoff = frame(events, subject="KAZ", other="RUS")
    assert list(labelled(standoff, "RUS")) == ["Send its fleet"]


def test_same_events_same_bytes_in_any_order(stories: Stories) -> None:
    for events in stories.values():
        assert dump_standoff(frame(events)) == dump_standoff(frame(tuple(reversed(events))))


def test_events_of_another_data_set_without_words_are_framed(stories: Stories) -> None:
    bare = [
        e.model_copy(update={"label": "", "object": None, "quotes": ()})
        for e in stories["kazakhstan"]
    ]
    standoff = frame(bare)
    assert labelled(standoff, "KAZ")["Hold to the refusal"].today
    assert labelled(standoff, "RUS")["Break off dealings"].today
    assert parse_standoff(dump_standoff(standoff)) == standoff


def test_corpus_is_framed_without_growing(stories: Stories) -> None:
    many = [
        e.model_copy(update={"id": f"{e.id}-{n}", "order": e.order + 100 * n})
        for n in range(300)
        for e in stories["kazakhstan"]
    ]
    one, all_of_them = frame(stories["kazakhstan"]), frame(many)
    assert all_of_them.labels() == one.labels()
    assert all(len(o.quotes) <= 24 for _, o in all_of_them.options())
    assert all_of_them.players[1].payoffs == one.players[1].payoffs


ACTIONS = ("SANCTION", "COERCE", "REJECT", "THREATEN", "POLICY", "CONDITION", "REQUEST", "ASSAULT")
WORDS = ("stop oil", "close the border", "and", "done", "über alles", "a: b", "{x}", "not", "", "1")
lines = st.tuples(
    st.sampled_from(("done", "possible", "advised", "not planned", "denied", "alleged")),
    st.sampled_from(("KAZ", "RUS", "CHN", "")),
    st.sampled_from(ACTIONS),
    st.sampled_from(("", "restrict", "busy", "until", "nonsense")),
    st.sampled_from(("KAZ", "RUS", "")),
    st.sampled_from(WORDS),
    st.sampled_from(("", "oil", "the border", "???")),
)


@given(st.lists(lines, max_size=25))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_events_give_a_right_draft_or_no_sides(telling: Telling, told: list[Any]) -> None:
    try:
        standoff = frame(telling(told), subject="KAZ")
    except NoSidesError:
        return
    assert parse_standoff(dump_standoff(standoff)) == standoff
    assert len(list(standoff.options())) + len(standoff.chance) <= 12


def test_advice_to_others_is_kept_apart(telling: Telling) -> None:
    events = telling(
        [
            ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop loadings of oil"),
            ("advised", "KAZ", "POLICY", "", "", "build storage"),
            ("advised", "RUS", "POLICY", "", "", "reopen the port"),
            ("advised", "EU", "POLICY", "", "", "send a mediator"),
        ]
    )
    standoff = frame(events, subject="KAZ", other="RUS")
    assert list(labelled(standoff, "KAZ")) == [
        "Give in to Russia",
        "Build storage",
        "Call on Russia to reopen the port",
        "Call on the European Union to send a mediator",
    ]
    assert "advised to Russia, not to the subject: reopen the port" in standoff.notes
    assert "advised to third sides: European Union: send a mediator" in standoff.notes
