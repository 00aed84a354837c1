"""How sure the answer is, and by which rule: never in one sentence with a likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from countermove.answering.common_part import CommonPart, count_agreeing
from countermove.answering.leading import find_close
from countermove.answering.weighing import say_worth
from countermove.phrasing.numbers import per_cent
from countermove.records.number_table import load_numbers
from countermove.records.stresses import CourseShare, Stress
from countermove.stressing import lead_noise

__all__ = [
    "Grounds",
    "Level",
    "beside",
    "is_undecided",
    "rate_confidence",
    "say_certificate",
    "say_confidence",
    "say_judged",
    "weigh_grounds",
]

Level = Literal["low", "moderate", "high"]


@dataclass(frozen=True)
class Grounds:
    """What confidence rests on, each between 0 and 1.

    `share`: draws in which the course is best. `regret`: its expected regret as a part of
    what is at stake, the largest expected regret of any course; `short`: the same in words.
    `assumed`: the part of the numbers' weight (first-order importance) that rests on assumed
    numbers nobody has confirmed. `agreeing` of `variants`: changes of the model that leave the
    answer as it is, or, where only a part is advised, leave that part in the best course.
    """

    share: float
    regret: float
    assumed: float
    agreeing: int
    variants: int
    short: str = ""

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


BARS = load_numbers("answering/data/bars.tsv")
HIGH = Bar(BARS["high_share"], BARS["high_regret"], BARS["high_agreement"])
MODERATE = Bar(BARS["moderate_share"], BARS["moderate_regret"], BARS["moderate_agreement"])
MOST_ASSUMED = BARS["high_assumed"]
MODERATE_ASSUMED = BARS["moderate_assumed"]
"""Weight on assumed numbers above which a level cannot be high, and cannot be moderate."""


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
        short=say_worth(stress, own.expected_regret),
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

    So where none is best in more than half of the draws, where another is best at likely
    values, where the lead in shares over the next is within two standard errors, where another
    course is as good (`find_close`), or where the course that is best most often is, for
    its rare disasters, much worse on average than another: by more than a quarter of what
    is at stake.
    """
    if len(stress.courses) < 2:
        return False
    first, second = stress.courses[0], stress.courses[1]
    regrets = [c.expected_regret for c in stress.courses]
    disastrous = first.expected_regret - min(regrets) > MODERATE.regret * max(regrets)
    astray = stress.solution.play.best_course != first.name
    noisy = within_noise(first, second, stress.draws)
    seldom = first.share_best <= BARS["least_share"]
    return seldom or astray or noisy or disastrous or bool(find_close(stress))


def within_noise(first: CourseShare, second: CourseShare, draws: int) -> bool:
    """Whether the difference of two shares is less than twice its standard error."""
    noise = lead_noise(first.share_best, second.share_best, draws)
    return first.share_best - second.share_best < 2 * noise


def rate_confidence(grounds: Grounds, undecided: bool) -> Level:
    """The level the grounds come to, by the rule that `say_confidence` writes out."""
    if undecided or not meets(grounds, MODERATE) or grounds.assumed > MODERATE_ASSUMED:
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


def say_judged(stress: Stress) -> str:
    """Who judged what binds the draws, and how many independent ones these are as good as."""
    told = [p for player in stress.standoff.players for _, _, p in player.preferences()]
    if not told:
        return ""
    names = ", ".join(sorted({p.by or "somebody unnamed" for p in told}))
    count = f"{len(told)} comparison{'s' if len(told) > 1 else ''} judged by {names}"
    good = float(stress.settings.get("effective_draws", stress.draws))
    return f"{count} bound the draws, which are as good as {good:,.0f} independent ones."


def beside(found: float, *bars: float) -> str:
    """A share in whole per cent, finer where it would look like a bar that it does not meet.

    >>> beside(0.599, 0.6, 0.8), beside(0.6, 0.6), beside(0.59997, 0.6), beside(0.42, 0.6)
    ('59.9 %', '60 %', 'just under 60 %', '42 %')
    """
    near = next((bar for bar in bars if per_cent(bar) == per_cent(found) and bar != found), None)
    if near is None:
        return per_cent(found)
    fine = f"{100 * found:.1f}"
    if float(fine) != round(100 * near, 1):
        return f"{fine} %"
    return f"just {'under' if found < near else 'over'} {per_cent(near)}"


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
    assumed = beside(grounds.assumed, MOST_ASSUMED, MODERATE_ASSUMED)
    return (
        f"Confidence is {level}: {rest}, and {assumed} of the influence on the "
        f"result lies with assumed numbers that nobody has confirmed. By rule, high takes a "
        f"course that is best in at least {per_cent(HIGH.share)} of the draws and falls short by "
        f"at most {per_cent(HIGH.regret)}, at least {per_cent(HIGH.agreement)} of the changes "
        f"agreeing, and at most {per_cent(MOST_ASSUMED)} of the influence assumed; moderate takes "
        f"{per_cent(MODERATE.share)}, {per_cent(MODERATE.regret)}, "
        f"{per_cent(MODERATE.agreement)} and {per_cent(MODERATE_ASSUMED)}; what leaves "
        "something open is low."
    )


def say_course(grounds: Grounds, draws: int) -> str:
    """What speaks for a course as a whole."""
    changes = (
        f"it stays the best in {grounds.agreeing} of {grounds.variants} changes of the model"
        if grounds.variants
        else "no change of the model was tried"
    )
    share = beside(grounds.share, MODERATE.share, HIGH.share)
    return (
        f"the course is best in {share} of {draws:,} draws, falls short of the "
        f"best by {grounds.short} on average ({per_cent(grounds.regret)} of what the "
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
