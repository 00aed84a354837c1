"""The clock: which course is best when it is begun later, and what takes how long beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital, lower_first
from countermove.phrasing.times import span
from countermove.records.answers import Answer
from countermove.records.ranges import Duration
from countermove.records.results import StartValue
from countermove.reporting.briefing.watching import latest_start, say_start
from countermove.reporting.charts.courses_shown import course_styles, short_labels
from countermove.reporting.palette import Style

__all__ = ["Lasting", "Stretch", "Timing", "lay_out_time"]

MOST = 4


@dataclass(frozen=True)
class Stretch:
    """A span of starting times over which one course is the best; shares of the axis."""

    label: str
    look: Style
    start: float
    end: float


@dataclass(frozen=True)
class Lasting:
    """How long something lasts or takes: likely, and from least to most; shares of the axis."""

    label: str
    told: str
    low: float
    likely: float
    high: float
    own: bool


@dataclass(frozen=True)
class Timing:
    """The stretches along the years of waiting, and what lasts how long beside them."""

    title: str
    years: float
    stretches: tuple[Stretch, ...]
    lasting: tuple[Lasting, ...]

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The years to print under the axis, as shares of it."""
        step = 1 if self.years <= 5 else 2
        whole = range(0, int(self.years) + 1, step)
        return tuple((at / self.years, str(at)) for at in whole)

    def say(self, stretch: Stretch) -> str:
        """When a stretch is, in words."""
        start, end = (span(at * self.years) for at in (stretch.start, stretch.end))
        if stretch.start == 0:
            return "for any start that was tried" if stretch.end >= 1 else f"up to {end} from now"
        return f"after {start}" if stretch.end >= 1 else f"from {start} to {end}"


def lay_out_time(answer: Answer) -> Timing | None:
    """The clock of an answer; None where nothing depends on when a course is begun."""
    starts = answer.stress.solution.play.clock
    waits = sorted({s.wait for s in starts})
    if len(waits) < 2:
        return None
    years = waits[-1]
    found = tuple(stretches(answer, waits, years))
    return Timing(
        title=say_order(found, years) if answer.cannot_tell else say_takeaway(answer, years),
        years=years,
        stretches=found,
        lasting=tuple(durations(answer, years))[:MOST],
    )


def stretches(answer: Answer, waits: list[float], years: float) -> Iterator[Stretch]:
    """Runs of waits with the same best course."""
    labels, looks = short_labels(answer.stress), course_styles(answer.stress)
    best = [best_at(answer.stress.solution.play.clock, wait) for wait in waits]
    start = 0
    for i in range(1, len(waits) + 1):
        if i < len(waits) and best[i] == best[start]:
            continue
        until = waits[i - 1] if i < len(waits) else years
        since = waits[start - 1] if start else 0.0
        if until > since:
            name = best[start]
            yield Stretch(labels[name], looks[name], since / years, until / years)
        start = i


def best_at(starts: tuple[StartValue, ...], wait: float) -> str:
    """The course that is best when it is begun after a wait."""
    there = [s for s in starts if s.wait == wait]
    return max(there, key=lambda s: (s.still_best, s.value, s.course)).course


def durations(answer: Answer, years: float) -> Iterator[Lasting]:
    """What ends or begins by itself, then what the course takes."""
    standoff = answer.stress.standoff
    for chance in standoff.chance:
        lasts = chance.ends_after or chance.starts_after
        if lasts is not None:
            begins = "" if chance.ends_after else " (begins)"
            yield lasting(f"{say_start(chance.label)}{begins}", lasts, years, own=False)
    play = answer.stress.solution.play
    taken = next((c.options for c in play.courses if c.name == answer.course), ())
    for option in standoff.player(standoff.subject).options:
        if option.name in taken and option.takes is not None:
            yield lasting(f"To {command(option.label)}", option.takes, years, own=True)


def lasting(label: str, length: Duration, years: float, *, own: bool) -> Lasting:
    """A length of time on the axis."""
    low, likely, high = (min(x / years, 1.0) for x in (length.low, length.likely, length.high))
    told = f"about {span(length.likely)}"
    if not length.is_point:
        told += f", {bare(span(length.low))} to {span(length.high)}"
    return Lasting(capital(label), told, low, likely, high, own)


def bare(text: str) -> str:
    """A length without its unit, where the next one has it."""
    return text.split(" ", maxsplit=1)[0] if "year" in text else text


def say_order(found: tuple[Stretch, ...], years: float) -> str:
    """Which course comes first at first, and which after that, where several are named."""
    first = lower_first(found[0].label)
    if len(found) == 1:
        return f"Whenever it is begun, “{first}” comes first"
    until, then = span(found[0].end * years), lower_first(found[1].label)
    return f"“{capital(first)}” comes first if begun within {until}; after that “{then}” does"


def say_takeaway(answer: Answer, years: float) -> str:
    """By when to begin."""
    last = latest_start(answer)
    starts = [s for s in answer.stress.solution.play.clock if s.course == answer.course]
    if last is not None:
        return (
            f"Begin within {span(last)}; after that another course is better"
            if last
            else ("Begin at once; after any wait another course is better")
        )
    if any(s.still_best for s in starts):
        return f"There is time: the course stays the best for every start up to {span(years)} on"
    return "By our best guesses alone another course is better even today"
