"""What `stress` returns: the stand-off solved again over its ranges."""

from __future__ import annotations

from typing import Literal

from countermove.records.numbers import NumberName
from countermove.records.record import Record
from countermove.records.results import Deal, OutcomePath, PlayStep, Solution, Table
from countermove.records.standoffs import Standoff

__all__ = [
    "Box",
    "CourseShare",
    "FlipMap",
    "FlippingPair",
    "Importance",
    "NumberName",
    "Stress",
    "Threshold",
    "Variant",
]


class CourseShare(Record):
    """How a course fares over the draws. Regret is in the subject's points."""

    name: str
    label: str
    share_best: float
    share_error: float
    expected: float
    expected_regret: float
    regret_quantiles: dict[str, float]
    worst_corner_regret: float | None = None
    value_quantiles: dict[str, float] = {}


class Threshold(Record):
    """Where the answer flips along one number, the others at their likely values.

    `flips` says that it does inside the range that was given, at `at`. Where it does not,
    `beyond` says that it does a little outside of it, at `at`, and otherwise `at` is None.
    `from_course` is best on the side of the likely value, `to_course` on the other;
    `distance` is that from the likely value, 1 being the end of the range.

    A number has one threshold: the nearest to its likely value. Where the answer flips on the
    other side of that value too, `other_side` is the nearest one there. `again` is the distance
    at which the answer next flips on the same side; None where it does not within the range.
    """

    number: str
    at: float | None
    flips: bool
    beyond: bool = False
    from_course: str = ""
    to_course: str = ""
    direction: Literal["above", "below", ""] = ""
    distance: float | None = None
    again: float | None = None
    sentence: str = ""
    other_side: Threshold | None = None


class FlippingPair(Record):
    """Two numbers that flip the answer together by the least joint change, and neither alone.

    `distance` is the length of the joint change, each number's measured from its likely
    value with 1 for the end of its range.
    """

    numbers: tuple[str, str]
    at: tuple[float, float]
    to_course: str
    distance: float
    sentence: str = ""


class Importance(Record):
    """How much a number matters: first-order share of variance of the lead of the best
    course, and the value of knowing it perfectly before choosing (EVPPI, points)."""

    number: str
    first_order: float
    first_order_error: float
    moment_independent: float
    evppi: float


class Box(Record):
    """A region of the ranges in which a course wins, in plain words (PRIM or CART)."""

    course: str
    sentence: str
    limits: dict[str, tuple[float, float]]
    coverage: float
    density: float
    support: float


class FlipMap(Record):
    """The best course over a grid of two numbers: `best[i][j]` at y[i], x[j]."""

    x: str
    y: str
    x_values: tuple[float, ...]
    y_values: tuple[float, ...]
    best: tuple[tuple[str, ...], ...]
    lead: tuple[tuple[float, ...], ...]


class Variant(Record):
    """The answer when the model itself is changed: who moves first, step, options left out.

    `same` compares it with the answer at likely values. `comparable` is false where that
    course cannot be taken up in the changed model, so that nothing follows from `same`.
    `options` is what the best course has in force; `fixed` the option that the change leaves
    as it is today, if it is such a change.
    """

    name: str
    label: str
    best_course: str
    same: bool
    value: float
    lead: float
    comparable: bool = True
    options: tuple[str, ...] = ()
    fixed: str = ""


class Stress(Record):
    """The stress test with the exact inputs and settings that made it.

    `best_reply` is what the others do, each as well as it can, if `best_course` is kept
    throughout, at likely values; `kept_outcomes` is how likely each outcome then is at the
    horizon, and `kept_value` what the course is then worth to the subject. `paths` are the mean
    chances of the outcomes over the draws; `solution` has them at likely values.
    """

    standoff_sha256: str
    version: str
    draws: int
    seed: int
    settings: dict[str, str | float | int | bool]
    standoff: Standoff
    solution: Solution
    numbers: tuple[NumberName, ...]
    best_course: str
    courses: tuple[CourseShare, ...]
    thresholds: tuple[Threshold, ...]
    pairs: tuple[FlippingPair, ...] = ()
    importance: tuple[Importance, ...] = ()
    evpi: float = 0.0
    boxes: tuple[Box, ...] = ()
    flip_map: FlipMap | None = None
    variants: tuple[Variant, ...] = ()
    deals: tuple[Deal, ...] = ()
    unsettled_share: float | None = None
    disagreement_share: float | None = None
    outcome_bands: Table | None = None
    happened_bands: Table | None = None
    paths: tuple[OutcomePath, ...] = ()
    minimax_regret_course: str = ""
    best_reply: tuple[PlayStep, ...] = ()
    kept_outcomes: dict[str, float] = {}
    kept_value: float | None = None
