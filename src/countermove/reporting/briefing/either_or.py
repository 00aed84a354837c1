"""The either–or picture: what the leading courses lead to, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.records.answers import Answer, CourseChance
from countermove.records.conditions import Done
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Outcome
from countermove.reporting.briefing.plain import about
from countermove.reporting.briefing.standing import ruled_out
from countermove.reporting.charts.courses_shown import course_styles, short_labels
from countermove.reporting.palette import Style

__all__ = [
    "ALIKE",
    "BY_MODEL",
    "Bar",
    "CourseKey",
    "EitherOr",
    "OutcomeRow",
    "courses_compared",
    "is_own_deed",
    "outcome_rows",
    "set_side_by_side",
    "tell_apart",
]

MOST = 3
BY_MODEL = "by the model"
ALIKE = load_numbers("reporting/data/shown.tsv")["told_apart"]
"""Chances no farther apart than this are not told as a difference."""


@dataclass(frozen=True)
class CourseKey:
    """A course with its short name, its look, and the share of tries in which it came first.

    `never` says that it is ruled out.
    """

    name: str
    label: str
    look: Style
    share: float
    advised: bool
    never: bool = False


@dataclass(frozen=True)
class Bar:
    """A course's chance of an outcome, and what nine tries in ten of the model lie between."""

    course: CourseKey
    chance: float
    low: float
    high: float

    @property
    def told(self) -> str:
        """The chance as printed beside the bar."""
        return about(self.chance)


def width(bars: Sequence[Bar]) -> float:
    """From the least chance to the greatest."""
    chances = [bar.chance for bar in bars]
    return max(chances, default=0.0) - min(chances, default=0.0)


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome with a bar for each course."""

    label: str
    bars: tuple[Bar, ...]

    @property
    def short(self) -> str:
        """The label without what explains it after a colon."""
        return self.label.split(":", maxsplit=1)[0]

    @property
    def apart(self) -> float:
        """How far the courses are apart on it."""
        return width(self.bars)

    @property
    def contested(self) -> float:
        """How far those are apart that are not ruled out."""
        return width([bar for bar in self.bars if not bar.course.never])


@dataclass(frozen=True)
class EitherOr:
    """The courses, and the outcomes on which they differ most."""

    courses: tuple[CourseKey, ...]
    rows: tuple[OutcomeRow, ...]
    years: float


def set_side_by_side(answer: Answer) -> EitherOr | None:
    """The course, its nearest rival and the worst one, over up to three outcomes."""
    courses = courses_compared(answer)
    rows = tell_apart(outcome_rows(answer, courses))[:MOST]
    if len(courses) < 2 or not rows:
        return None
    return EitherOr(courses, tuple(rows), answer.stress.solution.play.horizon)


def courses_compared(answer: Answer, most: int = MOST) -> tuple[CourseKey, ...]:
    """The course, the others in the order of their tries, and the one that is ruled out."""
    shares = {c.name: c.share_best for c in answer.stress.courses}
    looks, labels = course_styles(answer.stress), short_labels(answer.stress)
    rest = sorted((n for n in shares if n != answer.course), key=lambda n: (-shares[n], n))
    never = ruled_out(answer)
    chosen = [answer.course, *rest][: most - 1]
    last = [never.name] if never and never.name not in chosen else rest[most - 2 : most - 1]
    names = [n for n in dict.fromkeys([*chosen, *last]) if n in shares]
    return tuple(
        CourseKey(
            name=n,
            label=labels[n],
            look=looks[n],
            share=shares[n],
            advised=n == answer.course and not answer.cannot_tell,
            never=never is not None and n == never.name,
        )
        for n in names
    )


def outcome_rows(answer: Answer, courses: Sequence[CourseKey]) -> list[OutcomeRow]:
    """Every outcome with the model's chance of it under each of the courses that do not bring it
    about themselves; past cases tell no courses apart."""
    found: dict[str, dict[str, CourseChance]] = {}
    for chance in answer.chances:
        found.setdefault(chance.outcome, {})[chance.course] = chance
    deeds = {o.name for o in answer.stress.standoff.outcomes if is_own_deed(o)}
    return [
        OutcomeRow(
            name_row(next(iter(by.values()))),
            tuple(bar_of(course, by[course.name]) for course in courses if course.name in by),
        )
        for name, by in found.items()
        if name not in deeds and all(c.name in by or c.never for c in courses)
    ]


def name_row(chance: CourseChance) -> str:
    """An outcome, told to be the model's chance where past cases have another."""
    label = chance.label.replace("“", "").replace("”", "")
    if not chance.n:
        return label
    head = label.split(":", maxsplit=1)[0]
    return f"{head} ({BY_MODEL}; in past cases {about(chance.chance)})"


def bar_of(course: CourseKey, chance: CourseChance) -> Bar:
    """A course's bar."""
    model = chance.chance if chance.model is None else chance.model
    return Bar(course, model, chance.low, chance.high)


def is_own_deed(outcome: Outcome) -> bool:
    """Whether an outcome tells no more than that something was finished, which is what a course
    is rather than what it leads to."""
    atoms = list(outcome.condition.atoms())
    return bool(atoms) and all(isinstance(atom, Done) for atom in atoms)


def tell_apart(rows: Sequence[OutcomeRow]) -> list[OutcomeRow]:
    """The outcomes on which the courses differ: those on which the ones worth taking do first,
    then the widest apart."""
    told = [r for r in rows if r.apart > ALIKE]
    return sorted(told, key=lambda r: (r.contested <= ALIKE, -r.apart, r.label))
