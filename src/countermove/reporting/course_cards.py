"""The courses that the annex sets side by side, with what each is worth and leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from countermove.records.answers import Answer
from countermove.records.stresses import Stress
from countermove.reporting.charts.courses_shown import shown_courses
from countermove.reporting.wording import percent

__all__ = ["CourseCard", "CourseCards", "make_cards"]

ALIKE = 0.02
"""Chances no farther apart than this are told as one."""


@dataclass(frozen=True)
class CourseCard:
    """A course with its consequences for both sides."""

    short: str
    label: str
    best: bool
    now: float
    share: str
    told: str
    others: dict[str, float]
    outcomes: dict[str, float]


@dataclass(frozen=True)
class CourseCards:
    """The courses shown, and how many there are beside them."""

    cards: tuple[CourseCard, ...]
    rest: int

    @property
    def others(self) -> tuple[str, ...]:
        """The other players that some course has a worth for."""
        return tuple(dict.fromkeys(n for c in self.cards for n in c.others))

    @cached_property
    def chances(self) -> dict[str, list[float]]:
        """The chances of each outcome under the courses shown."""
        found: dict[str, list[float]] = {}
        for card in self.cards:
            for label, chance in card.outcomes.items():
                found.setdefault(label, []).append(chance)
        return found

    @property
    def changed(self) -> tuple[str, ...]:
        """The outcomes that come about more often under some courses than under others."""
        return tuple(n for n, c in self.chances.items() if max(c) - min(c) > ALIKE)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The outcomes that no course changes, each with its chance."""
        return tuple(
            f"{label} ({percent(sorted(c)[len(c) // 2])})"
            for label, c in self.chances.items()
            if max(c) - min(c) <= ALIKE
        )

    @property
    def more(self) -> str:
        """How many courses the table has beyond the cards."""
        if self.rest <= 0:
            return ""
        word = "course is" if self.rest == 1 else "courses are"
        return f"{self.rest} more {word} in the table of the next chart."


def make_cards(
    answer: Answer, stress: Stress, names: Mapping[str, str], short: Mapping[str, str]
) -> CourseCards:
    """The courses shown, with their worth to both sides and what they lead to.

    `stress` has the amounts as multiples of stakes; `names` are the players', `short` the
    courses'.
    """
    values = {c.name: c for c in stress.solution.play.courses}
    outcomes = {o.name: o.label for o in stress.standoff.outcomes}
    cards = []
    for course in shown_courses(stress, most=6):
        value = values.get(course.name)
        others = sorted(value.others.items()) if value else []
        chances = value.outcomes if value else {}
        cards.append(
            CourseCard(
                short=short[course.name],
                label=course.label,
                best=course.name == answer.course and not answer.cannot_tell,
                now=value.now if value else course.expected,
                share=percent(course.share_best),
                told=say_options(stress, course.name, value.options if value else ()),
                others={names.get(p, p): v for p, v in others},
                outcomes={label: chances[n] for n, label in outcomes.items() if n in chances},
            )
        )
    return CourseCards(tuple(cards), len(stress.courses) - len(cards))


def say_options(stress: Stress, name: str, options: Sequence[str]) -> str:
    """What a course puts in force, in the options' own words."""
    labels = stress.standoff.labels()
    chosen = options or stress.standoff.courses.get(name, ())
    told = "; ".join(labels.get(o, o) for o in chosen)
    return told or "none of the subject’s options in force"
