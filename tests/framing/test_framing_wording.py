"""Labels and names: good English, and words a condition can speak of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_article, make_event

from countermove.framing.playbook import load_playbook
from countermove.framing.wording import label_event, name_option
from countermove.records.conditions import parse_condition
from countermove.records.events import Event, Thing


def make_act(label: str, text: str = "x", action: str = "SANCTION", thing: str = "") -> Event:
    """An act with a label, told by a text, and what it is done to."""
    done_to: dict[str, Any] = {"object": Thing(what=thing)} if thing else {}
    return make_event(make_article(text), action=action, label=label, **done_to)


@pytest.mark.parametrize(
    ("label", "text", "action", "written"),
    [
        (
            "refuse to accept Order of Merit",
            "He refused to accept the Order of Merit.",
            "REJECT",
            "Refuse to accept the Order of Merit",
        ),
        (
            "leave two of three moorings of port idle",
            "Two of the three moorings of the port had been idle.",
            "SANCTION",
            "Leave two of the three moorings of the port idle",
        ),
        (
            "block rail cars of coal in retaliation",
            "In retaliation it blocked the rail cars of the coal.",
            "SANCTION",
            "Block the rail cars of the coal in retaliation",
        ),
        ("cut gas by third", "It cut the gas by a third.", "SANCTION", "Cut the gas by a third"),
        ("interfere in Elbonia later", "x", "COERCE", "Interfere in Elbonia"),
        ("threaten to cut off gas", "x", "THREATEN", "Cut off gas"),
        ("allow Elbonia to feed itself alone", "x", "POLICY", "Feed itself alone"),
        ("unite people and should arm", "x", "POLICY", "Unite people and arm"),
        ("halt deliveries after Elbonia", "x", "SANCTION", "Halt deliveries"),
        ("suspend oil two days before", "x", "SANCTION", "Suspend oil"),
        ("threaten Elbonia with war", "x", "THREATEN", "Tighten the pressure: war"),
        ("suspension", "x", "SANCTION", "Impose penalties"),
    ],
)
def test_labels_read_well(label: str, text: str, action: str, written: str) -> None:
    told = make_act(label, text, action)
    entry = load_playbook().find(action, "", label, ())
    assert label_event(told, entry) == written


def test_object_stands_in_where_the_label_says_too_little() -> None:
    entry = load_playbook().find("SANCTION", "discontinue", "oil", ())
    told = make_act("suspension", thing="Elbonian oil")
    assert label_event(told, entry) == "Stop or slow Elbonian oil"


@given(st.lists(st.text(max_size=60), max_size=5))
def test_names_differ_and_conditions_can_speak_of_them(labels: list[str]) -> None:
    taken: list[str] = []
    for label in labels:
        taken.append(name_option(label, taken))
        assert parse_condition(f"{taken[-1]} and not done({taken[-1]})").names() == {taken[-1]}
    assert len(set(taken)) == len(taken)
