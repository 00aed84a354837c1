"""Advice in any sentence: whoever is advised, whatever the verb, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from countermove.records.events import Event

Read = Callable[..., tuple[Event, ...]]

OPENING = "[Norland] accused [Sudria] of lies. "


def counsels(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    """Who is advised (empty for nobody named) and what, of advice by its words alone."""
    return [(e.actor.side if e.actor else "", e.label) for e in events if e.urged]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The loan must be renegotiated.", "have the loan renegotiated"),
        ("The world must not stand idle.", "get the world not to stand idle"),
        ("It is urgent to rebuild the harbour.", "rebuild harbour"),
        ("The most important step is to classify seamen as workers.", "classify seamen as workers"),
        ("A large cut in tariffs is urgently needed.", "bring about a large cut in tariffs"),
        ("There should be a public inquiry.", "bring about a public inquiry"),
        ("It is time for the clerics to rethink their strategy.", "to rethink their strategy"),
        ("Now would be a good time to open the gates.", "open gates"),
        ("It is time that a levy was imposed on transfers.", "have a levy imposed on transfers"),
        ("It would be better, as the law says, to send the crews home.", "send crews home"),
        ("The first priority must be putting people to work.", "put people to work"),
        ("We urge the ministers to drop the bill.", "get the ministers to drop bill"),
        ("The growers have no choice but to sell the herd.", "get the growers to sell herd"),
        ("The pact is the only viable way out.", "bring about the pact"),
    ],
)
def test_what_is_advised_is_named_by_its_own_words(
    read_marked: Read, text: str, label: str
) -> None:
    found = counsels(read_marked(OPENING + text))
    assert [(side, label in told) for side, told in found] == [("", True)]


@pytest.mark.parametrize(
    "text",
    [
        "It should come as no surprise.",
        "The strike should have ended.",
        "Members are required to pay fees.",
        "The growers did not have to leave.",
        "You do not need to worry about the fees.",
        "Politicians argue that fees must rise.",
        "The court ruled that the fees must be paid.",
        "If the fees should rise, people leave.",
        "It must be hard to understand the fees.",
        "What must be done is a mystery.",
        "People wonder where the strike should go.",
        "The fees that should be paid are high.",
        "“Open the gate,” said the general.",
        "Must the fees rise?",
        "The workers must feel bitter.",
    ],
)
def test_what_only_looks_like_advice(read_marked: Read, text: str) -> None:
    assert counsels(read_marked(OPENING + text)) == []


def test_advice_against_keeps_its_sign(read_marked: Read) -> None:
    found = [e for e in read_marked(f"{OPENING}The loan must not be paid.") if e.urged]
    assert [(e.negated, e.standing, e.label) for e in found] == [
        (True, "advised", "not have the loan paid")
    ]


def test_who_is_not_named_is_left_open(read_marked: Read) -> None:
    text = f"{OPENING}It is urgent to rebuild the harbour. The loan must be paid."
    found = [e for e in read_marked(text) if e.urged]
    assert [(e.actor, e.inferred) for e in found] == [(None, ("actor",)), (None, ())]


def test_a_quoted_voice_is_kept_with_its_name(read_marked: Read) -> None:
    text = f"{OPENING}“The loan must be renegotiated with the larger banks,” said [Ann Ode]."
    found = [e for e in read_marked(text) if e.urged]
    assert [(e.voice.kind, e.label) for e in found] == [
        ("speaker", "have the loan renegotiated with larger banks")
    ]
