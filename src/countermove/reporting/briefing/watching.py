"""What to watch that can be seen: acts of the other sides, ends of circumstances, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from countermove.phrasing.agreement import agree
from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital, gist, lower_first
from countermove.phrasing.times import day, span
from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.records.results import PlayStep
from countermove.records.stresses import Stress
from countermove.reporting.wording import happening, who

__all__ = ["Sign", "latest_start", "list_signs", "say_start"]

MOST = 4
REPLIES = 2
DAYS = 365.25
JOINT = re.compile(r"^(?:while|once|when|after|until|as (?:long|soon) as)\s+", re.IGNORECASE)
BEING = re.compile(r"(.+?) (is|are) (.+)")
BARE = re.compile(
    r"(\w[\w’' -]*?) (\w+(?:ed|en)|(?:free|able|ready|busy|short|stuck|weak|tied|bogged)\b.*)"
)
"""What a circumstance is in, without "is" or "are", as a heading has it: "New cranes delayed"."""


@dataclass(frozen=True)
class Sign:
    """Something a reader of the news would notice, and what it would mean."""

    seen: str
    means: str


def list_signs(answer: Answer, events: Sequence[Event]) -> tuple[Sign, ...]:
    """Up to four: the date by which to begin, what ends by itself, replies, open reports."""
    stress = answer.stress
    found = [*watch_date(answer), *watch_chance(stress), *watch_replies(stress)]
    found += [*watch_reports(events), *watch_threats(stress)]
    return tuple(unique(found)[:MOST])


def unique(signs: Sequence[Sign]) -> list[Sign]:
    """The signs without those that look the same."""
    return list({sign.seen: sign for sign in reversed(signs)}.values())[::-1]


def latest_start(answer: Answer) -> float | None:
    """The longest wait in years at which the course is still the best; None where it has no
    limit within what was tried, or is not the best one today."""
    starts = sorted(
        (s for s in answer.stress.solution.play.clock if s.course == answer.course),
        key=lambda s: s.wait,
    )
    last = None
    for start in starts:
        if not start.still_best:
            return last
        last = start.wait
    return None


def watch_date(answer: Answer) -> Iterator[Sign]:
    """The day after which beginning the course no longer pays."""
    last = latest_start(answer)
    if last is None or answer.cannot_tell:
        return
    as_of = answer.stress.standoff.as_of
    if last == 0:
        yield Sign("Any delay in beginning", "another course is then better")
        return
    when = f"By {say_date(as_of, last)}" if as_of else f"Within {span(last)}"
    yield Sign(when, "if the course has not begun, another one is better")


def say_date(as_of: date, years: float) -> str:
    """The month so many years on."""
    return day(as_of + timedelta(days=round(DAYS * years)), "month")


def watch_chance(stress: Stress) -> Iterator[Sign]:
    """What switches by itself."""
    for chance in stress.standoff.chance:
        if chance.ends_after is None and chance.starts_after is None:
            continue
        label = chance.label.strip().rstrip(".")
        seen = say_end(label) if chance.today else say_start(label)
        yield Sign(seen, "the course may no longer pay; work it out again")


def say_end(label: str) -> str:
    """That a circumstance is over.

    >>> say_end("Norvik is short of coal"), say_end("War in the east")
    ('Norvik is no longer short of coal', 'This ends: War in the east')
    >>> say_end("While new cranes delayed")
    'New cranes are no longer delayed'
    """
    label = say_start(label)
    if found := BEING.fullmatch(label):
        return f"{found[1]} {found[2]} no longer {found[3]}"
    return f"This ends: {label}"


def say_start(label: str) -> str:
    """That a circumstance has come about.

    >>> say_start("Once cranes installed"), say_start("The pass is open")
    ('Cranes are installed', 'The pass is open')
    >>> say_start("Once the army free to act in the north")
    'The army is free to act in the north'
    """
    label = capital(JOINT.sub("", label, count=1))
    found = None if BEING.fullmatch(label) else BARE.fullmatch(label)
    if found is None:
        return label
    return f"{found[1]} {agree(lower_first(found[1]), 'is', 'are')} {found[2]}"


def watch_replies(stress: Stress) -> list[Sign]:
    """What the other sides would do against the course, if they do it as well as they can."""
    found: list[Sign] = []
    for step in (*stress.best_reply, *stress.solution.play.principal_line):
        if step.player not in {p.id for p in stress.standoff.others}:
            continue
        for seen in say_step(stress, step):
            if seen not in [sign.seen for sign in found]:
                found.append(Sign(seen, f"we expect it {say_when(step)}, think again"))
    return found[:REPLIES]


def say_when(step: PlayStep) -> str:
    """When a reply is expected, and when that is wrong."""
    if not step.time:
        return "at once; if it does not come"
    return f"after {span(step.time)}; if it comes much sooner or later"


def say_step(stress: Stress, step: PlayStep) -> Iterator[str]:
    """What a move would look like from outside."""
    labels = stress.standoff.labels()
    name = capital(stress.standoff.player(step.player).name)
    today = stress.standoff.today()
    for option in step.switched_on:
        if option not in today:
            yield f"{name} {agree(name, 'begins', 'begin')} to {act(labels[option])}"
    for option in step.switched_off:
        if option in today:
            yield f"{name} {agree(name, 'ceases', 'cease')} to {act(labels[option])}"


def act(label: str) -> str:
    """An act as it stands after "to"."""
    return command(gist(label))


def watch_threats(stress: Stress) -> Iterator[Sign]:
    """What the other sides could do and do not do today."""
    for player in stress.standoff.others:
        for option in player.options:
            if not option.today:
                begins = agree(player.name, "begins", "begin")
                seen = f"{capital(player.name)} {begins} to {act(option.label)}"
                yield Sign(seen, "not expected against this course; if it comes, think again")


def watch_reports(events: Sequence[Event]) -> Iterator[Sign]:
    """Reports that are not settled."""
    for event in events:
        if event.standing == "alleged":
            told = f"{who(event.actor)} did {act(happening(event))}"
            yield Sign(f"Proof that {told}", "so far it is only alleged")
