"""Who is under pressure and who presses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from countermove.framing import frame
from countermove.framing.sides import find_sides, speak
from countermove.records.articles import Article
from countermove.records.errors import NoSidesError
from countermove.records.events import Event

Telling = Callable[[Any], tuple[Event, ...]]


@pytest.mark.parametrize(
    ("story", "subject", "other"),
    [
        ("kazakhstan", "KAZ", "RUS"),
        ("union", "dockers-union", "northport-harbours"),
        ("pipeline", "MDA", "RUS"),
        ("blockade", "QAT", "SAU"),
    ],
)
def test_sides_are_found(
    stories: dict[str, tuple[Event, ...]], story: str, subject: str, other: str
) -> None:
    sides = find_sides(stories[story])
    assert (sides.subject, sides.other) == (subject, other)


def test_named_sides_are_taken(stories: dict[str, tuple[Event, ...]]) -> None:
    events = stories["kazakhstan"]
    assert find_sides(events, subject="RUS").other == "KAZ"
    assert find_sides(events, subject="russia").subject == "RUS"
    assert find_sides(events, other="RUS").subject == "KAZ"
    assert find_sides(events, subject="KAZ", other="China").other == "CHN"


def test_those_who_press_together_are_one_side(
    stories: dict[str, tuple[Event, ...]],
) -> None:
    assert find_sides(stories["blockade"]).allies == ("ARE",)
    labels = [o.label for p, o in frame(stories["blockade"]).options() if p == "SAU"]
    assert "Close ports to its ships" in labels


def test_people_who_are_only_advised_are_the_subject_under_another_name(telling: Telling) -> None:
    union, company = "dockers-union", "northport-harbours"
    lines = [
        ("done", company, "COERCE", "restrict", union, "lock out the night shifts"),
        ("advised", "crews", "POLICY", "", "", "build up a strike fund"),
        ("advised", "EU", "POLICY", "", "", "pass a law"),
    ]
    standoff = frame(telling(lines))
    assert "Build up a strike fund" in [o.label for p, o in standoff.options() if p == union]
    assert "taken to be another name for Dockers' union: the crews" in standoff.notes
    assert find_sides(telling(lines)).kin == ("crews",)
    swapped = [("done", "RUS", "COERCE", "", "KAZ", "close the border"), lines[1]]
    assert find_sides(telling(swapped)).kin == ()


def test_the_one_asked_about_is_the_subject(telling: Telling) -> None:
    events = telling(
        [
            ("done", "KAZ", "SANCTION", "discontinue", "RUS", "stop coal", "coal"),
            ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop oil", "oil"),
        ]
    )
    for title, subject in (("What should Russia do?", "RUS"), ("Kazakhstan: what now?", "KAZ")):
        article = Article.from_text(title, id="a", title=title)
        assert find_sides(events, articles=[article]).subject == subject


def test_no_sides_says_what_was_found_and_what_to_do(telling: Telling) -> None:
    events = telling([("done", "KAZ", "CONSULT", "visit", "CHN", "visit China")])
    with pytest.raises(NoSidesError, match=r"Kazakhstan \(KAZ, 1×\).*--subject and --other"):
        frame(events)
    with pytest.raises(NoSidesError, match="no sides were found"):
        frame([])
    with pytest.raises(NoSidesError, match=r"'Kazakstan' does not occur.*'Kazakhstan'"):
        frame(events, subject="Kazakstan")
    with pytest.raises(NoSidesError, match="nobody who presses or is pressed by China"):
        frame(events, subject="CHN")


def test_date_is_that_of_the_last_thing_done(stories: dict[str, tuple[Event, ...]]) -> None:
    events = [
        e.model_copy(update={"date": date(2022, 6, 10 + e.order)}) for e in stories["kazakhstan"]
    ]
    assert frame(events).as_of == date(2022, 6, 19)
    assert frame(events, as_of=date(2022, 7, 7)).as_of == date(2022, 7, 7)
    assert frame(stories["kazakhstan"]).as_of is None


def test_a_complaint_to_a_third_is_no_pressure_on_it(telling: Telling) -> None:
    lines = [
        ("done", "QAT", "PROTEST", "demo", "EU", "protest to the European Union"),
        ("done", "QAT", "ACCUSE", "allege", "EU", "complain about it to the European Union"),
        ("done", "SAU", "ACCUSE", "allege", "QAT", "accuse Qatar"),
        ("advised", "QAT", "POLICY", "", "", "open new sea routes"),
    ]
    sides = find_sides(telling(lines))
    assert (sides.subject, sides.other) == ("QAT", "SAU")


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("dockers", "the dockers"),
        ("Dockers' Union", "the Dockers' Union"),
        ("United Kingdom", "the United Kingdom"),
        ("Kazakhstan", "Kazakhstan"),
        ("The Netherlands", "The Netherlands"),
    ],
)
def test_names_take_their_article(name: str, spoken: str) -> None:
    assert speak(name) == spoken


def test_a_title_that_asks_about_a_side_makes_it_the_subject(telling: Telling) -> None:
    lines = [
        ("done", "KAZ", "ACCUSE", "allege", "RUS", "accuse Russia"),
        ("done", "RUS", "ACCUSE", "allege", "KAZ", "accuse Kazakhstan"),
    ]
    for name, code in (("Russia", "RUS"), ("Kazakhstan", "KAZ")):
        article = Article.from_text("Text.", id="a", title=f"What {name} can do about it")
        assert find_sides(telling(lines), articles=[article]).subject == code


def test_force_that_could_be_used_and_was_not_is_drafted_as_not_tempting(
    telling: Telling,
) -> None:
    lines = [
        ("done", "SAU", "COERCE", "restrict", "QAT", "close the border"),
        ("done", "QAT", "REJECT", "", "SAU", "refuse to close the station"),
        ("possible", "SAU", "ASSAULT", "", "QAT", "attack the emirate"),
    ]
    standoff = frame(telling(lines))
    force = next(n for p, n in ((p, o.name) for p, o in standoff.options()) if "attack" in n)
    once = [p for p in standoff.player("SAU").payoffs if p.once and force in p.when]
    assert sum(p.once.likely for p in once if p.once) < 0
    assert any("could use force and has not" in note for note in standoff.notes)


def test_an_advised_offer_is_no_giving_in(telling: Telling) -> None:
    lines = [
        ("done", "SAU", "COERCE", "restrict", "QAT", "close the border"),
        ("advised", "QAT", "AGREE", "", "SAU", "offer Saudi Arabia a share of the gas"),
    ]
    standoff = frame(telling(lines))
    labels = {o.name: o.label for p, o in standoff.options() if p == "QAT"}
    assert labels["give_in"] == "Give in to Saudi Arabia"
    assert "Offer Saudi Arabia a share of the gas" in labels.values()
