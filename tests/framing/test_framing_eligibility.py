"""Which acts become options: what a side could take up now, and what is none of its courses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories import make_article, make_event
from tests.framing.conftest import tell

from countermove.framing import frame
from countermove.framing.counsel import is_ours, speaks_to_others
from countermove.framing.eligibility import is_history, judge_label
from countermove.framing.wording import forgo, name_pronoun
from countermove.records.events import Event, Party, Voice

QUARREL = [
    ("done", "RUS", "SANCTION", "discontinue", "KAZ", "suspend oil shipments", "oil shipments"),
    ("done", "KAZ", "REJECT", "", "RUS", "refuse to recognise the republics", "republics"),
]


@pytest.mark.parametrize(
    "label",
    [
        "be unwilling",
        "win an appeal against the fine",
        "face a points deduction",
        "cripple the country's economy",
        "rule in February",
        "vote",
        "refuse to comment",
        "deny what the markets see",
        "not deny wrongdoing",
        "declare war on the minister's agenda",
        "learn not to take for granted",
        "not do",
        "do in order to fulfil its mandate",
        "try to do",
        "threaten the country's economic security",
        "confront the Philippines",
        "take action",
        "hold water for allies",
        "refuse to export much to the islands",
    ],
)
def test_what_is_no_course(label: str) -> None:
    assert judge_label(label) == "drop"


@pytest.mark.parametrize(
    "label",
    [
        "hit Norland",
        "kill 106 villagers",
        "conduct a special operation",
        "impose sanctions 111 times",
    ],
)
def test_what_needs_plain_words(label: str) -> None:
    assert judge_label(label) == "plain"


@pytest.mark.parametrize(
    "label",
    [
        "cut off the gas",
        "see to its own security",
        "fight back",
        "vote against the bill in the council",
        "rule out a strike",
        "take the owners to court",
        "deny entry to the ships",
        "threaten to close the port",
        "hit back with tariffs on grain",
        "refuse to pay the fine",
        "use the northern route",
        "do business with the islands",
        "recognise the republic",
        "win over the neighbours",
        "learn the language of the north",
    ],
)
def test_what_is_a_course(label: str) -> None:
    assert judge_label(label) == ""


def told(text: str, **fields: Any) -> Event:
    return make_event(make_article(text), **fields)


@pytest.mark.parametrize(
    ("text", "year", "old"),
    [
        ("Oslo invaded the islands.", 1982, True),
        ("Oslo invaded the islands.", 2024, False),
        ("Oslo has blocked the port.", 1982, False),
        ("Oslo blocked the port and still blocks it.", 1982, False),
        ("A dozen years ago Oslo blocked the port.", None, True),
        ("Two years ago Oslo blocked the port.", None, False),
    ],
)
def test_what_was_done_years_ago_is_history(text: str, year: int | None, old: bool) -> None:
    day = date(year, 1, 1) if year else None
    event = told(text, action="COERCE", standing="done", label="block port").model_copy(
        update={"date": day}
    )
    assert is_history(event, date(2026, 1, 1)) is old


def test_history_is_noted_and_no_option() -> None:
    old = ("done", "RUS", "ASSAULT", "", "KAZ", "attack the northern port", "northern port")
    events = tell([*QUARREL, old])
    aged = events[-1].model_copy(update={"date": date(1982, 4, 2)})
    draft = frame((*events[:-1], aged), subject="KAZ", other="RUS", as_of=date(2026, 1, 1))
    assert not any("northern" in o.label for o in draft.player("RUS").options)
    assert any("years ago" in note and "northern port" in note for note in draft.notes)


@pytest.mark.parametrize(
    ("label", "course"),
    [
        ("not accept the deal", "refuse to accept the deal"),
        ("not reassert control over the mines", "decide not to reassert control over the mines"),
        ("build a port", "build a port"),
    ],
)
def test_what_is_advised_against_is_refused_or_left(label: str, course: str) -> None:
    assert forgo(label) == course


def test_a_pronoun_is_named_by_who_suffers_it() -> None:
    crews = Party(side="crews", name="the crews")
    event = told("The guards removed them.", action="COERCE", label="remove them from the port")
    named = event.model_copy(update={"target": crews})
    assert name_pronoun("remove them from the port", named) == "remove the crews from the port"
    assert name_pronoun("remove them", named.model_copy(update={"target": None})) == "remove them"


def advice(text: str, trigger: str, voice: str = "author", *, inferred: bool = True) -> Event:
    article = make_article(text)
    event = make_event(article, action="POLICY", standing="advised", label=trigger)
    start = text.index(trigger)
    return event.model_copy(
        update={
            "trigger": article.quote(start, start + len(trigger)),
            "voice": Voice(kind=voice),
            "actor": None,
            "inferred": ("actor",) if inferred else (),
        }
    )


def test_the_author_s_we_means_who_reads_and_a_speaker_s_does_not() -> None:
    text = "We should open the gates."
    assert is_ours(advice(text, "open"))
    assert is_ours(advice("Now is the time to open the gates.", "open"))
    assert not is_ours(advice(text, "open", "speaker"))
    assert speaks_to_others(advice(text, "open", "speaker"))
    assert not speaks_to_others(advice("The owners should open it.", "open", "speaker"))


def test_the_other_side_is_called_on_to_change_its_course_and_others_not_to_act() -> None:
    lines = [
        ("advised", "RUS", "POLICY", "urged", "", "realise that it is late"),
        ("advised", "EU", "POLICY", "urged", "", "think twice"),
    ]
    draft = frame(tell([*QUARREL, *lines]), subject="KAZ", other="RUS")
    labels = [o.label for o in draft.player("KAZ").options]
    assert "Call on Russia to change its course" in labels
    assert not any("European Union" in label for label in labels)


def test_a_demand_on_others_is_no_way_of_giving_in() -> None:
    lines = [
        ("done", "RUS", "REQUEST", "", "EU", "ask for a larger loan", "loan"),
        ("done", "RUS", "REQUEST", "", "KAZ", "demand the northern mines", "mines"),
    ]
    draft = frame(tell([*QUARREL, *lines]), subject="KAZ", other="RUS")
    giving = next(o for o in draft.player("KAZ").options if o.name == "give_in")
    quoted = " ".join(q.text for q in giving.quotes)
    assert "mines" in quoted
    assert "loan" not in quoted
