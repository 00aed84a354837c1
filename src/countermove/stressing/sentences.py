"""What the stress test found, as records with their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.phrasing.numbers import per_cent
from countermove.records.numbers import NumberName
from countermove.records.stresses import Box, FlippingPair, Threshold
from countermove.solving.play.courses import Course
from countermove.stressing.boxes import Found
from countermove.stressing.measures import Measure
from countermove.stressing.pairs import Pair
from countermove.stressing.places import say_at, say_likely, say_place, say_range
from countermove.stressing.thresholds import Flip

__all__ = ["say_box", "say_flip", "say_pair", "say_steady"]

BEYOND = "farther than we allowed"
"""What is told of a flip outside the range that was given."""


def say_flip(
    flip: Flip,
    name: NumberName,
    measure: Measure,
    courses: Sequence[Course],
    later: Sequence[Flip] = (),
) -> Threshold:
    """A threshold in words, with the bands that follow it on the same side (`later`)."""
    direction: Literal["above", "below"] = "above" if flip.at > name.likely else "below"
    beside = [BEYOND * flip.beyond, say_likely(measure, name.likely, flip.at)]
    sentence = (
        f"If {say_place(measure, direction, flip.at)}{bracket(beside)}, "
        f"“{courses[flip.after].label}” is best instead of “{courses[flip.before].label}”"
        f"{''.join(say_band(band, measure, courses) for band in later)}."
    )
    return Threshold(
        number=name.key,
        at=flip.at,
        flips=not flip.beyond,
        beyond=flip.beyond,
        from_course=courses[flip.before].name,
        to_course=courses[flip.after].name,
        direction=direction,
        distance=flip.distance if np.isfinite(flip.distance) else None,
        again=later[0].distance if later else None,
        sentence=sentence,
    )


def say_band(flip: Flip, measure: Measure, courses: Sequence[Course]) -> str:
    """What is best from a further flip on, as the end of a sentence."""
    return f"; from {say_at(measure, flip.at)} on, “{courses[flip.after].label}” is"


def say_steady(name: NumberName, measure: Measure) -> Threshold:
    """That the answer does not flip along a number."""
    return Threshold(
        number=name.key,
        at=None,
        flips=False,
        sentence=f"{capital(measure.noun)}: the answer is the same over its range, "
        f"{say_range(measure, name.low, name.high)}.",
    )


def bracket(parts: Sequence[str]) -> str:
    """What is told in brackets; nothing where there is nothing to tell."""
    told = "; ".join(filter(None, parts))
    return f" ({told})" if told else ""


def say_pair(
    pair: Pair, names: Sequence[NumberName], measures: Sequence[Measure], courses: Sequence[Course]
) -> FlippingPair:
    """Two numbers that flip the answer together, in words."""
    parts = [
        say_place(measures[n], "at", at) + bracket([say_likely(measures[n], names[n].likely, at)])
        for n, at in zip((pair.first, pair.second), pair.at, strict=True)
    ]
    return FlippingPair(
        numbers=(names[pair.first].key, names[pair.second].key),
        at=pair.at,
        to_course=courses[pair.after].name,
        distance=pair.distance,
        sentence=f"If {parts[0]} and {parts[1]}, “{courses[pair.after].label}” is best.",
    )


def say_box(
    found: Found, course: Course, names: Sequence[NumberName], measures: Sequence[Measure]
) -> Box:
    """Where a course wins, in words."""
    parts = [say_limits(measures[j], ends) for j, ends in sorted(found.limits.items())]
    return Box(
        course=course.name,
        sentence=say_region(course.label, parts, found),
        limits={names[j].key: inner(names[j], ends) for j, ends in found.limits.items()},
        coverage=found.coverage,
        density=found.density,
        support=found.support,
    )


def say_region(label: str, parts: Sequence[str], found: Found) -> str:
    """Where a course wins, and how purely and fully."""
    density, coverage = per_cent(found.density), per_cent(found.coverage)
    if not parts:
        return f"“{label}” is best nearly everywhere in the ranges: in {density} of all draws."
    where = join(parts)
    lie = f"{coverage} of all draws in which it is best lie there."
    if found.density > 0.5:
        return f"“{label}” is best where {where}: in {density} of the draws there; {lie}"
    return f"“{label}” is best most often where {where}, yet only in {density} of them; {lie}"


def say_limits(measure: Measure, ends: tuple[float, float]) -> str:
    """The limits of a box along one number."""
    low, high = ends
    if np.isfinite(low) and np.isfinite(high):
        return say_place(measure, "between", low, high)
    return (
        say_place(measure, "above", low) if np.isfinite(low) else say_place(measure, "below", high)
    )


def inner(name: NumberName, ends: tuple[float, float]) -> tuple[float, float]:
    """A box's limits with the ends of the range where it has none."""
    return (max(ends[0], name.low), min(ends[1], name.high))
