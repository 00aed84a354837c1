"""Which courses the charts show, in which order, and how each is drawn."""

from __future__ import annotations

from countermove.phrasing.letters import sentence
from countermove.records.stresses import CourseShare, Stress
from countermove.reporting.palette import Style, fixed_styles

__all__ = ["course_labels", "course_styles", "names_of_course", "short_labels", "shown_courses"]

MOST = 5


def shown_courses(stress: Stress, most: int = MOST) -> tuple[CourseShare, ...]:
    """The best course, those the stand-off names, then those that are best most often."""
    named = set(stress.standoff.courses)

    def rank(course: CourseShare) -> tuple[bool, bool, float, float, str]:
        is_best = course.name == stress.best_course
        is_other = course.name not in named
        return (not is_best, is_other, -course.share_best, -course.expected, course.name)

    chosen = sorted(stress.courses, key=rank)[:most]
    best = [c for c in chosen if c.name == stress.best_course]
    others = [c for c in chosen if c.name != stress.best_course]
    return (*best, *sorted(others, key=lambda c: (-c.share_best, -c.expected, c.name)))


def course_styles(stress: Stress) -> dict[str, Style]:
    """A style for every course, the same in every chart and every case, the best one first.

    Those that the charts show take theirs before the others, so that no two shown share one.
    """
    shown = [c.name for c in shown_courses(stress)]
    rest = [c.name for c in stress.courses if c.name not in shown]
    return fixed_styles([*shown, *rest]) | fixed_styles(shown)


def course_labels(stress: Stress) -> dict[str, str]:
    """What to print for each course."""
    labels = {c.name: c.label for c in stress.solution.play.courses}
    return labels | {c.name: c.label for c in stress.courses}


def names_of_course(stress: Stress, course: str) -> frozenset[str]:
    """All that a course is called by, in small letters."""
    found = (course, course_labels(stress).get(course, ""), short_labels(stress).get(course, ""))
    return frozenset(name.lower() for name in found if name)


def short_labels(stress: Stress) -> dict[str, str]:
    """A course's own short name where the stand-off gives it one, else its label."""
    named = stress.standoff.courses
    return {
        name: sentence(name.replace("_", " ") if name in named else label).rstrip(".")
        for name, label in course_labels(stress).items()
    }
