"""What the leading courses share, where none of them can be told to be the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.answering.bottom_line import Advice, join_advice, quote, say_search
from countermove.answering.wording import capital, command, join_words
from countermove.records.results import CourseValue
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress

__all__ = ["CommonPart", "find_common_part", "say_backing", "say_common_part"]

MOST_OPEN = 3


@dataclass(frozen=True)
class CommonPart:
    """What is advised although the rest is open.

    `share` is the share of draws whose best course has this part; `open` are the options in
    which the leading courses differ.
    """

    advice: Advice
    open: tuple[Option, ...]
    share: float


def find_common_part(stress: Stress, least_share: float = 0.5) -> CommonPart | None:
    """The part in which the leading courses agree, or None where they agree on nothing new.

    1. The leading courses are the first by shares that are best in more than `least_share`
       of the draws together, by more than two standard errors, and the least regretted one.
    2. Their part in common is what all of them have in force, and what all of them leave.
    3. It is advised if it has the subject start or stop something.
    """
    own = stress.standoff.player(stress.standoff.subject).options
    settings = {c.name: setting_of(c, own) for c in stress.solution.play.courses}
    always, never = agreed(own, [settings[n] for n in leading_courses(stress, least_share)])
    worst = max(stress.courses, key=lambda c: (c.expected_regret, c.name)).name
    advice = advise_common(own, always, never, settings[worst])
    if not (advice.start or advice.stop):
        return None
    holding = {n for n, setting in settings.items() if always <= setting and not never & setting}
    return CommonPart(
        advice=advice,
        open=tuple(o for o in own if o.name not in always | never),
        share=sum(c.share_best for c in stress.courses if c.name in holding),
    )


def setting_of(course: CourseValue, own: Sequence[Option]) -> frozenset[str]:
    """What a course has in force; a lasting option of today stays so under every course."""
    return frozenset(course.options) | {o.name for o in own if o.lasting and o.today}


def leading_courses(stress: Stress, least_share: float) -> list[str]:
    """The courses of step 1, in the order of their shares."""
    noise = 2 * (least_share * (1 - least_share) / stress.draws) ** 0.5
    found: list[str] = []
    total = 0.0
    for course in stress.courses:
        if total > least_share + noise:
            break
        found.append(course.name)
        total += course.share_best
    least = min(stress.courses, key=lambda c: (c.expected_regret, c.name)).name
    return found if least in found else [*found, least]


def agreed(own: Sequence[Option], settings: Sequence[frozenset[str]]) -> tuple[set[str], set[str]]:
    """The options in force in all of some settings, and those in force in none."""
    names = {o.name for o in own}
    always = {name for name in names if all(name in setting for setting in settings)}
    never = {name for name in names if not any(name in setting for setting in settings)}
    return always, never


def advise_common(
    own: Sequence[Option], always: set[str], never: set[str], worst: frozenset[str]
) -> Advice:
    """What the common part means against today; what the worst course starts is avoided."""
    return Advice(
        start=tuple(o.label for o in own if o.name in always and not o.today),
        keep=tuple(o.label for o in own if o.name in always and o.today and not o.lasting),
        stop=tuple(o.label for o in own if o.name in never and o.today),
        avoid=tuple(o.label for o in own if o.name in worst & never and not o.today)[:MOST_OPEN],
    )


def say_common_part(subject: str, part: CommonPart, find_out: Sequence[str]) -> str:
    """The advice, what is left open, and what to find out about it, in one sentence."""
    said = f"{capital(subject)} should {join_advice(part.advice)}"
    if not part.open:
        return f"{said}."
    return f"{said}; whether {say_open(part.open)} cannot be told: {say_search(find_out)}."


def say_backing(part: CommonPart | None) -> str:
    """How often the best course has the common part; empty without one."""
    if part is None:
        return ""
    return f"What is advised is part of the best course in {100 * part.share:.0f} % of the draws."


def say_open(options: Sequence[Option]) -> str:
    """What is left open: "also to refuse the order, or to go on with “Stay calm”"."""
    begun = [command(o.label) for o in options if not o.today][:MOST_OPEN]
    kept = [o.label for o in options if o.today][:MOST_OPEN]
    parts = [f"also to {join_words(begun, 'or')}"] if begun else []
    if kept:
        parts.append(f"to go on with {quote(tuple(kept))}")
    return " and ".join(parts)
