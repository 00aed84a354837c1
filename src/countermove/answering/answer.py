"""The verb `answer`: a stress test in words."""

from __future__ import annotations

from countermove.answering.assumptions import find_out_first, find_turning, list_assumptions
from countermove.answering.bottom_line import (
    advise,
    call_course,
    name_course,
    say_advice,
    say_as_good,
    say_search,
    say_undecided,
)
from countermove.answering.clock import say_clock
from countermove.answering.common_part import (
    CommonPart,
    find_common_part,
    say_common_part,
)
from countermove.answering.confidence import (
    is_undecided,
    rate_confidence,
    say_certificate,
    say_confidence,
    say_judged,
    weigh_grounds,
)
from countermove.answering.counter_case import say_counter_case
from countermove.answering.course_chances import list_chances
from countermove.answering.flips import list_flips, list_indicators
from countermove.answering.grounds import list_grounds
from countermove.answering.headline import say_any, say_either, say_headline
from countermove.answering.leading import Leading, find_leading, find_ruled_out
from countermove.answering.likelihood import judge_outcomes
from countermove.answering.prospects import list_prospects
from countermove.answering.scales import SCALES, Scale
from countermove.forecasting import history
from countermove.records.answers import Answer, Reproduction
from countermove.records.errors import SettingsError
from countermove.records.results import CourseValue
from countermove.records.stresses import Stress

__all__ = ["answer"]


def answer(stress: Stress, *, scale: Scale = "icd203") -> Answer:
    """What the subject should do now, how likely the outcomes are, and how sure that is.

    The course that is best in most draws is advised; where that is no more than half of
    them, or the lead is within the noise, the answer says what the leading courses share,
    what it cannot tell, and which fact to find out first. `str()` of the result is the sentence.

    Raises:
        SettingsError: `scale` is neither ``icd203`` nor ``phia``.
    """
    if scale not in SCALES:
        raise SettingsError(f"there is no scale {scale!r}; it takes 'icd203' or 'phia'")
    course = stress.best_course
    undecided = is_undecided(stress)
    part = find_common_part(stress) if undecided else None
    grounds = weigh_grounds(stress, course, part)
    level = rate_confidence(grounds, undecided)
    facts = find_out_first(stress) if undecided else ()
    past = history(stress.standoff)
    prospects = list_prospects(stress, course, past)
    sure = say_confidence(grounds, level, stress.draws, part)
    return Answer(
        question=stress.standoff.question,
        sentence=say_answer(stress, undecided, part, facts),
        headline=say_short(stress, undecided, part),
        course=course,
        course_label=name_course(stress.standoff, value_of(stress, course)),
        cannot_tell=undecided,
        find_out_first=facts,
        scale=scale,
        judgements=judge_outcomes(stress, course, prospects, scale),
        chances=list_chances(stress, past),
        history=past,
        prospects=prospects,
        confidence=level,
        grounds=list_grounds(grounds),
        confidence_sentence=" ".join(
            filter(None, [sure, say_judged(stress), say_certificate(stress)])
        ),
        flips=list_flips(stress, part, find_leading(stress).names if undecided else frozenset()),
        clock_sentence=say_clock(stress, course),
        counter_case=say_counter_case(stress, course),
        assumptions=list_assumptions(stress),
        indicators=list_indicators(stress),
        reproduction=Reproduction(
            version=stress.version,
            standoff_sha256=stress.standoff_sha256,
            seed=stress.seed,
            draws=stress.draws,
            command=f"countermove stress standoff.yaml --draws {stress.draws} --seed {stress.seed}",
        ),
        stress=stress,
    )


def value_of(stress: Stress, course: str) -> CourseValue:
    """A course as the solution has it."""
    return next(c for c in stress.solution.play.courses if c.name == course)


def contenders(stress: Stress) -> list[CourseValue]:
    """The course that is best most often, then the others by what they are regretted."""
    first, *rest = stress.courses
    rest.sort(key=lambda c: (c.expected_regret, c.name))
    return [value_of(stress, c.name) for c in (first, *rest)]


def say_answer(
    stress: Stress, undecided: bool, part: CommonPart | None, facts: tuple[str, ...]
) -> str:
    """The one sentence."""
    standoff = stress.standoff
    subject = standoff.player(standoff.subject).name
    if part is not None:
        search = say_search(facts, find_turning(stress))
        leading = find_leading(stress)
        return say_common_part(subject, part, search, leading.reason if leading.close else "")
    if undecided:
        return say_choice(stress, find_leading(stress), facts)
    course, *rivals = contenders(stress)
    return say_advice(subject, advise(standoff, course, rivals[::-1]))


def say_choice(stress: Stress, leading: Leading, facts: tuple[str, ...]) -> str:
    """The one sentence where the courses themselves are named."""
    standoff = stress.standoff
    subject = standoff.player(standoff.subject).name
    named = [call_course(standoff, c) for c in leading.courses]
    never = call_ruled_out(stress, leading)
    search = "" if leading.tied else say_search(facts, find_turning(stress))
    if leading.close:
        return say_as_good(subject, named, never, "; ".join(filter(None, [leading.reason, search])))
    if leading.reason:
        search = f"{leading.reason}; {search}"
    return say_undecided(subject, named[0], named[1], search, never)


def call_ruled_out(stress: Stress, leading: Leading) -> str:
    """What to call the course that is ruled out all the same; empty where none is."""
    name = find_ruled_out(stress, leading)
    return call_course(stress.standoff, value_of(stress, name)) if name else ""


def say_short(stress: Stress, undecided: bool, part: CommonPart | None) -> str:
    """The same in at most thirty words, without what to find out first."""
    standoff = stress.standoff
    subject = standoff.player(standoff.subject).name
    if part is not None:
        return say_headline(subject, part.advice, tuple(o.label for o in part.open))
    if undecided:
        leading = find_leading(stress)
        named = [call_course(standoff, c) for c in leading.courses]
        never = call_ruled_out(stress, leading)
        if leading.close:
            return say_any(subject, named, never)
        return say_either(subject, named[0], named[1], never)
    course, *rivals = contenders(stress)
    return say_headline(subject, advise(standoff, course, rivals[::-1]))
