"""What happened: the chronology under its takeaway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.phrasing.letters import capital
from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.reporting.briefing.plain import num_word
from countermove.reporting.charts.chronology import chronology, supported
from countermove.reporting.figures import Figure

__all__ = ["Story", "tell_story"]

MOST = 12


@dataclass(frozen=True)
class Story:
    """The chronology with its takeaway as the title, and what it leaves out."""

    title: str
    figure: Figure

    @property
    def note(self) -> str:
        """The caption without where each side stands, which the lanes say themselves."""
        return self.figure.caption.split(". ", maxsplit=1)[-1]


def tell_story(answer: Answer, events: Sequence[Event]) -> Story | None:
    """The chronology of at most twelve events; None without events."""
    standoff = answer.stress.standoff
    name = standoff.player(standoff.subject).name
    title = say_takeaway(events, standoff.subject, name)
    modelled = frozenset(i for _, o in standoff.options() for i in o.events)
    figure = chronology(
        events,
        standoff.subject,
        name,
        name="happened",
        title=title,
        most=MOST,
        first=modelled,
    )
    return Story(title, figure) if figure is not None else None


def say_takeaway(events: Sequence[Event], subject: str, name: str) -> str:
    """Who did how much, and how much of it the text tells as an answer."""
    done = [e for e in events if e.standing == "done" and not e.negated and e.actor]
    own = sum(e.actor is not None and e.actor.side == subject for e in done)
    known = {e.id for e in events}
    answers = sum(any(k.event_id in known for k in supported(e)) for e in events)
    counted = f"{capital(name)} acted {times(own)}, others {times(len(done) - own)}"
    if not answers:
        return f"{counted}; the text calls none of it an answer"
    verb = "is an answer" if answers == 1 else "are answers"
    return f"{counted}; {num_word(answers)} of these {verb} by the words of the text"


def times(count: int) -> str:
    """How often.

    >>> times(0), times(1), times(2), times(5)
    ('not at all', 'once', 'twice', 'five times')
    """
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{num_word(count)} times")
