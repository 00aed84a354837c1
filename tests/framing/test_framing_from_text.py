"""From articles as people write them to drafts a reader of them would accept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from countermove.framing import frame
from countermove.reading import load, read
from countermove.records.events import Event
from countermove.records.standoffs import Standoff
from countermove.solving import solve

ARTICLES = Path(__file__).parent / "articles"


@cache
def draft(path: Path) -> tuple[tuple[Event, ...], Standoff]:
    events = read(load(path))
    return events, frame(events)


def labels(standoff: Standoff, player: str, *, today: bool | None = None) -> str:
    return "; ".join(
        o.label for p, o in standoff.options() if p == player and today in (None, o.today)
    ).lower()


def test_steppe() -> None:
    _, standoff = draft(ARTICLES / "steppe.txt")
    assert (standoff.subject, standoff.others[0].id) == ("KAZ", "RUS")
    assert "refuse to accept" in labels(standoff, "KAZ", today=True)
    assert "consolidate its society" in labels(standoff, "KAZ", today=False)
    assert "loadings of kazakh oil" in labels(standoff, "RUS", today=True)
    assert [c.name for c in standoff.chance] == ["busy"]


def test_pipeline() -> None:
    _, standoff = draft(ARTICLES / "pipeline.txt")
    assert (standoff.subject, standoff.others[0].id) == ("MDA", "RUS")
    assert "buy gas from other suppliers" in labels(standoff, "MDA", today=False)
    assert "gas deliveries" in labels(standoff, "RUS", today=True)
    assert "wine" in labels(standoff, "RUS", today=False)


def test_emirate() -> None:
    _, standoff = draft(ARTICLES / "emirate.txt")
    assert (standoff.subject, standoff.others[0].id) == ("QAT", "SAU")
    assert "shipping routes" in labels(standoff, "QAT", today=False)
    assert "refuse to shut down" in labels(standoff, "QAT", today=True)
    assert "border" in labels(standoff, "SAU", today=True)
    assert "invade" in labels(standoff, "SAU", today=False)


def test_dockers() -> None:
    _, standoff = draft(ARTICLES / "dockers.txt")
    other = standoff.others[0].id
    assert "dockers" in standoff.subject
    assert "northport" in other
    assert "strike at four terminals" in labels(standoff, standoff.subject, today=True)
    assert "strike fund" in labels(standoff, standoff.subject, today=False)
    assert "pay rise" in labels(standoff, other, today=True)


@pytest.mark.parametrize("name", ["steppe", "pipeline", "emirate", "dockers"])
def test_draft_from_text_answers_with_its_own_options(name: str) -> None:
    _, standoff = draft(ARTICLES / f"{name}.txt")
    best = solve(standoff).play.best_course
    own = {o.name for p, o in standoff.options() if p == standoff.subject}
    assert set(standoff.courses[best]) <= own


def test_essay(shared: Path) -> None:
    events, standoff = draft(shared / "essays" / "tokayev.txt")
    assert (standoff.subject, standoff.others[0].id) == ("KAZ", "RUS")
    own = labels(standoff, "KAZ", today=False)
    assert "security" in own
    assert "consolidate" in own
    assert "order" in labels(standoff, "KAZ", today=True)
    assert "1,700 rail cars" in labels(standoff, "KAZ", today=True)
    assert "oil" in labels(standoff, "RUS", today=True)
    assert "far beyond" in labels(standoff, "RUS", today=False)
    assert "interfere" in labels(standoff, "RUS", today=False)
    (clock,) = standoff.chance
    assert "tied up in Ukraine" in clock.label
    quotes = {e.id: e.quotes for e in events}
    for _, option in standoff.options():
        assert set(option.quotes) <= {q for id in option.events for q in quotes[id]}


def test_essay_answer_moves_with_the_payoffs(shared: Path) -> None:
    _, standoff = draft(shared / "essays" / "tokayev.txt")
    first = solve(standoff).play.best_course
    assert first != "give in"
    assert solve(standoff.with_payoff("KAZ", when="give_in", per_year=80)).play.best_course == (
        "give in"
    )
