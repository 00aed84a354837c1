"""What each course leads to: the outcomes on which the courses differ."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital, lower_first
from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.reporting.briefing.either_or import (
    ALIKE,
    BY_MODEL,
    CourseKey,
    OutcomeRow,
    courses_compared,
    outcome_rows,
    tell_apart,
)
from countermove.reporting.briefing.plain import in_ten, num_word, within

__all__ = ["CourseTold", "Leading", "list_leading"]

COURSES = 4
MOST = 3
GOING_ON = 1
"""Courses of which it is told how they go on; of the others the annex tells it."""


@dataclass(frozen=True)
class CourseTold:
    """A course with what it puts in force, in how many tries it comes first, and how it goes on
    (`then`, empty where it changes nothing any more)."""

    course: CourseKey
    does: str
    first: str
    then: str = ""


@dataclass(frozen=True)
class Leading:
    """The courses, the outcomes that tell them apart, and a line on those that do not."""

    title: str
    courses: tuple[CourseTold, ...]
    rows: tuple[OutcomeRow, ...]
    alike: str
    years: float


def list_leading(answer: Answer) -> Leading | None:
    """Up to four courses over up to three outcomes; None where there is only one course."""
    keys = courses_compared(answer, COURSES)
    if len(keys) < 2:
        return None
    every = outcome_rows(answer, keys)
    rows = tell_apart(every)
    years = answer.stress.solution.play.horizon
    return Leading(
        title=say_takeaway(keys, rows),
        courses=tuple(
            CourseTold(
                k,
                say_course(answer, k.name, keys[0].name),
                say_tries(k.share),
                answer.replies.get(k.name, "") if number < GOING_ON else "",
            )
            for number, k in enumerate(keys)
        ),
        rows=tuple(rows[:MOST]),
        alike=say_rest(rows[MOST:], [r for r in every if r not in rows], years),
        years=years,
    )


def say_tries(share: float) -> str:
    """In how many tries a course comes first.

    >>> say_tries(0.6), say_tries(0.0)
    ('6 of 10 tries', 'none of the tries')
    """
    told = in_ten(share)
    return f"{told} tries" if told[0].isdigit() else f"{told} of the tries"


def say_course(answer: Answer, name: str, first: str) -> str:
    """What a course has in force in the options' own words, told against the first course.

    "Of that" is what the first course does."""
    does, base = (options_of(answer, course) for course in (name, first))
    if name == first or not set(does) & set(base):
        if name != first and base:
            return f"{join(does)}, and none of that" if does else "none of that"
        return join(does) or "do nothing of its own"
    more = [o for o in does if o not in base]
    less = [o for o in base if o not in does]
    told = [f"and also {join(more)}"] if more else []
    told += [f"but not {join(less, 'or')}"] if less else []
    return "as the first, " + ", ".join(told)


def options_of(answer: Answer, name: str) -> list[str]:
    """What a course has in force, as commands in the order of the file."""
    standoff, play = answer.stress.standoff, answer.stress.solution.play
    taken = next((set(c.options) for c in play.courses if c.name == name), set())
    own = standoff.player(standoff.subject).options
    return [command(o.label) for o in own if o.name in taken]


def say_takeaway(keys: tuple[CourseKey, ...], rows: list[OutcomeRow]) -> str:
    """What tells the courses apart, or that only the ruled-out one is different."""
    never = next((k for k in keys if k.never), None)
    contested = [r for r in rows if r.contested > ALIKE]
    if not rows:
        return "The courses lead to much the same; what they cost differs"
    if not contested:
        other = f"Only “{lower_first(never.label)}”" if never else "One course"
        return f"{other} leads elsewhere; the other courses differ in cost, not in outcome"
    row = max(contested, key=lambda r: r.contested)
    own = [bar for bar in row.bars if not bar.course.never]
    first, far = own[0], max(own[1:], key=lambda b: abs(b.chance - own[0].chance))
    told = [f"{bar.told} with “{lower_first(bar.course.label)}”" for bar in (first, far)]
    return f"{row.short}: {join(told)}"


def tell_row(row: OutcomeRow) -> str:
    """An outcome with its chance in one pair of brackets, beside that of past cases."""
    told = row.bars[0].told
    if BY_MODEL in row.short:
        return row.short.replace(BY_MODEL, f"{BY_MODEL} {told}")
    return f"{row.short} ({told})"


def say_rest(more: list[OutcomeRow], alike: list[OutcomeRow], years: float) -> str:
    """The outcomes that no course changes, each with its chance under the first; how many more
    differ."""
    told = join(tell_row(r) for r in alike)
    parts = [f"Much the same under every course after {within(years)}: {told}."] if told else []
    if more:
        verb = "outcome differs" if len(more) == 1 else "outcomes differ"
        parts.append(f"{capital(num_word(len(more)))} more {verb} in the same way.")
    return " ".join(parts)
