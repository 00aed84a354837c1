"""The readings of "should", "must", "had to" and "need to", each with its siblings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from countermove.records.events import Event

Read = Callable[..., tuple[Event, ...]]
NORLAND = "NORLAND"
OPENING = "[Norland] accused [Sudria] of lies. "

ADVICE = {
    "duty": "[Norland] should reopen the northern harbour.",
    "necessity": "[Norland] must reopen the northern harbour.",
    "need": "[Norland] needs to reopen the northern harbour.",
    "have to": "[Norland] has to reopen the northern harbour.",
    "ought": "[Norland] ought to reopen the northern harbour.",
    "better": "[Norland] had better reopen the northern harbour.",
    "well": "[Norland] would do well to reopen the northern harbour.",
    "reason given": "That is why [Norland] must reopen the northern harbour.",
    "cleft": "It is [Norland], not the crews, who must reopen the northern harbour.",
    "adverb between": "[Norland] must now reopen the northern harbour.",
    "time": "It is time for [Norland] to reopen the northern harbour.",
    "imperative quality": "It is vital for [Norland] to reopen the northern harbour.",
    "rhetorical": "One has to ask why [Norland] should not reopen the northern harbour.",
}
NONE = {
    "expectation": "[Norland] should still reopen the northern harbour by May.",
    "expectation of a feeling": "[Norland] should be glad of the northern harbour.",
    "surprise": "[Norland]'s silence should come as no surprise.",
    "probable": "[Norland] should probably recover by May.",
    "inference, going on": "[Norland] must be thinking of the northern harbour.",
    "inference, perfect": "[Norland] must have reopened the northern harbour.",
    "inference, inward": "[Norland] must know the northern harbour.",
    "inference, sure": "[Norland] must surely see the northern harbour.",
    "regret": "[Norland] should have reopened the northern harbour.",
    "past": "[Norland] had to reopen the northern harbour.",
    "past need": "[Norland] needed to reopen the northern harbour.",
    "forecast": "[Norland] will have to reopen the northern harbour.",
    "forecast, adverb": "[Norland] will soon have to reopen the northern harbour.",
    "counterfactual": "[Norland] would have to reopen the northern harbour.",
    "counterfactual, adverb": "[Norland] would still need to reopen the northern harbour.",
    "chance": "[Norland] may need to reopen the northern harbour.",
    "condition": "If [Norland] should reopen the northern harbour, the crews will rest.",
    "asked": "People wonder whether [Norland] should reopen the northern harbour.",
    "question": "Should [Norland] reopen the northern harbour?",
    "relative": "The harbour that [Norland] must reopen is old.",
    "court": "The court ruled that [Norland] must reopen the northern harbour.",
    "no need": "[Norland] does not need to worry about the harbour.",
    "reason": "[Norland] has reason to believe the captains.",
    "neighbour": "[Norland]'s partners must reopen the northern harbour.",
    "rule": "Late forms of [Norland] shall not be accepted.",
}


def advised_of(events: tuple[Event, ...], side: str) -> list[Event]:
    return [e for e in events if e.standing == "advised" and e.actor and e.actor.side == side]


@pytest.mark.parametrize("reading", list(ADVICE))
def test_what_a_side_is_advised(read_marked: Read, reading: str) -> None:
    (found,) = advised_of(read_marked(OPENING + ADVICE[reading]), NORLAND)
    assert "reopen" in found.label
    assert "harbour" in found.label
    assert not found.negated


@pytest.mark.parametrize("reading", list(NONE))
def test_readings_that_advise_a_side_nothing(read_marked: Read, reading: str) -> None:
    assert advised_of(read_marked(OPENING + NONE[reading]), NORLAND) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "It is the states, not the owners and managers, who must mend the quay.",
            "get the states to mend quay",
        ),
        (
            "[Norland]'s partners must help the northern harbour.",
            "get Norland's partners to help northern harbour",
        ),
        (
            "An attack on the northern harbour is too dangerous.",
            "avoid an attack on the northern harbour",
        ),
        (
            "A blockade of the northern harbour is no answer.",
            "avoid a blockade of the northern harbour",
        ),
        ("The crews must unite.", "get the crews to unite"),
        (
            "We ask three things.\n\n1. Refrain from closing the northern harbour.\n\n"
            "2. Proactively publish all orders of the harbour.",
            "refrain from closing northern harbour",
        ),
        (
            "We urge the owners to learn, to listen and to yield the quay.",
            "get the owners to yield quay",
        ),
        ("We must rally behind the crews.", "rally behind crews"),
    ],
)
def test_who_is_meant_is_named(read_marked: Read, text: str, label: str) -> None:
    assert label in [e.label for e in read_marked(OPENING + text) if e.standing == "advised"]


@pytest.mark.parametrize(
    "text",
    [
        "A [Norland] strike on the harbour would slow [Sudria]'s trade.",
        "An attack by [Norland] on [Sudria] could stop the trade.",
        "A [Norland] blockade of [Sudria] is not an option.",
        "A [Norland] attack on [Sudria] is too dangerous.",
    ],
)
def test_an_act_that_a_noun_only_supposes_is_none(read_marked: Read, text: str) -> None:
    told = [e for e in read_marked(text) if e.action in ("ASSAULT", "COERCE")]
    assert [e for e in told if e.standing == "done" and not e.negated] == []


@pytest.mark.parametrize(
    "end",
    ["[Norland] should not have", "[Norland] must have", "It should have", "1) Go", "2. Refuse",
     "- Wait", "[Norland] should", "[Norland] needs to", "It is time to", "The first step is"],
)  # fmt: skip
def test_a_text_may_end_right_behind_its_cue(read_marked: Read, end: str) -> None:
    assert all(event.quotes for event in read_marked(f"{OPENING}\n\n{end}"))
