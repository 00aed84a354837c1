"""What of the answer is solid, and what is not: two short lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.phrasing.letters import capital, lower_first
from countermove.records.answers import Answer, CourseChance
from countermove.records.events import Event
from countermove.records.number_table import load_numbers
from countermove.records.stresses import CourseShare
from countermove.reporting.briefing.plain import about, clause, in_future, in_ten, num_word
from countermove.reporting.charts.courses_shown import short_labels

__all__ = ["RARELY", "WIDE", "list_open", "list_solid", "ruled_out"]

MOST = 3
BARS = load_numbers("reporting/data/shown.tsv")
RARELY = BARS["rarely"]
"""A course that comes first in fewer of the tries is ruled out."""
WIDE = BARS["wide"]
"""A chance whose nine tries in ten span more is one that cannot be told."""
CLEAR = BARS["clear"]
"""From this share of the tries on the first place is told as solid (moderate confidence)."""


def list_solid(answer: Answer, events: Sequence[Event]) -> tuple[str, ...]:
    """Up to three things that hold whatever the guessed numbers are within their ranges."""
    found = [*say_ruled_out(answer), *say_first(answer, solid=True), *say_changes(answer, True)]
    return tuple([*found, *say_loss(answer), *say_acts(events)][:MOST])


def list_open(answer: Answer, events: Sequence[Event]) -> tuple[str, ...]:
    """Up to three things that are not known."""
    first = [answer.leans] if answer.leans else say_first(answer, solid=False)
    found = [*first, *say_guesses(answer), *say_changes(answer, False)]
    return tuple([*found, *say_wide(answer), *say_disputed(events)][:MOST])


def ruled_out(answer: Answer) -> CourseShare | None:
    """The most regretted course, where it comes first in hardly any try."""
    rare = [c for c in answer.stress.courses if c.share_best < RARELY and c.name != answer.course]
    return max(rare, key=lambda c: (c.expected_regret, c.name)) if rare else None


def say_ruled_out(answer: Answer) -> Iterator[str]:
    """What not to do."""
    course = ruled_out(answer)
    if course is None:
        return
    name = lower_first(short_labels(answer.stress)[course.name])
    tries = f"the {answer.stress.draws:,} combinations of guessed numbers that we tried"
    count = "none" if course.share_best == 0 else "hardly any"
    yield f"“{capital(name)}” is ruled out: it came first in {count} of {tries}."


def say_first(answer: Answer, *, solid: bool) -> Iterator[str]:
    """In how many tries the course comes first."""
    shares = {c.name: c.share_best for c in answer.stress.courses}
    share = shares.get(answer.course, 0.0)
    if (share >= CLEAR) != solid or len(shares) < 2:
        return
    names = short_labels(answer.stress)
    second = max((n for n in shares if n != answer.course), key=lambda n: (shares[n], n))
    first, rival = (lower_first(names[n]) for n in (answer.course, second))
    if solid:
        yield f"“{capital(first)}” came first in {in_ten(share)} tries."
    else:
        told = (
            f"“{first}” came first in {in_ten(share)} tries, “{rival}” in {in_ten(shares[second])}"
        )
        yield f"Which course is best: {told}."


def say_changes(answer: Answer, solid: bool) -> Iterator[str]:
    """Whether changes of the model leave the answer as it is."""
    found = next((g for g in answer.grounds if g.what.startswith("Changes")), None)
    if found is None or " of " not in found.found:
        return
    if solid and found.reached == "high":
        ways = f"{all_of(found.found)} ways of changing the model itself"
        yield f"The answer stays the same in {ways}."
    if not solid and found.reached == "low":
        yield f"Only {found.found} ways of changing the model leave the answer as it is."


def all_of(found: str) -> str:
    """So many of so many.

    >>> all_of("17 of 18"), all_of("18 of 18")
    ('17 of 18', 'all 18')
    """
    count, _, every = found.partition(" of ")
    return f"all {every}" if count == every else found


def say_loss(answer: Answer) -> Iterator[str]:
    """That little is lost if another course turns out better."""
    courses = answer.stress.courses
    worst = max((c.expected_regret for c in courses), default=0.0)
    own = next((c.expected_regret for c in courses if c.name == answer.course), 0.0)
    if worst > 0 and own <= RARELY * worst:
        yield (
            "Little is lost if another course turns out better: on average less than a "
            "twentieth of what the worst course loses."
        )


def say_acts(events: Sequence[Event]) -> Iterator[str]:
    """What is told as having happened, in whose words."""
    done = [e for e in events if e.standing == "done" and not e.negated and not e.flags]
    if done:
        verb = "act stands" if len(done) == 1 else "acts stand"
        yield f"{capital(num_word(len(done)))} {verb} in the text as having happened, undisputed."


def say_guesses(answer: Answer) -> Iterator[str]:
    """How many of the numbers are guesses."""
    numbers = answer.stress.numbers
    guessed = sum(n.basis == "assumed" and not n.confirmed for n in numbers)
    if guessed == 0:
        return
    all_ = len(numbers)
    many = f"All {all_} numbers" if guessed == all_ else f"{guessed} of the {all_} numbers"
    yield f"{many} in the model are guesses that nobody has confirmed."


def say_wide(answer: Answer) -> Iterator[str]:
    """The outcome the guesses say least about."""
    own = [c for c in answer.chances if c.course == answer.course]
    wide = [c for c in own if c.high - c.low > WIDE and "done" not in c.outcome]
    names = tuple(p.name for p in answer.stress.standoff.players)
    for chance in sorted(wide, key=lambda c: (c.low - c.high, c.outcome))[:1]:
        yield say_spread(chance, names)


def say_spread(chance: CourseChance, names: tuple[str, ...]) -> str:
    """That the model cannot tell an outcome, with all that its guesses allow; past cases may."""
    told = clause(chance.label, names)
    what = f"whether {in_future(told)}" if told else lower_first(chance.label)
    allowed = f"from {about(chance.low)} to {about(chance.high)}"
    return f"Our model cannot say {what}: its guesses allow anything {allowed}."


def say_disputed(events: Sequence[Event]) -> Iterator[str]:
    """How many events are disputed."""
    disputed = sum(bool(e.flags) or e.standing in ("alleged", "denied") for e in events)
    if disputed:
        verb = "is" if disputed == 1 else "are"
        yield f"{disputed} of {len(events)} acts in the text {verb} alleged, denied or disputed."
