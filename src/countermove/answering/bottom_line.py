"""The one sentence: what the subject should do now, in its own options' labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.phrasing.commands import clean, command
from countermove.phrasing.letters import capital, gist
from countermove.phrasing.lists import join
from countermove.records.results import CourseValue
from countermove.records.standoffs import Standoff

__all__ = [
    "Advice",
    "advise",
    "go_on",
    "join_advice",
    "leave_off",
    "name_course",
    "refuse",
    "say_advice",
    "say_search",
    "string_together",
]

MOST_AVOIDED = 3


@dataclass(frozen=True)
class Advice:
    """Labels of what a course has the subject start, go on with, stop, and leave alone."""

    start: tuple[str, ...]
    keep: tuple[str, ...]
    stop: tuple[str, ...]
    avoid: tuple[str, ...]


def advise(standoff: Standoff, course: CourseValue, rivals: Sequence[CourseValue]) -> Advice:
    """What a course means against today, and what to leave alone.

    That is what the first of the rival courses, worst first, would have the subject start
    that this course does not. Lasting options that are in force stay so under every course.
    """
    own = standoff.player(standoff.subject).options
    taken = set(course.options) | {o.name for o in own if o.lasting and o.today}
    wrong = [set(other.options) - taken for other in rivals]
    avoid = next((n for n in wrong if any(o.name in n and not o.today for o in own)), set())
    return Advice(
        start=tuple(o.label for o in own if o.name in taken and not o.today),
        keep=tuple(o.label for o in own if o.name in taken and o.today),
        stop=tuple(o.label for o in own if o.name not in taken and o.today),
        avoid=tuple(o.label for o in own if o.name in avoid and not o.today)[:MOST_AVOIDED],
    )


def say_advice(subject: str, advice: Advice) -> str:
    """The advice as one sentence.

    >>> say_advice("the island", Advice(("Build a store",), ("Stay calm.",), (), ("Give in",)))
    'The island should build a store, continue to stay calm, and not give in.'
    >>> say_advice("Atlantis", Advice((), (), (), ("Give in",)))
    'Atlantis should hold and change nothing, and not give in.'
    """
    return f"{capital(subject)} should {join_advice(advice)}."


def join_advice(advice: Advice) -> str:
    """What follows "should"."""
    parts = []
    if advice.start:
        parts.append(join([command(label) for label in advice.start]))
    if advice.keep:
        kept = join(map(go_on, advice.keep))
        before = "hold, " if len(advice.keep) > 1 else "hold and "
        parts.append(kept if advice.start or advice.stop else before + kept)
    if advice.stop:
        parts.append(join(map(leave_off, advice.stop)))
    if not parts:
        parts.append("hold and change nothing")
    if advice.avoid:
        parts.append(refuse(advice.avoid))
    return string_together(parts)


def refuse(labels: tuple[str, ...]) -> str:
    """What is not to be done, without what explains it: "not a or b"."""
    commands = [command(gist(label)) for label in labels]
    positive = [c.removeprefix("not ") if c.startswith("not ") else f"not {c}" for c in commands]
    if all(p.startswith("not ") for p in positive):
        return "not " + join([p.removeprefix("not ") for p in positive], "or")
    return join(positive)


def go_on(label: str) -> str:
    """That what is in force stays so.

    >>> go_on("Refuse honours."), go_on("Do not pay")
    ('continue to refuse honours', 'continue not to pay')
    """
    act = command(label)
    return f"continue not to {act[4:]}" if act.startswith("not ") else f"continue to {act}"


def leave_off(label: str) -> str:
    """That what is in force ends.

    >>> leave_off("Refuse to recognise the regions"), leave_off("Do not pay")
    ('no longer refuse to recognise the regions', 'pay after all')
    """
    act = command(label)
    return f"{act[4:]} after all" if act.startswith("not ") else f"no longer {act}"


def string_together(parts: list[str]) -> str:
    """Parts of a sentence with a comma before the last."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + ", and " + parts[-1]


def say_search(find_out: Sequence[str], turning: Sequence[str]) -> str:
    """What to find out first; or that no one number would settle it, and on which most turns.

    >>> say_search((), ("the price", "the weather"))
    'no one number alone would settle it; most turns on the price, and on the weather'
    """
    if find_out:
        return f"find out first {find_out[0]}"
    none = "no one number alone would settle it"
    return f"{none}; most turns on {', and on '.join(turning)}" if turning else none


def name_course(standoff: Standoff, course: CourseValue) -> str:
    """What to call a course: its name, with its options where the name does not say them."""
    if not course.options and course.name == "nothing":
        return "hold: change nothing"
    labels = standoff.labels()
    options = join([command(labels[name]) for name in course.options])
    if course.name in standoff.courses:
        return f"{clean(course.name)} ({options or 'no option'})"
    return options
