"""Advice as an option: to the subject, to others, to nobody named, and against something."""

from __future__ import annotations

import pytest
from tests.factories import make_article, make_event
from tests.framing.conftest import tell

from countermove.framing import frame
from countermove.framing.counsel import find_kind, is_duty
from countermove.records.events import Event
from countermove.records.labels import find_faults

QUARREL = [
    ("done", "RUS", "SANCTION", "discontinue", "KAZ", "suspend oil shipments", "oil shipments"),
    ("done", "KAZ", "REJECT", "", "RUS", "refuse to recognise the republics", "republics"),
]


def options(*lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The subject's options of a quarrel with some advice: labels, with those folded in."""
    events = tell([*QUARREL, *lines])
    draft = frame(events, subject="KAZ", other="RUS")
    return {o.label: o.folded for o in draft.player("KAZ").options}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("talk to the ministry", "talk"),
        ("strike a deal with the ministry", "talk"),
        ("strike for a week", "voice"),
        ("continue to insist on talks", "refuse"),
        ("not accept the deal", "yield"),
        ("stand firm on the border", "refuse"),
        ("retaliate with tariffs", "press"),
        ("build a second pipeline", ""),
        ("go to court over the fees", "law"),
        ("unite with other unions", "ally"),
    ],
)
def test_the_verb_says_what_kind_of_course_it_is(label: str, kind: str) -> None:
    assert find_kind(label) == kind


def test_what_others_are_advised_the_subject_can_call_for() -> None:
    found = options(
        ("advised", "RUS", "POLICY", "urged", "", "reopen the northern port"),
        ("advised", "EU", "POLICY", "urged", "", "send a mediator to the port"),
        ("advised", "", "POLICY", "urged", "", "have the northern port reopened"),
        ("advised", "", "POLICY", "urged", "", "get the world to watch over the harbour"),
    )
    assert "Call on Russia to reopen the northern port" in found
    others = found["Call on the European Union to send a mediator to the port"]
    assert others == (
        "Press to have the northern port reopened",
        "Press for the world to watch over the harbour",
    )


@pytest.mark.parametrize("subject", ["KAZ", "crews"])
def test_advice_without_a_doer_is_meant_for_a_state_and_not_for_crews(subject: str) -> None:
    told = [tuple(subject if field == "KAZ" else field for field in line) for line in QUARREL]
    advised = ("advised", "", "POLICY", "urged", "", "class seamen as essential workers")
    *others, last = tell([*told, advised])
    events = (*others, last.model_copy(update={"inferred": ("actor",)}))
    labels = {o.label for o in frame(events, subject=subject, other="RUS").player(subject).options}
    own, call = "Class seamen as essential workers", "Press to class seamen as essential workers"
    assert (own in labels, call in labels) == (subject == "KAZ", subject != "KAZ")


@pytest.mark.parametrize(
    ("quote", "advises"),
    [
        ("The crews are paid little and have to bring their own tools.", False),
        ("The crews need to pay for the ferry.", False),
        ("The crews need to stand together, and they should bring their own tools.", True),
        ("We crews have to bring our own tools to the yard.", True),
    ],
)
def test_what_people_have_to_do_is_their_lot_and_no_advice(quote: str, advises: bool) -> None:
    told = {"action": "POLICY", "standing": "advised", "label": "bring tools"}
    event = make_event(make_article(quote), actor="crews", **told)
    assert is_duty(event) is not advises


def test_a_bare_verb_is_not_called_for() -> None:
    found = options(("advised", "RUS", "POLICY", "urged", "", "realise"))
    assert [x for x in found if x.startswith("Call")] == ["Call on Russia to change its course"]


def test_a_call_not_to_do_something_keeps_its_sign() -> None:
    found = options(("not advised", "RUS", "POLICY", "urged", "", "not close the northern port"))
    assert "Call on Russia not to close the northern port" in found


def test_what_the_other_side_is_advised_to_press_with_is_its_own_option() -> None:
    events = tell(
        [*QUARREL, ("advised", "RUS", "POLICY", "urged", "", "impose tariffs on grain at once")]
    )
    draft = frame(events, subject="KAZ", other="RUS")
    assert "Impose tariffs on grain at once" in {o.label for o in draft.player("RUS").options}
    assert not any("tariffs" in o.label for o in draft.player("KAZ").options)


def test_advice_without_a_verb_of_the_table_is_an_option_by_its_own_words() -> None:
    found = options(("advised", "KAZ", "POLICY", "urged", "", "teach every clerk to swim well"))
    assert "Teach every clerk to swim well" in found


def test_advice_by_its_words_alone_changes_nothing_about_the_sides() -> None:
    plain: tuple[Event, ...] = tell(QUARREL * 3)
    more = tell([*QUARREL * 3, *[("advised", "EU", "POLICY", "urged", "", "send a ship")] * 9])
    one, other = frame(plain), frame(more)
    assert (one.subject, one.others[0].id) == (other.subject, other.others[0].id)


def test_long_calls_are_cut_at_a_border() -> None:
    label = (
        "grant full residency rights to the hundreds of thousands of people who hold a card of "
        "the second class in the islands"
    )
    found = options(("advised", "RUS", "POLICY", "urged", "", label))
    assert "Call on Russia to grant full residency rights" in found
    assert not any(find_faults(option) for option in found if not option.endswith(")"))


def test_what_is_only_alleged_is_no_course_in_the_words_of_who_alleges_it() -> None:
    told = ("alleged", "KAZ", "COERCE", "restrict", "RUS", "block 1,700 coal wagons", "coal wagons")
    denied = (
        "denied",
        "KAZ",
        "COERCE",
        "restrict",
        "RUS",
        "block 1,700 coal wagons",
        "coal wagons",
    )
    assert "Block supplies" in options(denied)
    assert not any("1,700" in label for label in options(denied))
    assert "Block 1,700 coal wagons" in options(told)  # taken to be in force, and noted as alleged


def test_a_firm_does_not_strike() -> None:
    strike = (
        "planned",
        "northport-harbours",
        "PROTEST",
        "strike",
        "dockers-union",
        "strike on Monday",
    )
    lines = [
        (
            "done",
            "northport-harbours",
            "COERCE",
            "restrict",
            "dockers-union",
            "lock out the shifts",
        ),
        (
            "done",
            "dockers-union",
            "REJECT",
            "",
            "northport-harbours",
            "refuse the new rules",
            "rules",
        ),
        strike,
    ]
    draft = frame(tell(lines), subject="dockers-union", other="northport-harbours")
    assert not any("trike" in o.label for o in draft.player("northport-harbours").options)
