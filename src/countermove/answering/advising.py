"""The answer in acts: what to do, what is left open, and what is not to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from countermove.answering.assumptions import find_turning
from countermove.answering.bottom_line import (
    Advice,
    advise,
    go_on,
    leave_off,
    say_advice,
    say_search,
)
from countermove.answering.common_part import CommonPart, say_common_part, setting_of
from countermove.answering.guesses import guessed_lasting, is_guessed
from countermove.answering.headline import (
    CANNOT,
    EVEN,
    LITTLE,
    NO_LIMIT,
    say_any,
    say_headline,
    say_irreversible,
    say_shared,
)
from countermove.answering.leading import Leading, find_leading
from countermove.answering.policies import trace_policy
from countermove.answering.sharing import share_acts
from countermove.phrasing.agreement import inside
from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital, gist
from countermove.phrasing.lists import join
from countermove.records.results import CourseValue
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress

__all__ = ["Said", "say_answer", "value_of"]

GUESSED = "All of this rests on guesses that nobody has confirmed."
TWO = 2
AS_TODAY = "go on as it does today"


@dataclass(frozen=True)
class Said:
    """The answer in at most thirty words, and in full."""

    headline: str
    sentence: str


def say_answer(
    stress: Stress, undecided: bool, part: CommonPart | None, facts: tuple[str, ...]
) -> Said:
    """The answer in acts; that it rests on guesses alone is said in the full sentence."""
    said = say_acts(stress, undecided, part, facts)
    if not is_guessed(stress):
        return said
    return replace(said, sentence=f"{said.sentence} {GUESSED}")


def say_acts(
    stress: Stress, undecided: bool, part: CommonPart | None, facts: tuple[str, ...]
) -> Said:
    """The answer in acts, whatever it rests on."""
    subject = subject_of(stress)
    if not undecided:
        advice = stay_with(stress, advise(stress.standoff, *rank_courses(stress)))
        return Said(say_headline(subject, advice), say_advice(subject, advice))
    leading = find_leading(stress)
    search = "" if leading.tied else say_search(facts, find_turning(stress))
    if lasting := guessed_lasting(stress):
        return hold_back(stress, lasting, search)
    if part is not None:
        verdict = LITTLE if leading.close else CANNOT
        part = replace(part, advice=stay_with(stress, part.advice))
        said = say_common_part(subject, part, search, leading.reason if leading.close else "")
        return Said(say_headline(subject, part.advice, open_acts(part.open), verdict), said)
    return say_choice(stress, leading, search)


def rank_courses(stress: Stress) -> tuple[CourseValue, list[CourseValue]]:
    """The course that is best most often, then the others, the most regretted first."""
    first, *rest = stress.courses
    rest.sort(key=lambda c: (c.expected_regret, c.name), reverse=True)
    return value_of(stress, first.name), [value_of(stress, c.name) for c in rest]


def value_of(stress: Stress, course: str) -> CourseValue:
    """A course as the solution has it."""
    return next(c for c in stress.solution.play.courses if c.name == course)


def subject_of(stress: Stress) -> str:
    """The subject's name as it stands within a sentence."""
    return inside(stress.standoff.player(stress.standoff.subject).name)


def stay_with(stress: Stress, advice: Advice) -> Advice:
    """The advice without what goes on at first and the likeliest play then leaves.

    A course is a policy: to advise going on with what is soon given up would be no advice.
    """
    policy = trace_policy(stress, stress.courses[0].name)
    own = stress.standoff.player(stress.standoff.subject).options
    left = {o.label for o in own if o.name in policy.left}
    kept = replace(advice, keep=tuple(label for label in advice.keep if label not in left))
    return kept if kept.start or kept.stop or kept.keep else advice


def hold_back(stress: Stress, lasting: Sequence[Option], search: str) -> Said:
    """The answer where the best course begins what cannot be undone, on guesses alone."""
    instead = say_course(stress, reversible_best(stress))
    acts = join(command(gist(o.label)) for o in lasting)
    said = say_irreversible(subject_of(stress), acts, instead)
    return Said(said, f"{said} {capital(search)}." if search else said)


def say_choice(stress: Stress, leading: Leading, search: str) -> Said:
    """The answer where the leading courses begin and end nothing in common."""
    subject = subject_of(stress)
    shared = share_acts(stress, leading)
    verdict = LITTLE if leading.close else CANNOT
    if any(vars(shared.advice).values()):
        acts, when = open_acts(shared.open), shared.when
        short = say_shared(subject, shared.advice, acts, verdict, when)
        full = say_shared(subject, shared.advice, acts, verdict, when, NO_LIMIT)
    else:
        courses = [say_course(stress, c) for c in leading.courses]
        choices = courses if len(courses) == TWO else open_changes(stress, leading)
        verdict = EVEN if leading.close else CANNOT
        short = say_any(subject, choices, verdict)
        full = say_any(subject, choices, verdict, NO_LIMIT)
    if shared.soon and not shared.open:
        full = f"{full} When to begin {LITTLE}"
    why = "; ".join(filter(None, [leading.reason, search]))
    return Said(short, f"{full.removesuffix('.')}: {why}." if why else full)


def open_changes(stress: Stress, leading: Leading) -> list[str]:
    """What some of the leading courses begin or end; that one goes on as today, if one does."""
    own = stress.standoff.player(stress.standoff.subject).options
    settings = [setting_of(c.options, own) for c in leading.courses]
    begun = [o for o in own if not o.today and any(o.name in s for s in settings)]
    ended = [o for o in own if o.today and any(o.name not in s for s in settings)]
    today = frozenset(o.name for o in own if o.today)
    acts = [command(gist(o.label)) for o in begun] + [leave_off(gist(o.label)) for o in ended]
    return [*acts, AS_TODAY] if today in settings else acts


def open_acts(options: Sequence[Option]) -> tuple[str, ...]:
    """Acts that are left open, as they stand after "whether to": what is begun first."""
    begun = [command(o.label) for o in options if not o.today]
    return (*begun, *(go_on(o.label) for o in options if o.today))


def say_course(stress: Stress, course: CourseValue) -> str:
    """A course by what it begins and ends; that it goes on as today where it does neither."""
    own = stress.standoff.player(stress.standoff.subject).options
    setting = setting_of(course.options, own)
    begun = [command(gist(o.label)) for o in own if o.name in setting and not o.today]
    ended = [leave_off(gist(o.label)) for o in own if o.name not in setting and o.today]
    return join([*begun, *ended]) or AS_TODAY


def reversible_best(stress: Stress) -> CourseValue:
    """The course that is best most often among those that begin nothing lasting."""
    own = stress.standoff.player(stress.standoff.subject).options
    lasting = {o.name for o in own if o.lasting and not o.today}
    values = [value_of(stress, c.name) for c in stress.courses]
    return next((v for v in values if not lasting & set(v.options)), values[0])
