"""Events from sentences of our own: one construction each, sides marked by brackets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.events import Event

Read = Callable[[str], tuple[Event, ...]]


def list_acts(events: tuple[Event, ...]) -> set[tuple[str, str, str | None]]:
    """Action, actor and target of each event."""
    return {
        (e.action, e.actor.side if e.actor else "", e.target.side if e.target else None)
        for e in events
    }


ACTS = [
    ("[Norland] attacked [Sudria] at dawn.", "ASSAULT", "NORLAND", "SUDRIA"),
    ("[Sudria] was attacked by [Norland] at dawn.", "ASSAULT", "NORLAND", "SUDRIA"),
    ("[Norland] cut ties with [Sudria].", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] cut off gas supplies to [Sudria].", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] suspended shipments of [Sudrian:SUDRIA] grain.", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] expelled two [Sudrian:SUDRIA] diplomats.", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] recalled its ambassador from [Sudria].", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] imposed sanctions on [Sudria].", "COERCE", "NORLAND", "SUDRIA"),
    ("[Norland] closed its border with [Sudria].", "COERCE", "NORLAND", "SUDRIA"),
    ("Sanctions against [Sudria] were lifted by [Norland].", "RETREAT", "NORLAND", "SUDRIA"),
    ("[Norland] lifted sanctions against [Sudria].", "RETREAT", "NORLAND", "SUDRIA"),
    ("[Norland] released three [Sudrian:SUDRIA] sailors.", "RETREAT", "NORLAND", "SUDRIA"),
    ("[Norland] withdrew its troops from [Sudria].", "RETREAT", "NORLAND", "SUDRIA"),
    ("[Norland] refused to accept an order from [Sudria].", "REJECT", "NORLAND", "SUDRIA"),
    ("[Norland] rejected a request from [Sudria].", "REJECT", "NORLAND", "SUDRIA"),
    ("[Norland] vetoed a resolution drafted by [Sudria].", "REJECT", "NORLAND", "SUDRIA"),
    ("[Norland] accused [Sudria] of bombing villages.", "ACCUSE", "NORLAND", "SUDRIA"),
    ("[Norland] called [Sudria] a terrorist state.", "ACCUSE", "NORLAND", "SUDRIA"),
    ("[Norland] condemned [Sudria]'s decision.", "ACCUSE", "NORLAND", "SUDRIA"),
    ("[Norland] opened an investigation into [Sudria].", "ACCUSE", "NORLAND", "SUDRIA"),
    ("[Norland] urged [Sudria] to withdraw its army.", "REQUEST", "NORLAND", "SUDRIA"),
    ("[Norland] demanded that [Sudria] free the crew.", "REQUEST", "NORLAND", "SUDRIA"),
    ("[Norland] called for [Sudrian:SUDRIA] troops.", "REQUEST", "NORLAND", "SUDRIA"),
    ("[Norland] said that [Sudria] must open the strait.", "REQUEST", "NORLAND", "SUDRIA"),
    ("[Norland] threatened to invade [Sudria].", "THREATEN", "NORLAND", "SUDRIA"),
    ("[Norland] issued an ultimatum to [Sudria].", "THREATEN", "NORLAND", "SUDRIA"),
    ("[Norland] promised to send food to [Sudria].", "AGREE", "NORLAND", "SUDRIA"),
    ("[Norland] is willing to provide [Sudria] with loans.", "AGREE", "NORLAND", "SUDRIA"),
    ("[Norland] and [Sudria] agreed to share water.", "AGREE", "NORLAND", "SUDRIA"),
    ("[Norland] and [Sudria] signed a treaty.", "SUPPORT", "NORLAND", "SUDRIA"),
    ("[Norland] praised [Sudria] for its patience.", "SUPPORT", "NORLAND", "SUDRIA"),
    ("[Norland] recognised [Sudria]'s independence.", "SUPPORT", "NORLAND", "SUDRIA"),
    ("[Norland] held talks with [Sudria] in Geneva.", "CONSULT", "NORLAND", "SUDRIA"),
    ("[Norland] donated medicine to [Sudria].", "AID", "NORLAND", "SUDRIA"),
    ("[Norland] granted asylum to [Sudrian:SUDRIA] officers.", "AID", "NORLAND", "SUDRIA"),
    ("[Norland] shared intelligence with [Sudria].", "COOPERATE", "NORLAND", "SUDRIA"),
    ("[Norland] deployed troops near [Sudria].", "MOBILIZE", "NORLAND", "SUDRIA"),
    ("[Norland] bowed to [Sudria].", "CONCEDE", "NORLAND", "SUDRIA"),
    (
        "It rained.  [Norland]  expelled two [Sudrian:SUDRIA] envoys.",
        "SANCTION",
        "NORLAND",
        "SUDRIA",
    ),
    ("[Norland] backtracked on its threats to [Sudria].", "CONCEDE", "NORLAND", "SUDRIA"),
    ("[Norland] clamped down on [Sudria].", "COERCE", "NORLAND", "SUDRIA"),
    ("[Norland] had lunch with [Sudria] in Geneva.", "CONSULT", "NORLAND", "SUDRIA"),
    ("[Norland] forged an alliance with [Sudria].", "SUPPORT", "NORLAND", "SUDRIA"),
    ("[Norland] wrote off the debts of [Sudria].", "AID", "NORLAND", "SUDRIA"),
    ("[Norland] wrote a letter to [Sudria] threatening to leave.", "THREATEN", "NORLAND", "SUDRIA"),
    ("Two envoys of [Sudria] were expelled from [Norland].", "SANCTION", "NORLAND", "SUDRIA"),
    ("[Norland] and Eastmark agreed to lift sanctions on [Sudria].", "AGREE", "NORLAND", "SUDRIA"),
    ("President [Norland] meets Minister [Sudria] at the palace.", "CONSULT", "NORLAND", "SUDRIA"),
    ("[Norland] launched an offensive against [Sudria].", "ASSAULT", "NORLAND", "SUDRIA"),
    (
        "[Norland]'s suspension of gas deliveries to [Sudria] went on.",
        "SANCTION",
        "NORLAND",
        "SUDRIA",
    ),
    ("The invasion of [Sudria] by [Norland] failed.", "ASSAULT", "NORLAND", "SUDRIA"),
    ("[Norland], which seized tankers of [Sudria], is silent.", "COERCE", "NORLAND", "SUDRIA"),
    ("[Norland] tried to humiliate [Sudria].", "ACCUSE", "NORLAND", "SUDRIA"),
    ("[Norland] met its neighbours and blockaded [Sudria].", "COERCE", "NORLAND", "SUDRIA"),
]


def test_words_within_a_name_tell_no_event(read_marked: Read) -> None:
    text = "The [Coast Defence Pact:PACT] praised [Norland] in May."
    assert list_acts(read_marked(text)) == {("SUPPORT", "PACT", "NORLAND")}
    assert [e.trigger.text for e in read_marked(text) if e.trigger] == ["praised"]


def test_we_is_who_speaks(read_marked: Read) -> None:
    text = "“We condemn the raid by [Norland],” the minister of [Sudria] said on Friday."
    assert ("ACCUSE", "SUDRIA", "NORLAND") in list_acts(read_marked(text))


def test_an_auxiliary_tells_no_event(read_marked: Read) -> None:
    text = "[Norland] has thanked [Sudria] over lunch."
    assert {e.trigger.text for e in read_marked(text) if e.trigger} == {"thanked"}


@pytest.mark.parametrize(("text", "action", "actor", "target"), ACTS, ids=[a[0] for a in ACTS])
def test_who_did_what_to_whom(
    read_marked: Read, text: str, action: str, actor: str, target: str
) -> None:
    assert (action, actor, target) in list_acts(read_marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "[Norland] lies east of [Sudria].",
        "[Norland] cut taxes while [Sudria] slept.",
        "[Norland] fought inflation, and so did [Sudria].",
        "[Norland] met the deadline that [Sudria] had missed.",
        "The weather in [Norland] and [Sudria] was mild.",
    ],
)
def test_no_event_where_nothing_is_done_to_another(read_marked: Read, text: str) -> None:
    assert list_acts(read_marked(text)) == set()


MODES = [
    ("[Norland] refused to lift sanctions on [Sudria].", "REJECT", "yield"),
    ("[Norland] refused to meet [Sudria].", "REJECT", "meet"),
    ("[Norland] threatened to bomb [Sudria].", "THREATEN", "violence"),
    ("[Norland] threatened to expel [Sudrian:SUDRIA] diplomats.", "THREATEN", "expel"),
    ("[Norland] asked [Sudria] to release the crew.", "REQUEST", "yield"),
    ("[Norland] imposed a curfew in [Sudria].", "COERCE", "curfew"),
    ("[Norland] arrested [Sudrian:SUDRIA] journalists.", "COERCE", "arrest"),
    ("[Norland] declared a ceasefire with [Sudria].", "RETREAT", "ceasefire"),
    ("[Norland] shelled [Sudria].", "ASSAULT", "heavy-weapons"),
    ("[Norland] telephoned [Sudria].", "CONSULT", "phone"),
]


@pytest.mark.parametrize(("text", "action", "mode"), MODES, ids=[m[0] for m in MODES])
def test_mode(read_marked: Read, text: str, action: str, mode: str) -> None:
    assert (action, mode) in {(e.action, e.mode) for e in read_marked(text)}


def test_inner_act_is_absorbed_by_the_outer_one(read_marked: Read) -> None:
    assert list_acts(read_marked("[Norland] refused to lift sanctions on [Sudria].")) == {
        ("REJECT", "NORLAND", "SUDRIA")
    }


def test_answer_in_kind_goes_back_to_who_acted(read_marked: Read) -> None:
    text = "[Norland] mocked [Sudria]. [Sudria] retaliated by calling the governor a puppet."
    assert ("ACCUSE", "SUDRIA", "NORLAND") in list_acts(read_marked(text))


def test_him_is_not_the_subject_but_the_other_side(read_marked: Read) -> None:
    text = "[Sudria:SUDRIA] spoke first. [Norland] tried to humiliate [him:NORLAND]."
    assert ("ACCUSE", "NORLAND", "SUDRIA") in list_acts(read_marked(text))


def test_motive_is_kept_apart_from_the_act(read_marked: Read) -> None:
    text = "[Norland] suspended gas supplies to [Sudria], citing the need to repair a pump."
    (event,) = read_marked(text)
    assert event.motive == "citing the need to repair a pump"
    assert "citing" not in event.label


def test_motive_of_rudeness(read_marked: Read) -> None:
    (event,) = read_marked("[Norland], either out of malice or habit, insulted [Sudria].")
    assert event.motive == "out of malice or habit"


def test_object_is_named_by_its_words(read_marked: Read) -> None:
    (event,) = read_marked("[Norland] blocked 300 wagons of [Sudrian:SUDRIA] timber.")
    assert event.object is not None
    assert "wagons" in event.object.what
    assert event.label.startswith("block 300 wagons")


def test_label_is_short(read_marked: Read) -> None:
    for text, *_ in ACTS:
        assert all(1 <= len(e.label.split()) <= 10 for e in read_marked(text))


POLICIES = [
    ("[Sudria] must diversify its export routes.", "diversify its export routes"),
    ("[Sudria] should build reserves of grain.", "build reserves of grain"),
    ("[Sudria] needs to settle its quarrels at home.", "settle its quarrels at home"),
    ("The ministers of [Sudria] need to be reconciled.", "reconcile ministers of Sudria"),
]


@pytest.mark.parametrize(("text", "label"), POLICIES, ids=[p[0] for p in POLICIES])
def test_advice_is_a_policy(read_marked: Read, text: str, label: str) -> None:
    (event,) = read_marked(text)
    assert (event.action, event.standing, event.label) == ("POLICY", "advised", label)
    assert event.actor is not None
    assert event.actor.side == "SUDRIA"


def test_policy_is_spelled_out_by_its_clause(read_marked: Read) -> None:
    labels = [
        e.label for e in read_marked("[Sudria] must pursue a policy that protects its farmers.")
    ]
    assert labels == ["protect its farmers"]


def test_question_is_no_advice(read_marked: Read) -> None:
    assert read_marked("What should [Sudria] do now?") == ()


CONDITIONS = [
    ("Act while [Norland] is tied up in the south.", "busy"),
    ("[Norland] is bogged down in a war of its own.", "busy"),
    ("It is quiet until [Norland] finds new ships.", "until"),
    ("Things change once [Norland] is free again.", "once"),
    ("It will come when the forces of [Norland] are freed.", "once"),
]


@pytest.mark.parametrize(("text", "mode"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_clock_words_are_conditions(read_marked: Read, text: str, mode: str) -> None:
    found = [e for e in read_marked(text) if e.action == "CONDITION"]
    assert [(e.mode, e.actor.side if e.actor else "") for e in found] == [(mode, "NORLAND")]


def test_past_while_is_history(read_marked: Read) -> None:
    text = "While [Norland] denied it, [Sudria] waited."
    assert not [e for e in read_marked(text) if e.action == "CONDITION"]


def test_prospect_of_worse_is_possible(read_marked: Read) -> None:
    (event,) = read_marked(
        "The hostile acts of [Norland] can go far beyond blocking [Sudrian:SUDRIA] oil."
    )
    assert (event.action, event.standing) == ("COERCE", "possible")
    assert event.actor is not None
    assert event.actor.side == "NORLAND"


def test_same_input_gives_the_same_events(read_marked: Read) -> None:
    text = " ".join(act[0] for act in ACTS)
    assert read_marked(text) == read_marked(text)


def plain(text: str) -> str:
    """A marked text without its marks."""
    return re.sub(r"\[([^\]:]+)(?::[A-Z-]+)?\]", r"\1", text)


def check_quotes(text: str, events: tuple[Event, ...]) -> None:
    for event in events:
        for quote in (*event.quotes, *([event.trigger] if event.trigger else [])):
            assert text[quote.start : quote.end] == quote.text
            assert quote.text.strip() == quote.text
            assert quote.text


WORDS = st.sampled_from(
    "[Norland] [Sudria] attacked lifted sanctions on refused to must while until said that , . “ ” "
    "« » \n \n\n the oil of and \u202e غاز 🛢 tied up [] X's by humiliate him ' \" ;".replace(
        "[] ", ""
    ).split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=40))
def test_every_quote_equals_its_span(read_marked: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    check_quotes(plain(text), read_marked(text))


def test_quotes_equal_their_spans(read_marked: Read) -> None:
    text = " ".join(act[0] for act in ACTS)
    events = read_marked(text)
    assert len(events) >= len(ACTS) // 2
    check_quotes(plain(text), events)


def test_quote_is_the_sentence(read_marked: Read) -> None:
    (event,) = read_marked("It rained. [Norland] attacked [Sudria]. It rained again.")
    assert event.quote.text == "Norland attacked Sudria."
    assert event.trigger is not None
    assert event.trigger.text == "attacked"
