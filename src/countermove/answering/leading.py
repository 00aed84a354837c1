"""The courses between which an answer leaves the choice, and why they cannot be told apart."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.records.number_table import load_numbers
from countermove.records.results import CourseValue
from countermove.records.stresses import CourseShare, Stress

__all__ = ["Leading", "find_close", "find_leading", "find_ruled_out"]

BARS = load_numbers("answering/data/bars.tsv")
CLOSE = BARS["close"]
"""Of what is at stake: courses that are regretted more by less than this are as good."""

CLEAR = BARS["clear"]
"""Share of the draws from which a course is told apart from one that is nearly as good."""

MOST_NAMED = 3
RARELY = BARS["rarely"]
ALIKE = BARS["alike"]
SAME = 1e-9


@dataclass(frozen=True)
class Leading:
    """Courses none of which is told to be better, the one that is best most often first.

    `close`: they differ by less than a twentieth of what is at stake; `tied`: they come to the
    same in every draw; `same_end`: no outcome is likelier under one than under another.
    """

    courses: tuple[CourseValue, ...]
    close: bool = False
    tied: bool = False
    same_end: bool = False

    @property
    def names(self) -> frozenset[str]:
        """What the file calls them."""
        return frozenset(c.name for c in self.courses)

    @property
    def reason(self) -> str:
        """Why none is told to be better; empty where the draws just do not tell."""
        if self.tied:
            return "they come to the same in every draw"
        end = ", and lead to the same end" if self.same_end else ""
        if self.close:
            return f"they differ by less than a twentieth of what is at stake{end}"
        return "they lead to the same end" if self.same_end else ""


def find_leading(stress: Stress) -> Leading:
    """The courses that an undecided answer names: those as good as the one that is best most
    often; else that one and the least regretted other, or the one that is best at likely
    values."""
    values = {c.name: c for c in stress.solution.play.courses}
    close = find_close(stress)
    names = close or tuple(c.name for c in two_first(stress))
    return Leading(
        courses=tuple(values[n] for n in names[:MOST_NAMED]),
        close=bool(close),
        tied=all(is_tied(share_of(stress, names[0]), share_of(stress, n)) for n in names),
        same_end=leads_alike(stress, names[:MOST_NAMED]),
    )


def find_close(stress: Stress) -> tuple[str, ...]:
    """The course that is best most often with those as good as it; empty where none is.

    As good is what comes to the same in every draw, and, unless the first is best in four draws
    of five, what is regretted more or less than it by under a twentieth of what is at stake.
    """
    first, *others = stress.courses
    stake = max(c.expected_regret for c in stress.courses)
    near = [
        c.name
        for c in others
        if is_tied(first, c)
        or (
            first.share_best < CLEAR
            and abs(c.expected_regret - first.expected_regret) < CLOSE * stake
        )
    ]
    return (first.name, *near) if near else ()


def is_tied(first: CourseShare, second: CourseShare) -> bool:
    """Whether two courses come to the same in every draw."""
    pairs = [
        (first.expected, second.expected),
        (first.expected_regret, second.expected_regret),
        *((x, second.regret_quantiles.get(q, x)) for q, x in first.regret_quantiles.items()),
        *((x, second.value_quantiles.get(q, x)) for q, x in first.value_quantiles.items()),
    ]
    return all(abs(a - b) <= SAME * (1 + abs(a)) for a, b in pairs)


def share_of(stress: Stress, name: str) -> CourseShare:
    """How a course fares over the draws."""
    return next(c for c in stress.courses if c.name == name)


def two_first(stress: Stress) -> tuple[CourseShare, CourseShare]:
    """The course that is best most often, and the one best at likely values, or else the least
    regretted other."""
    first, *rest = stress.courses
    likely = [c for c in rest if c.name == stress.solution.play.best_course]
    return first, likely[0] if likely else min(rest, key=lambda c: (c.expected_regret, c.name))


def leads_alike(stress: Stress, names: tuple[str, ...]) -> bool:
    """Whether every outcome is as likely at the end under each of the courses."""
    rows = stress.outcome_bands.rows if stress.outcome_bands else ()
    last = max((float(row[3] or 0) for row in rows), default=0.0)
    found: dict[str, list[float]] = {}
    for row in rows:
        if row[3] == last and row[2] in names:
            found.setdefault(str(row[0]), []).append(float(row[4] or 0))
    return bool(found) and all(max(x) - min(x) <= ALIKE for x in found.values())


def find_ruled_out(stress: Stress, leading: Leading) -> str:
    """The most regretted course, where it is best in fewer than one draw in twenty; or none."""
    found = [c for c in stress.courses if c.name not in leading.names and c.share_best < RARELY]
    return max(found, key=lambda c: (c.expected_regret, c.name)).name if found else ""
