"""What decides it: each guess in words, with the part of its range that changes the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.records.numbers import NumberName
from countermove.records.stresses import Stress, Threshold
from countermove.reporting.briefing.plain import num_word, readable, shorter
from countermove.reporting.charts.courses_shown import course_styles, names_of_course
from countermove.reporting.palette import Style

__all__ = ["Decider", "Deciding", "list_alone", "list_deciding"]

MOST = 3
UNNAMED = "somebody unnamed"


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
    """The deciders, the brief's own first; `judges` says who judged how much, if anybody did."""

    title: str
    rows: tuple[Decider, ...]
    rest: str
    judges: str = ""

    @property
    def any_place(self) -> bool:
        """Whether any fact has a place in its range to be drawn."""
        return any(row.flip_at is not None for row in self.rows)


def list_deciding(answer: Answer) -> Deciding:
    """The facts of the brief, then the others that change the answer alone, nearest first."""
    stress = answer.stress
    own = names_of_course(stress, answer.course)
    between = [Decider(fact, None) for fact in answer.decides]
    found = dict.fromkeys([*between[:1], *deciders(answer), *between[1:]])
    rows = [replace(d, sentence=shorter(d.sentence, own)) for d in found][:MOST]
    return Deciding(say_takeaway(answer), tuple(rows), say_rest(answer, rows), say_judges(stress))


def say_judges(stress: Stress) -> str:
    """Who judged how many comparisons, by initials; empty where nobody did."""
    players = stress.standoff.players
    judged = [p.by or UNNAMED for player in players for _, _, p in player.preferences()]
    if not judged:
        return ""
    told = join(f"{num_word(n)} by {by}" for by, n in sorted(Counter(judged).items()))
    return f"Comparisons that people judged: {told}."


def deciders(answer: Answer) -> Iterator[Decider]:
    """Every fact that changes the answer, once."""
    stress = answer.stress
    numbers = {n.key: n for n in stress.numbers}
    crossings = {t.number: t for t in stress.thresholds if t.flips and t.at is not None}
    looks = course_styles(stress)
    for flip in readable(answer.flips):
        look = looks.get(flip.to_course)
        if flip.number in crossings and flip.number in numbers:
            yield placed(flip.sentence, numbers[flip.number], crossings[flip.number], look)
        else:
            yield Decider(flip.sentence, look)
    if answer.cannot_tell:
        return
    told = {flip.number for flip in answer.flips}
    for key, crossing in crossings.items():
        if key not in told and key in numbers and crossing.to_course != answer.course:
            yield placed(crossing.sentence, numbers[key], crossing, looks.get(crossing.to_course))


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


def say_takeaway(answer: Answer) -> str:
    """How many numbers change the answer by themselves; where courses are about as good, how many
    decide which of them comes first."""
    tried = len({t.number for t in answer.stress.thresholds}) or len(answer.stress.numbers)
    alone, between = len(list_alone(answer)), count_between(answer)
    if not alone and between:
        verb = "decides" if between == 1 else "decide"
        return (
            f"{capital(num_word(between))} of the {tried} numbers {verb} which of the courses "
            "named comes first"
        )
    if not alone:
        return f"No single one of the {tried} numbers changes the answer within its range"
    verb = "changes" if alone == 1 else "each change"
    return f"{capital(num_word(alone))} of the {tried} numbers {verb} the answer alone"


def list_alone(answer: Answer) -> set[str]:
    """The numbers of which each changes the answer somewhere within its range."""
    flips = [t for t in answer.stress.thresholds if t.flips]
    if answer.cannot_tell:  # only the facts told lead away from all that are named
        return {t.number for t in flips} & {flip.number for flip in answer.flips}
    return {t.number for t in flips if t.to_course != answer.course}


def count_between(answer: Answer) -> int:
    """How many numbers decide no more than which of the courses named comes first."""
    if not answer.cannot_tell:
        return 0
    return len({t.number for t in answer.stress.thresholds if t.flips} - list_alone(answer))


def say_rest(answer: Answer, rows: list[Decider]) -> str:
    """How many more there are, and how many decide only between the courses named or nothing."""
    thresholds, alone, between = answer.stress.thresholds, list_alone(answer), count_between(answer)
    parts = []
    more = len(alone) - sum(d.flip_at is not None for d in rows)
    if more > 0:
        stand = "stands" if more == 1 else "stand"
        some = "They" if more == len(alone) > 1 else f"{capital(num_word(more))} of them"
        parts.append(f"{some} {stand} in the annex.")
    if alone and between:
        verb = "decides" if between == 1 else "decide"
        parts.append(f"{capital(num_word(between))} {verb} which of the courses named comes first.")
    rest = len({t.number for t in thresholds}) - len({t.number for t in thresholds if t.flips})
    if rest > 0:
        verb, changes = ("was", "changes") if rest == 1 else ("were", "change")
        parts.append(f"{rest} {verb} tried over their whole range and {changes} nothing alone.")
    return " ".join(parts)
