"""The two main sides of a text, and what they fill in."""

from __future__ import annotations

from collections.abc import Callable

from countermove.records.events import Event

Read = Callable[..., tuple[Event, ...]]

FEUD = (
    "[Norland] threatened [Sudria] in May. [Norland] accused [Sudria] of lies. [Sudria] refused "
    "to yield. [Norland] said that it would wait. [Sudria] called for talks with [Norland]. "
)


def list_standings(events: tuple[Event, ...]) -> set[tuple[str, str, str, str]]:
    return {
        (e.actor.side if e.actor else "", e.action, e.target.side if e.target else "", e.standing)
        for e in events
    }


def test_a_side_left_out_is_the_other_main_one(read_marked: Read) -> None:
    assert ("NORLAND", "SANCTION", "SUDRIA", "done") in list_standings(
        read_marked(FEUD + "Then [Norland] suspended deliveries of coal.")
    )
    assert ("NORLAND", "SANCTION", "SUDRIA", "done") in list_standings(
        read_marked(FEUD + "Deliveries of coal to [Sudria] were suspended.")
    )


def test_a_side_from_the_rest_of_the_text_says_so(read_marked: Read) -> None:
    events = read_marked(FEUD + "Then [Norland] suspended deliveries of coal.")
    assert [e.inferred for e in events if e.action == "SANCTION"] == [("target",)]
    assert next(e for e in events if e.action == "THREATEN").inferred == ()


def test_a_short_text_has_no_main_sides(read_marked: Read) -> None:
    assert list_standings(read_marked("Deliveries of coal to [Sudria] were suspended.")) <= {
        ("", "SANCTION", "SUDRIA", "done")
    }


def test_own_staff_called_home_is_the_owners_act(read_marked: Read) -> None:
    assert ("NORLAND", "SANCTION", "SUDRIA", "done") in list_standings(
        read_marked(FEUD + "[Norland]'s specialists were called home.")
    )


def test_a_denied_act_without_a_doer_is_the_deniers(read_marked: Read) -> None:
    found = list_standings(read_marked(FEUD + "[Norland] denied that there was a blockade."))
    assert ("NORLAND", "COERCE", "SUDRIA", "denied") in found
