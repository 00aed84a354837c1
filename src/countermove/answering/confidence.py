"""How sure the answer is, and by which rule: never in one sentence with a likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    what is at stake, the largest expected regret of any course. `assumed`: the part of the
    numbers' weight (first-order importance) that rests on assumed numbers nobody has
    confirmed. `agreeing` of `variants`: changes of the model that leave the answer as it is.
    """

    share: float
    regret: float
    assumed: float
    agreeing: int
    variants: int

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


def weigh_grounds(stress: Stress, course: str) -> Grounds:
    """The grounds for confidence in a course."""
    own = next(c for c in stress.courses if c.name == course)
    stake = max(c.expected_regret for c in stress.courses)
    tried = [v for v in stress.variants if v.comparable]
    likely = stress.solution.play.best_course
    agreeing = [v for v in tried if v.best_course == course or (v.same and likely == course)]
    return Grounds(
        share=own.share_best,
        regret=own.expected_regret / stake if stake > 0 else 0.0,
        assumed=assumed_weight(stress),
        agreeing=len(agreeing),
        variants=len(tried),
    )


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
    if stress.disagreement_share is None:
        return "Beside it, the stationary equilibrium settled in none of the draws checked."
    return (
        f"Beside it, the stationary equilibrium names another course in "
        f"{100 * stress.disagreement_share:.0f} % of the draws checked, and did not settle in "
        f"{100 * stress.unsettled_share:.0f} %."
    )


def say_confidence(grounds: Grounds, level: Level, draws: int) -> str:
    """The level, what it rests on, and the rule."""
    variants = (
        f"{grounds.agreeing} of {grounds.variants} changes of the model leave the answer as it is"
        if grounds.variants
        else "no change of the model was tried"
    )
    return (
        f"Confidence is {level}: the course is best in {grounds.share:.0%} of {draws:,} draws, "
        f"it forgoes on average {grounds.regret:.0%} of what is at stake between the courses, "
        f"{variants}, and {grounds.assumed:.0%} of the weight rests on assumed numbers that "
        f"nobody has confirmed. Rule: high takes at least {HIGH.share:.0%}, at most "
        f"{HIGH.regret:.0%}, at least {HIGH.agreement:.0%} and at most {MOST_ASSUMED:.0%}; "
        f"moderate at least {MODERATE.share:.0%}, at most {MODERATE.regret:.0%} and at least "
        f"{MODERATE.agreement:.0%}; anything less is low."
    ).replace("%", " %")
