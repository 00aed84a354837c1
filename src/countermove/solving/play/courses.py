"""The courses to compare: those the stand-off names, or every setting the subject can take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from countermove.records.errors import StandoffError
from countermove.records.standoffs import Standoff
from countermove.solving.play.layout import Layout
from countermove.solving.play.moves import root, targets

__all__ = ["MOST_COURSES", "Course", "list_courses"]

MOST_COURSES = 24


class Course(NamedTuple):
    """A setting of the subject's own options that it can take up now."""

    name: str
    label: str
    options: tuple[str, ...]


def list_courses(standoff: Standoff, layout: Layout) -> tuple[tuple[Course, ...], int]:
    """The courses, and how many settings were left out because there are too many.

    Without named courses these are the allowed settings nearest to today's, at most 24.

    Raises:
        StandoffError: a named course is not allowed today.
    """
    roots = root(layout, 0, np.array([layout.today], dtype=np.int64))
    moved, allowed = targets(layout, 0, roots)
    settings = np.sort(moved[0][allowed[0]] & layout.own(0))
    if standoff.courses:
        lasting = layout.today & layout.own(0) & layout.lasting
        for name, options in standoff.courses.items():
            refuse_blocked(layout, name, layout.encode(frozenset(options)) | lasting, settings)
        found = [
            Course(name, name, tuple(sorted(options))) for name, options in standoff.courses.items()
        ]
        return tuple(found), 0
    apart = np.bitwise_count((settings ^ layout.today) & layout.own(0))
    nearest = settings[np.lexsort((settings, apart))]
    labels = standoff.labels()
    courses = [name_setting(layout.in_force(int(code)), labels) for code in nearest[:MOST_COURSES]]
    return tuple(courses), max(0, len(nearest) - MOST_COURSES)


def refuse_blocked(layout: Layout, name: str, setting: int, settings: np.ndarray) -> None:
    """A named course must be among the settings allowed today."""
    if setting not in settings:
        options = ", ".join(layout.in_force(setting)) or "nothing"
        raise StandoffError(
            f"courses.{name}: the rules do not allow the subject to set {options} today"
        )


def name_setting(options: tuple[str, ...], labels: dict[str, str]) -> Course:
    """A course without a name of its own, called by its options."""
    name = " + ".join(sorted(options)) or "nothing"
    label = "; ".join(labels[o] for o in sorted(options)) or "None of its options"
    return Course(name, label, tuple(sorted(options)))
