"""The verb `answer`: a stress test in words."""

from __future__ import annotations

from countermove.answering.advising import say_answer, value_of
from countermove.answering.assumptions import find_out_first, list_assumptions
from countermove.answering.bottom_line import name_course
from countermove.answering.clock import say_clock
from countermove.answering.common_part import find_common_part
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
from countermove.answering.deciding import list_deciders, say_leaning
from countermove.answering.flips import list_flips, list_indicators
from countermove.answering.grounds import list_grounds
from countermove.answering.leading import find_leading
from countermove.answering.likelihood import judge_outcomes
from countermove.answering.policies import say_policy
from countermove.answering.prospects import list_prospects
from countermove.answering.scales import SCALES, Scale
from countermove.forecasting import history
from countermove.records.answers import Answer, Reproduction
from countermove.records.errors import SettingsError
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
    leading = find_leading(stress)
    grounds = weigh_grounds(stress, course, part)
    level = rate_confidence(grounds, undecided)
    facts = find_out_first(stress) if undecided else ()
    past = history(stress.standoff)
    prospects = list_prospects(stress, course, past)
    sure = say_confidence(grounds, level, stress.draws, part)
    told = say_answer(stress, undecided, part, facts)
    return Answer(
        question=stress.standoff.question,
        sentence=told.sentence,
        headline=told.headline,
        leans=say_leaning(stress, part) if undecided else "",
        decides=list_deciders(stress, part) if undecided else (),
        replies={c.name: said for c in stress.courses if (said := say_policy(stress, c.name))},
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
        flips=list_flips(stress, part, leading.names if undecided else frozenset()),
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
