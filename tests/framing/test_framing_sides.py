"""Who is under pressure and who presses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from countermove.framing import frame
from countermove.framing.sides import find_sides
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
