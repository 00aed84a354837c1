"""How sure the answer is, and by which rule: never in one sentence with a likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from countermove.answering.common_part import CommonPart, count_agreeing
from countermove.phrasing.numbers import per_cent, say_points
from countermove.records.stresses import CourseShare, Stress
from countermove.stressing import lead_noise

__all__ = [
    "Grounds",
    "Level",
    "is_undecided",
    "rate_confidence",
    "say_certificate",
    "say_confidence",
    "weigh_grounds",
]

Level = Literal["low", "moderate", "high"]


@dataclass(frozen=True)
class Grounds:
    """What confidence rests on, each between 0 and 1.

    `share`: draws in which the course is best. `regret`: its expected regret as a part of
    what is at stake, the largest expected regret of any course; `short`: the same in points.
    `assumed`: the part of the numbers' weight (first-order importance) that rests on assumed
    numbers nobody has confirmed. `agreeing` of `variants`: changes of the model that leave the
    answer as it is, or, where only a part is advised, leave that part in the best course.
    """

    share: float
    regret: float
    assumed: float
    agreeing: int
    variants: int
    short: float = 0.0

    @property
    def agreement(self) -> float:
        """The share of variants that agree; 1 without variants."""
        return self.agreeing / self.variants if self.variants else 1.0


@dataclass(frozen=True)
class Bar:
    """What a level takes."""

    share: float
    regret: float
    agreement: float


HIGH = Bar(share=0.8, regret=0.05, agreement=0.9)
MODERATE = Bar(share=0.6, regret=0.25, agreement=0.6)
MOST_ASSUMED = 0.5


def weigh_grounds(stress: Stress, course: str, part: CommonPart | None = None) -> Grounds:
    """The grounds for confidence in a course, or in the part of it that is advised."""
    own = next(c for c in stress.courses if c.name == course)
    stake = max(c.expected_regret for c in stress.courses)
    agreeing, variants = count_agreeing(stress, part) if part else count_same(stress, course)
    return Grounds(
        share=own.share_best,
        regret=own.expected_regret / stake if stake > 0 else 0.0,
        assumed=assumed_weight(stress),
        agreeing=agreeing,
        variants=variants,
        short=own.expected_regret,
    )


def count_same(stress: Stress, course: str) -> tuple[int, int]:
    """In how many changes of the model a course is best, and of how many it is open in."""
    tried = [v for v in stress.variants if v.comparable]
    likely = stress.solution.play.best_course
    same = [v for v in tried if v.best_course == course or (v.same and likely == course)]
    return len(same), len(tried)


def assumed_weight(stress: Stress) -> float:
    """The part of the numbers' weight that rests on assumed, unconfirmed ones."""
    open_numbers = {n.key for n in stress.numbers if n.basis == "assumed" and not n.confirmed}
    total = sum(i.first_order for i in stress.importance)
    if total <= 0:
        return len(open_numbers) / len(stress.numbers) if stress.numbers else 0.0
    return sum(i.first_order for i in stress.importance if i.number in open_numbers) / total


def is_undecided(stress: Stress) -> bool:
    """Whether it cannot be told which course is best.

    So where none is best in more than half of the draws, where the lead in shares over the
    next is within two standard errors, or where the course that is best most often is, for
    its rare disasters, much worse on average than another: by more than a quarter of what
    is at stake.
    """
    if len(stress.courses) < 2:
        return False
    first, second = stress.courses[0], stress.courses[1]
    regrets = [c.expected_regret for c in stress.courses]
    disastrous = first.expected_regret - min(regrets) > MODERATE.regret * max(regrets)
    return first.share_best <= 0.5 or within_noise(first, second, stress.draws) or disastrous


def within_noise(first: CourseShare, second: CourseShare, draws: int) -> bool:
    """Whether the difference of two shares is less than twice its standard error."""
    noise = lead_noise(first.share_best, second.share_best, draws)
    return first.share_best - second.share_best < 2 * noise


def rate_confidence(grounds: Grounds, undecided: bool) -> Level:
    """The level the grounds come to, by the rule that `say_confidence` writes out."""
    if undecided or not meets(grounds, MODERATE):
        return "low"
    if meets(grounds, HIGH) and grounds.assumed <= MOST_ASSUMED:
        return "high"
    return "moderate"


def meets(grounds: Grounds, bar: Bar) -> bool:
    """Whether share, regret and agreement all reach a level."""
    return (
        grounds.share >= bar.share
        and grounds.regret <= bar.regret
        and grounds.agreement >= bar.agreement
    )


def say_certificate(stress: Stress) -> str:
    """How the second route, a stationary equilibrium, answers; it has no part in the rule."""
    if stress.unsettled_share is None:
        return ""
    tried = stress.settings.get("certified_draws", 0)
    start = f"A second route, the stationary equilibrium, was tried on {tried} of the draws"
    if stress.disagreement_share is None:
        return f"{start} and settled in none."
    other = per_cent(stress.disagreement_share) if stress.disagreement_share else "none"
    if stress.unsettled_share == 0:
        return f"{start}: it settled in all, and names another course in {other} of them."
    left = f"it did not settle in {per_cent(stress.unsettled_share)} of them"
    return f"{start}: {left}, and names another course in {other} of the rest."


def say_confidence(
    grounds: Grounds, level: Level, draws: int, part: CommonPart | None = None
) -> str:
    """The level, what it rests on, and the rule."""
    rest = say_course(grounds, draws) if part is None else say_part(grounds, draws, part)
    return (
        f"Confidence is {level}: {rest}, and {per_cent(grounds.assumed)} of the influence on the "
        f"result lies with assumed numbers that nobody has confirmed. By rule, high takes a "
        f"course that is best in at least {per_cent(HIGH.share)} of the draws and falls short by "
        f"at most {per_cent(HIGH.regret)}, at least {per_cent(HIGH.agreement)} of the changes "
        f"agreeing, and at most {per_cent(MOST_ASSUMED)} of the influence assumed; moderate takes "
        f"{per_cent(MODERATE.share)}, {per_cent(MODERATE.regret)} and "
        f"{per_cent(MODERATE.agreement)}; what leaves something open is low."
    )


def say_course(grounds: Grounds, draws: int) -> str:
    """What speaks for a course as a whole."""
    changes = (
        f"it stays the best in {grounds.agreeing} of {grounds.variants} changes of the model"
        if grounds.variants
        else "no change of the model was tried"
    )
    return (
        f"the course is best in {per_cent(grounds.share)} of {draws:,} draws, falls short of the "
        f"best by {say_points(grounds.short)} on average ({per_cent(grounds.regret)} of what the "
        f"worst course does), {changes}"
    )


def say_part(grounds: Grounds, draws: int, part: CommonPart) -> str:
    """What speaks for the part that is advised."""
    changes = f" and in {grounds.agreeing} of {grounds.variants} changes of the model"
    return (
        f"what is advised is part of the best course in {per_cent(part.share)} of {draws:,} draws"
        f"{changes if grounds.variants else ''}, no one course is best in more than "
        f"{per_cent(grounds.share)} of the draws"
    )
