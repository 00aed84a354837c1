"""What the leading courses share, where none of them can be told to be the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from countermove.answering.bottom_line import Advice, go_on, join_advice
from countermove.answering.leading import find_close
from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress

__all__ = ["CommonPart", "count_agreeing", "find_common_part", "has_part", "say_common_part"]

MOST_OPEN = 3
LEAST_SHARE = load_numbers("answering/data/bars.tsv")["least_share"]


@dataclass(frozen=True)
class CommonPart:
    """What is advised although the rest is open.

    `share` is the share of draws whose best course has this part; `open` are the options in
    which the leading courses differ; `always` are in force in all of them, `never` in none.
    """

    advice: Advice
    open: tuple[Option, ...]
    share: float
    always: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def is_in(self, setting: frozenset[str]) -> bool:
        """Whether a setting of the subject's options has this part."""
        return self.always <= setting and not self.never & setting


def find_common_part(stress: Stress, least_share: float = LEAST_SHARE) -> CommonPart | None:
    """The part in which the leading courses agree, or None where they agree on nothing new.

    1. The leading courses are the first by shares that are best in more than `least_share`
       of the draws together, by more than two standard errors, the least regretted one, and
       those that are as good as the first.
    2. Their part in common is what all of them have in force, and what all of them leave.
    3. It is advised if it has the subject start or stop something.
    """
    own = stress.standoff.player(stress.standoff.subject).options
    settings = {c.name: setting_of(c.options, own) for c in stress.solution.play.courses}
    always, never = agreed(own, [settings[n] for n in leading_courses(stress, least_share)])
    worst = max(stress.courses, key=lambda c: (c.expected_regret, c.name)).name
    advice = advise_common(own, always, never, settings[worst])
    if not (advice.start or advice.stop):
        return None
    part = CommonPart(
        advice=advice,
        open=tuple(o for o in own if o.name not in always | never),
        share=0.0,
        always=always,
        never=never,
    )
    shares = [c.share_best for c in stress.courses if part.is_in(settings[c.name])]
    return replace(part, share=sum(shares))


def has_part(stress: Stress, course: str, part: CommonPart) -> bool:
    """Whether a course of the solution has the common part."""
    own = stress.standoff.player(stress.standoff.subject).options
    found = [c for c in stress.solution.play.courses if c.name == course]
    return any(part.is_in(setting_of(c.options, own)) for c in found)


def count_agreeing(stress: Stress, part: CommonPart) -> tuple[int, int]:
    """In how many changes of the model the best course has the part, and of how many.

    A change that takes away an option which the part starts or stops counts for nothing.
    """
    own = stress.standoff.player(stress.standoff.subject).options
    moved = {o.name for o in own if o.name in (part.never if o.today else part.always)}
    tried = [v for v in stress.variants if v.fixed not in moved]
    return sum(part.is_in(setting_of(v.options, own)) for v in tried), len(tried)


def setting_of(options: Sequence[str], own: Sequence[Option]) -> frozenset[str]:
    """What is in force under a course; a lasting option of today stays so under every one."""
    return frozenset(options) | {o.name for o in own if o.lasting and o.today}


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
    return list(dict.fromkeys([*found, least, *find_close(stress)]))


def agreed(
    own: Sequence[Option], settings: Sequence[frozenset[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The options in force in all of some settings, and those in force in none."""
    names = frozenset(o.name for o in own)
    never = names.difference(*settings)
    return names.intersection(*settings), never


def advise_common(
    own: Sequence[Option], always: frozenset[str], never: frozenset[str], worst: frozenset[str]
) -> Advice:
    """What the common part means against today; what the worst course starts is avoided."""
    return Advice(
        start=tuple(o.label for o in own if o.name in always and not o.today),
        keep=tuple(o.label for o in own if o.name in always and o.today and not o.lasting),
        stop=tuple(o.label for o in own if o.name in never and o.today),
        avoid=tuple(o.label for o in own if o.name in worst & never and not o.today)[:MOST_OPEN],
    )


def say_common_part(subject: str, part: CommonPart, search: str, close: str = "") -> str:
    """The advice, what is left open, and what to find out (`search`), in one sentence.

    `close` says why what is open matters little."""
    said = f"{capital(subject)} should {join_advice(part.advice)}"
    if not part.open:
        return f"{said}."
    if close:
        return f"{said}; whether {say_open(part.open)} matters little: {close}; {search}."
    return f"{said}; whether {say_open(part.open)} cannot be told: {search}."


def say_open(options: Sequence[Option]) -> str:
    """What is left open: "also to refuse the order and to continue to stay calm"."""
    begun = [command(o.label) for o in options if not o.today][:MOST_OPEN]
    kept = [o.label for o in options if o.today][:MOST_OPEN]
    parts = [f"also to {join(begun, 'or')}"] if begun else []
    if kept:
        parts.append(f"to {join(map(go_on, kept), 'or')}")
    return " and ".join(parts)
