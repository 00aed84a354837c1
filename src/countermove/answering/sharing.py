"""What near-equal courses share as policies: in the end, though not in their first move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.answering.bottom_line import Advice
from countermove.answering.common_part import differing, setting_of
from countermove.answering.leading import Leading
from countermove.answering.policies import Policy, trace_policy
from countermove.phrasing.times import say_wait
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress

__all__ = ["Shared", "share_acts"]

SOON = load_numbers("answering/data/bars.tsv")["soon"]
"""Years within which an act is taken up so soon that when to begin is a detail."""


@dataclass(frozen=True)
class Shared:
    """What all leading courses come to, what they leave open, and what none of them does.

    `soon` are the options that some of them begin or end at once and the others within
    `delay` years.
    """

    advice: Advice
    open: tuple[Option, ...]
    soon: tuple[Option, ...] = ()
    delay: float = 0.0

    @property
    def when(self) -> str:
        """When what they share is begun or ended."""
        return f"now or within {say_wait(self.delay)}" if self.soon else ""


def share_acts(stress: Stress, leading: Leading) -> Shared:
    """What the leading courses share as policies, at likely values.

    1. Each course goes on after its first move. Where they are as good as each other, an act that
       some begin at once and the others a little later, and for good, is shared: only when to
       begin it is open. It is not where most draws are against beginning at once.
    2. What all have in force from today on and never leave goes on.
    3. What the most regretted course begins and none of these does is avoided, if most
       draws are against it.
    """
    own = stress.standoff.player(stress.standoff.subject).options
    settings = [setting_of(c.options, own) for c in leading.courses]
    policies = [trace_policy(stress, c.name) for c in leading.courses]
    open_ = differing(own, settings)
    soon = tuple(o for o in open_ if leading.close and is_soon(stress, policies, o))
    kept = frozenset.intersection(*settings, *(p.end for p in policies))
    advice = Advice(
        start=tuple(o.label for o in soon if not o.today),
        keep=tuple(o.label for o in own if o.name in kept and o.today and not o.lasting),
        stop=tuple(o.label for o in soon if o.today),
        avoid=tuple(o.label for o in list_wrong(stress, own, frozenset.union(*settings))),
    )
    delay = max((p.settles(o.name) for p in policies for o in soon), default=0.0)
    return Shared(advice, tuple(o for o in open_ if o not in soon), soon, delay)


def is_soon(stress: Stress, policies: Sequence[Policy], option: Option) -> bool:
    """Whether every policy soon begins an option for good, or for one of today ends it."""
    alike = all((option.name in p.end) != option.today for p in policies)
    delay = max(p.settles(option.name) for p in policies)
    return alike and delay <= SOON and is_for(stress, option)


def list_wrong(stress: Stress, own: Sequence[Option], taken: frozenset[str]) -> list[Option]:
    """What the most regretted course begins, most draws are against, and is not `taken`."""
    worst = max(stress.courses, key=lambda c: (c.expected_regret, c.name)).name
    options = next(c.options for c in stress.solution.play.courses if c.name == worst)
    begun = [o for o in own if o.name in options and o.name not in taken and not o.today]
    return [o for o in begun if is_against(stress, o.name)]


def is_for(stress: Stress, option: Option) -> bool:
    """Whether the best course begins, or for one of today ends, an option in half of the draws."""
    taken = {c.name for c in stress.solution.play.courses if option.name in c.options}
    share = sum(c.share_best for c in stress.courses if c.name in taken)
    return share <= 0.5 if option.today else share >= 0.5


def is_against(stress: Stress, act: str) -> bool:
    """Whether the best course is without an act in more than half of the draws, beyond noise,
    and at likely values."""
    taken = {c.name for c in stress.solution.play.courses if act in c.options}
    share = sum(c.share_best for c in stress.courses if c.name in taken)
    noise = 2 * (0.25 / stress.draws) ** 0.5
    return share < 0.5 - noise and stress.solution.play.best_course not in taken
