"""Advice that opens with a bare verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.factories import read_text

from countermove.records.events import Event

Read = Callable[..., tuple[Event, ...]]

FEUD = (
    "[Norland] threatened [Sudria] in May. [Norland] accused [Sudria] of lies. [Norland] suspended "
    "deliveries of coal to [Sudria]. [Norland] said that it would wait. "
)


def advice(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(e.actor.side, e.label) for e in events if e.actor and e.action == "POLICY"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Pay the growers now.", ["pay growers now"]),
        ("Above all, keep the pipeline open.", ["keep pipeline open"]),
        ("Fill the storage and build a second road.", ["fill storage and build second road"]),
    ],
)
def test_an_imperative_advises_the_side_under_pressure(
    read_marked: Read, text: str, labels: list[str]
) -> None:
    found = [label for side, label in advice(read_marked(FEUD + text)) if side == "SUDRIA"]
    assert found[: len(labels)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Let us pause here.",
        "“Open the gate,” said the general.",
        "Take it or leave it?",
        "Note the date.",
    ],
)
def test_what_only_looks_like_advice(read_marked: Read, text: str) -> None:
    assert advice(read_marked(FEUD + text)) == []


def test_a_list_of_what_the_other_side_can_do_is_no_advice() -> None:
    text = (
        "Norway threatened Estonia in May. Norway accused Estonia of lies. Norway suspended "
        "deliveries of coal to Estonia. Norway said that it would wait.\n\n"
        "What Norway can do\n\nClose the border.\n\nWhat to do\n\nFill the storage."
    )
    events = read_text(text)
    assert advice(events) == [("EST", "fill storage")]


def test_a_text_without_two_sides_gives_no_one_advice(read_marked: Read) -> None:
    assert advice(read_marked("[Norland] waited. Pay the growers now.")) == []
