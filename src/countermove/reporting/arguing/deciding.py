"""What decides it: each guess in words, with the part of its range that changes the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from countermove.phrasing.letters import capital
from countermove.records.answers import Answer
from countermove.records.numbers import NumberName
from countermove.records.stresses import Stress, Threshold
from countermove.reporting.briefing.plain import num_word, shorter
from countermove.reporting.charts.courses_shown import course_styles, names_of_course
from countermove.reporting.palette import Style

__all__ = ["Decider", "Deciding", "list_deciding"]

MOST = 4


@dataclass(frozen=True)
class Decider:
    """A fact that changes the answer: its sentence, and where in its range it does.

    `likely_at` and `flip_at` are shares of the range from its low end; None without a range of
    its own (two numbers at once, or a change just beyond the range).
    """

    sentence: str
    look: Style | None
    likely_at: float | None = None
    flip_at: float | None = None
    above: bool = False


@dataclass(frozen=True)
class Deciding:
    """The deciders, the brief's own first."""

    title: str
    rows: tuple[Decider, ...]
    rest: str


def list_deciding(answer: Answer) -> Deciding:
    """The facts of the brief, then the others that change the answer alone, nearest first."""
    stress = answer.stress
    flips = [t for t in stress.thresholds if t.flips]
    own = names_of_course(stress, answer.course)
    found = list(dict.fromkeys(deciders(answer)))[:MOST]
    rows = [replace(d, sentence=shorter(d.sentence, own)) for d in found]
    return Deciding(
        title=say_takeaway(stress, flips),
        rows=tuple(rows),
        rest=say_rest(len({t.number for t in stress.thresholds}), len({t.number for t in flips})),
    )


def deciders(answer: Answer) -> Iterator[Decider]:
    """Every fact that changes the answer, once."""
    stress = answer.stress
    numbers = {n.key: n for n in stress.numbers}
    crossings = {t.number: t for t in stress.thresholds if t.flips and t.at is not None}
    looks = course_styles(stress)
    for flip in answer.flips:
        look = looks.get(flip.to_course)
        if flip.number in crossings and flip.number in numbers:
            yield placed(flip.sentence, numbers[flip.number], crossings[flip.number], look)
        else:
            yield Decider(flip.sentence, look)
    told = {flip.number for flip in answer.flips}
    left = {c.name for c in stress.courses} if not answer.cannot_tell else set()
    for key, crossing in crossings.items():
        if key not in told and key in numbers and crossing.to_course in left:
            look = looks.get(crossing.to_course)
            if crossing.to_course != answer.course:
                yield placed(crossing.sentence, numbers[key], crossing, look)


def placed(sentence: str, name: NumberName, flip: Threshold, look: Style | None) -> Decider:
    """A fact with its place in its range."""
    at = flip.at if flip.at is not None else name.likely
    wide = name.high - name.low or 1.0
    return Decider(
        sentence=sentence,
        look=look,
        likely_at=share(name.likely - name.low, wide),
        flip_at=share(at - name.low, wide),
        above=flip.direction == "above" or (not flip.direction and at > name.likely),
    )


def share(part: float, whole: float) -> float:
    """A share between nothing and all."""
    return min(max(part / whole, 0.0), 1.0)


def say_takeaway(stress: Stress, flips: list[Threshold]) -> str:
    """How many guesses change the answer by themselves."""
    tried = len({t.number for t in stress.thresholds}) or len(stress.numbers)
    count = len({t.number for t in flips})
    if not count:
        return f"No single one of the {tried} numbers changes the answer within its range"
    verb = "changes" if count == 1 else "each change"
    return f"{capital(num_word(count))} of the {tried} numbers {verb} the answer alone"


def say_rest(tried: int, count: int) -> str:
    """How many were tried without effect."""
    rest = tried - count
    if rest <= 0:
        return ""
    verb = "number was" if rest == 1 else "numbers were"
    return f"{rest} more {verb} tried over their whole range and change nothing alone."
