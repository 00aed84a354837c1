"""Articles written without a look at the reader, about sides that no table has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from countermove.framing import frame
from countermove.reading import load, read
from countermove.records.events import Event
from countermove.records.standoffs import Standoff

ARTICLES = Path(__file__).parent / "articles"


@cache
def draft(name: str) -> tuple[tuple[Event, ...], Standoff]:
    articles = load(ARTICLES / f"{name}.txt")
    events = read(articles)
    return events, frame(events, articles=articles, least=0.0)


@pytest.mark.parametrize(
    ("name", "subject", "other"),
    [
        ("sarrin", "SARRIN", "KEDORA"),
        ("brenner", "assembly-workers", "brenner-motors"),
        ("tidewell", "tidewell", "orchid"),
        ("hamdari", "hamdari", "BELGORA"),
        ("marlow", "dockers", "harbourline"),
    ],
)
def test_the_sides_of_an_article_nobody_tuned(name: str, subject: str, other: str) -> None:
    _, standoff = draft(name)
    assert (standoff.subject, standoff.others[0].id) == (subject, other)


def acts(name: str) -> set[tuple[str, str, str]]:
    events, _ = draft(name)
    return {(e.actor.side, e.action, e.standing) for e in events if e.actor}


def test_a_blockade_told_with_one_side_a_sentence() -> None:
    told = acts("sarrin")
    assert ("KEDORA", "COERCE", "done") in told
    assert ("KEDORA", "MOBILIZE", "done") in told
    assert ("KEDORA", "REQUEST", "done") in told
    assert ("SARRIN", "REJECT", "done") in told
    assert ("KEDORA", "THREATEN", "done") in told


def test_a_threat_is_an_option_by_what_is_threatened() -> None:
    _, standoff = draft("sarrin")
    labels = [o.label for player, o in standoff.options() if player == "KEDORA"]
    assert "Take further steps" in labels


def test_what_a_firm_does_to_its_employees_it_does_to_the_union() -> None:
    _, standoff = draft("brenner")
    labels = [o.label for player, o in standoff.options() if player == "brenner-motors"]
    assert any(label.startswith("Lock out 1,100 employees") for label in labels)


def test_advice_to_keep_and_not_to_call() -> None:
    _, standoff = draft("marlow")
    labels = [o.label for player, o in standoff.options() if player == "dockers"]
    assert "Keep the overtime ban" in labels


def test_the_own_side_of_an_author_who_says_we() -> None:
    told = acts("hamdari")
    assert ("BELGORA", "COERCE", "done") in told
    assert ("hamdari", "POLICY", "advised") in told
