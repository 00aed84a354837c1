"""The tornado: which uncertain numbers matter, and where in its range each flips the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import altair as alt

from countermove.phrasing.numbers import number
from countermove.records.number_table import load_numbers
from countermove.records.results import Table
from countermove.records.stresses import Importance, NumberName, Stress, Threshold
from countermove.reporting.charts.courses_shown import short_labels
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, data, halo_text, text, x_at, y_at
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT
from countermove.reporting.wording import BASES, brief, lines, percent

__all__ = ["tornado"]

MOST = 10
HEAD = 40
BARS = load_numbers("reporting/data/shown.tsv")
MUCH = BARS["much"]
"""A share of the doubt from which a number is said to make much of it."""
TELLING = BARS["telling"]
"""A share of the doubt below which no number by itself says much."""


def tornado(stress: Stress) -> Figure | None:
    """The numbers that matter most, each with its range and the point where it flips the
    answer; None where neither was computed."""
    ranked = ranking(stress)
    if not ranked:
        return None
    flips = nearest(stress.thresholds)
    weights = {i.number: i for i in stress.importance}
    labels, measure = short_labels(stress), measured(stress)
    return compose(
        "what-matters",
        title="Which facts the answer hangs on",
        caption=caption(ranked, measure, flips),
        table=table(ranked, weights, flips, labels),
        drawing=lambda width: drawing(ranked[:MOST], measure, flips, labels, width),
    )


def nearest(thresholds: Sequence[Threshold]) -> dict[str, Threshold]:
    """For each number the flip nearest to its likely value, one inside its range first."""
    ranked = sorted(thresholds, key=lambda t: (t.flips, -away(t)))
    return {t.number: t for t in ranked}


def away(threshold: Threshold) -> float:
    """How far a flip is from the likely value, a long way where there is none."""
    return threshold.distance if threshold.distance is not None else 9.0


@dataclass(frozen=True)
class Measure:
    """What the bars show: share of variance, else the worth of knowing, else nothing."""

    heading: str
    unit: str
    values: Mapping[str, float]

    def say(self, key: str) -> str:
        """A number's value in words."""
        value = self.values.get(key, 0.0)
        return f"{number(value, 2)}{self.unit}" if self.unit else percent(value)


def measured(stress: Stress) -> Measure:
    """First-order shares where any is at least `TELLING`, else EVPPI where any is not nil."""
    shares = {i.number: max(i.first_order, 0.0) for i in stress.importance}
    if max(shares.values(), default=0) >= TELLING:
        return Measure("Share of the doubt it accounts for", "", shares)
    worth = {i.number: max(i.evppi, 0.0) for i in stress.importance}
    if max(worth.values(), default=0) >= 0.005:
        return Measure("Worth of knowing it before choosing, in stakes", " of a stake", worth)
    return Measure("", "", {})


def ranking(stress: Stress) -> list[NumberName]:
    """Numbers by their share of variance, those that flip the answer alone before equals."""
    weight = measured(stress).values
    near = {key: away(t) for key, t in nearest(stress.thresholds).items()}
    flips = {t.number for t in stress.thresholds if t.flips}
    measures = {i.number for i in stress.importance}
    known = [n for n in stress.numbers if n.key in measures or n.key in flips]
    return sorted(
        known,
        key=lambda n: (
            -max(weight.get(n.key, 0), 0),
            n.key not in flips,
            near.get(n.key, 9),
            n.key,
        ),
    )


def caption(
    ranked: Sequence[NumberName],
    measure: Measure,
    flips: Mapping[str, Threshold],
) -> str:
    """The number that matters most, and how many flip the answer by themselves."""
    first = ranked[0]
    parts = []
    if measure.values and not measure.unit:
        parts.append(say_first(first.label, measure.values[first.key], measure.say(first.key)))
    elif measure.values:
        parts.append(f"The fact most worth knowing before choosing is {first.label}.")
    else:
        parts.append("No number by itself accounts for much of the doubt.")
    flipping = [n for n in ranked if n.key in flips and flips[n.key].flips]
    if len(flipping) == 1:
        parts.append(
            f"One number flips the answer alone, in the red part of its range: {flipping[0].label}."
        )
    elif flipping:
        near = min(flipping, key=lambda n: away(flips[n.key]))
        told = "the same one" if near is first and measure.values else near.label
        parts.append(
            f"{len(flipping)} numbers each flip the answer alone, in the red part of the range; "
            f"nearest to its likely value: {told}."
        )
    else:
        parts.append("No number flips the answer by itself inside its range.")
    assumed = sum(n.basis == "assumed" and not n.confirmed for n in ranked)
    parts.append(f"{assumed} of these {len(ranked)} numbers are assumed and unconfirmed (hatched).")
    return " ".join(parts)


def say_first(label: str, share: float, said: str) -> str:
    """How much of the doubt the number that matters most accounts for."""
    if share < MUCH:
        return (
            f"No single number makes much of the doubt: the first, {label}, accounts for {said} "
            "of how far the best course is ahead."
        )
    start = "Most" if share >= 0.5 else "The largest part"
    return (
        f"{start} of the doubt is about {label}: alone it accounts for {said} of how far the best "
        "course is ahead."
    )


def table(
    ranked: Sequence[NumberName],
    weights: Mapping[str, Importance],
    flips: Mapping[str, Threshold],
    labels: Mapping[str, str],
) -> Table:
    """Every number that matters."""
    columns = (
        "Number",
        "Basis",
        "Low",
        "Likely",
        "High",
        "Share of variance",
        "Worth of knowing it, in stakes",
        "Flips the answer at",
    )
    rows = []
    for n in ranked:
        weight = weights.get(n.key)
        rows.append(
            (
                n.label,
                BASES.get(n.basis, n.basis) + (", confirmed" if n.confirmed else ""),
                number(n.low),
                number(n.likely),
                number(n.high),
                percent(max(weight.first_order, 0)) if weight else "",
                number(weight.evppi, 2) if weight else "",
                flip_words(flips.get(n.key), labels),
            )
        )
    return Table(columns=columns, rows=tuple(rows))


def flip_words(flip: Threshold | None, labels: Mapping[str, str]) -> str:
    """Where a number flips the answer, and to which course."""
    if flip is None or flip.at is None:
        return "nowhere in its range"
    place = f"{flip.direction} {number(flip.at)}".strip()
    to = f" to “{labels.get(flip.to_course, flip.to_course)}”" if flip.to_course else ""
    return place + to + ("" if flip.flips else ", outside its range")


def drawing(
    shown: Sequence[NumberName],
    measure: Measure,
    flips: Mapping[str, Threshold],
    labels: Mapping[str, str],
    width: int,
) -> Spec:
    """For every number its words, a bar of importance, and its range with the flipping point.

    Everything is placed in pixels, since each range has a scale of its own.
    """
    told = [lines(brief(n.label), int(width / 7), most=2) for n in shown]
    ends = list(accumulate((50 + 16 * len(t) for t in told), initial=HEAD))
    height = ends[-1]
    x, y = x_at("x", 0, width), y_at("y", 0, height)
    left = width * 0.46 + 30 if measure.values else 34.0
    spans = [
        span_row(n, flips.get(n.key), end, left, width - 34)
        for n, end in zip(shown, ends[1:], strict=True)
    ]
    words = [{"x": 0, "y": at + 8, "text": t} for at, t in zip(ends[:-1], told, strict=True)]
    layers = [*headings(measure, width, left, x, y), text(words, x, y, baseline="top")]
    if measure.values:
        layers += bar_layers(bar_rows(shown, measure, ends[1:], left - 84), x, y)
    layers += span_layers(spans, labels, x, y)
    return layered(*layers, width=width, height=height)


def headings(measure: Measure, width: int, left: float, x: alt.X, y: alt.Y) -> list[Layer]:
    """What the two halves show."""
    right = lines("Its range, and where it flips the answer", int((width - left) / 6.5))
    rows = [{"x": left if measure.values else 0.0, "y": 2, "text": right}]
    if measure.values:
        rows.append({"x": 0.0, "y": 2, "text": lines(measure.heading, int((left - 30) / 6.5))})
    return [text(rows, x, y, baseline="top", fontWeight="bold", fontSize=12)]


def bar_rows(
    shown: Sequence[NumberName], measure: Measure, ends: Sequence[float], longest: float
) -> list[dict[str, Any]]:
    """The bars as rectangles in pixels."""
    values = measure.values
    top = max(values.get(n.key, 0.0) for n in shown) or 1.0
    if not measure.unit:  # a small share is drawn as a small one
        top = max(top, 0.3)
    rows = []
    for n, end in zip(shown, ends, strict=True):
        weak = n.basis == "assumed" and not n.confirmed
        bottom = end - 10
        rows.append(
            {
                "x": 0.0,
                "x2": max(2.0, longest * values.get(n.key, 0.0) / top),
                "y": bottom - 18.0,
                "y2": bottom - 2.0,
                "weak": weak,
                "text": measure.say(n.key),
                "tip": f"{n.label}: {measure.say(n.key)}; "
                f"{'assumed, not confirmed' if weak else BASES.get(n.basis, n.basis)}",
            }
        )
    return rows


def bar_layers(rows: Sequence[dict[str, Any]], x: alt.X, y: alt.Y) -> list[Layer]:
    """Solid bars for sourced or confirmed numbers, hatched ones for assumed."""
    fill = alt.condition("datum.weak", alt.value(LIGHT["paper"]), alt.value(LIGHT["c1"]))
    bar = (
        alt.Chart(data(rows))
        .mark_rect(stroke=LIGHT["c1"], strokeWidth=1.5)
        .encode(
            x=x,
            x2=alt.X2("x2:Q"),
            y=y,
            y2=alt.Y2("y2:Q"),
            fill=fill,
            description=alt.Description("tip:N"),
        )
    )
    strokes = [stroke for row in rows if row["weak"] for stroke in hatching(row)]
    hatch = (
        alt.Chart(data(strokes))
        .mark_rule(color=LIGHT["c1"], strokeWidth=1)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"), description=SILENT)
    )
    ends = [{"x": r["x2"], "y": (r["y"] + r["y2"]) / 2, "text": r["text"]} for r in rows]
    return [bar, hatch, text(ends, x, y, dx=7, fontWeight="bold")]


def hatching(row: Mapping[str, Any], gap: float = 7.0) -> list[dict[str, float]]:
    """Slanting strokes inside a bar."""
    strokes = []
    deep = row["y2"] - row["y"]
    at = row["x"] - deep + gap
    while at < row["x2"]:
        low, high = max(at, row["x"]), min(at + deep, row["x2"])
        strokes.append(
            {"x": low, "x2": high, "y": row["y2"] - (low - at), "y2": row["y2"] - (high - at)}
        )
        at += gap
    return strokes


def span_row(
    n: NumberName, flip: Threshold | None, bottom: float, left: float, right: float
) -> dict[str, Any]:
    """A number's range in pixels, with its likely value and flipping point."""
    wide = n.high - n.low or 1.0

    def place(value: float) -> float:
        return left + (right - left) * (value - n.low) / wide

    inside = flip is not None and flip.flips and flip.at is not None and n.low <= flip.at <= n.high
    return {
        "number": n,
        "flip": flip if inside else None,
        "y": bottom - 20.0,
        "left": left,
        "right": right,
        "likely": place(n.likely),
        "at": place(flip.at) if inside and flip and flip.at is not None else None,
    }


def span_layers(
    spans: Sequence[dict[str, Any]], labels: Mapping[str, str], x: alt.X, y: alt.Y
) -> list[Layer]:
    """Range lines with ends, likely dots, and the flipped part in red."""
    none = SILENT
    lines_ = [{"x": s["left"], "x2": s["right"], "y": s["y"]} for s in spans]
    track = (
        alt.Chart(data(lines_))
        .mark_rule(color=LIGHT["line"], strokeWidth=3)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, description=none)
    )
    flipped = [flipped_part(s, labels) for s in spans if s["flip"] is not None]
    red = (
        alt.Chart(data(flipped))
        .mark_rule(color=LIGHT["alert"], strokeWidth=7)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, description=alt.Description("tip:N"))
    )
    stops = [{"x": f["stop"], "y": f["y"] - 9, "y2": f["y"] + 9} for f in flipped]
    stop = (
        alt.Chart(data(stops))
        .mark_rule(color=LIGHT["alert"], strokeWidth=2)
        .encode(x=x, y=y, y2=alt.Y2("y2:Q"), description=none)
    )
    dots = [{"x": s["likely"], "y": s["y"], "tip": likely_tip(s["number"])} for s in spans]
    dot = (
        alt.Chart(data(dots))
        .mark_point(filled=True, size=75, color=LIGHT["ink"], opacity=1)
        .encode(x=x, y=y, description=alt.Description("tip:N"))
    )
    return [track, red, stop, dot, *span_words(spans, flipped, x, y)]


def likely_tip(n: NumberName) -> str:
    """The three values of a range in words."""
    return f"{n.label}: likely {number(n.likely)}, from {number(n.low)} to {number(n.high)}"


def flipped_part(row: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """The part of the range in which another course is best."""
    flip: Threshold = row["flip"]
    above = flip.direction == "above" or (not flip.direction and row["at"] > row["likely"])
    to = labels.get(flip.to_course, flip.to_course)
    return {
        "x": row["at"] if above else row["left"],
        "x2": row["right"] if above else row["at"],
        "stop": row["at"],
        "y": row["y"],
        "at": number(flip.at or 0.0),
        "tip": f"{'Above' if above else 'Below'} {number(flip.at or 0.0)}: {to}",
    }


def span_words(
    spans: Sequence[dict[str, Any]], flipped: Sequence[dict[str, Any]], x: alt.X, y: alt.Y
) -> list[Layer]:
    """Low and high under the ends, the flipping value over its stop."""
    ends = []
    for s in spans:
        ends.append({"x": s["left"], "y": s["y"] + 15, "text": number(s["number"].low)})
        ends.append({"x": s["right"], "y": s["y"] + 15, "text": number(s["number"].high)})
    stops = [{"x": f["stop"], "y": f["y"] - 16, "text": f"flips at {f['at']}"} for f in flipped]
    small: dict[str, Any] = {"align": "center", "fontSize": 11}
    made: list[Layer] = [text(ends, x, y, color=LIGHT["muted"], **small)]
    if stops:
        made.append(halo_text(stops, x, y, color=LIGHT["alert"], fontWeight="bold", **small))
    return made
