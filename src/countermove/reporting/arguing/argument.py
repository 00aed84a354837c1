"""The five charts of the argument, put together from the records of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.reporting.arguing.deciding import Deciding, list_deciding
from countermove.reporting.arguing.leading import Leading, list_leading
from countermove.reporting.arguing.past_cases import PastCases, list_past_cases
from countermove.reporting.arguing.story import Story, tell_story
from countermove.reporting.arguing.timing import Timing, lay_out_time

__all__ = ["Argument", "write_argument"]


@dataclass(frozen=True)
class Argument:
    """What happened, how such stand-offs have gone, what each course leads to, what decides
    it, and the clock; None where there is nothing to show."""

    story: Story | None
    past: PastCases | None
    leading: Leading | None
    deciding: Deciding
    timing: Timing | None


def write_argument(answer: Answer, events: Sequence[Event]) -> Argument:
    """The argument behind an answer."""
    return Argument(
        story=tell_story(answer, events),
        past=list_past_cases(answer),
        leading=list_leading(answer),
        deciding=list_deciding(answer),
        timing=lay_out_time(answer),
    )
