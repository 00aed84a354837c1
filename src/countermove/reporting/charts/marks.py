"""Pieces that several charts share: text, rules and arrows as Altair layers."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.reporting.charts.layering import Spec, layered, plain
from countermove.reporting.palette import LIGHT

__all__ = ["HALO", "SILENT", "arrow", "data", "halo_text", "spread", "text", "x_at", "y_at"]

HALO = LIGHT["paper"]

SILENT = alt.DescriptionValue("-")
"""The description of marks that say nothing to a reader; drawn without any."""


def data(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Rows as inline data; charts never name an address.

    As one JSON text, since Altair copies a list of rows anew for every layer above it.
    """
    kept = [{k: v for k, v in row.items() if not is_void(v)} for row in rows]
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return alt.InlineData(values=text, format=alt.JsonDataFormat(type="json"))


def is_void(value: Any) -> bool:
    """Whether a value is a number without a place on any scale."""
    return isinstance(value, float) and not math.isfinite(value)


def x_at(field: str, low: float, high: float, **more: Any) -> alt.X:
    """A linear x position without an axis."""
    return alt.X(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False), **more
    )


def y_at(field: str, low: float, high: float, **more: Any) -> alt.Y:
    """A linear y position without an axis, growing downwards."""
    scale = alt.Scale(domain=[high, low], nice=False, zero=False)
    return alt.Y(f"{field}:Q", axis=None, scale=scale, **more)


def text(rows: Sequence[Mapping[str, Any]], x: alt.X, y: alt.Y, **mark: Any) -> Spec:
    """Words at places; each row has `text`, a line or a list of lines."""
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "lineHeight": 15} | mark
    words = alt.Chart(data(rows)).mark_text(**look)
    return plain(words.encode(x=x, y=y, text=alt.Text("text:N"), description=SILENT))


def halo_text(rows: Sequence[Mapping[str, Any]], x: alt.X, y: alt.Y, **mark: Any) -> Spec:
    """Words with an outline of paper, readable over lines."""
    under: dict[str, Any] = {"stroke": HALO, "strokeWidth": 4, "strokeJoin": "round"}
    return layered(text(rows, x, y, **(mark | under)), text(rows, x, y, **mark))


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as needed to lie `gap` apart between `low` and `high`.

    Places that would touch form a group about their middle (pooling of adjacent violators).
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[tuple[float, int]] = []  # the first place of a group, and how many it has
    for i in order:
        groups.append((min(max(places[i], low), high), 1))
        while len(groups) > 1 and groups[-2][0] + gap * groups[-2][1] > groups[-1][0]:
            groups[-2:] = [pooled(groups[-2], groups[-1], gap, low, high)]
    laid = [first + gap * k for first, count in groups for k in range(count)]
    result = [0.0] * len(places)
    for place, i in zip(laid, order, strict=True):
        result[i] = place
    return result


def pooled(
    lower: tuple[float, int], upper: tuple[float, int], gap: float, low: float, high: float
) -> tuple[float, int]:
    """Two groups as one, each as near as can be to where it was."""
    count = lower[1] + upper[1]
    wanted = (lower[0] * lower[1] + (upper[0] - gap * lower[1]) * upper[1]) / count
    return max(low, min(wanted, high - gap * (count - 1))), count


def arrow(
    start: tuple[float, float], end: tuple[float, float], bend: float = 0.0, steps: int = 16
) -> tuple[list[tuple[float, float]], float]:
    """Points of a curve from start to end, and the angle of its head in degrees clockwise
    from up (as Vega turns a symbol). `bend` moves the middle sideways, in pixels."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    cx = (x0 + x1) / 2 + bend * (y1 - y0) / length
    cy = (y0 + y1) / 2 - bend * (x1 - x0) / length
    curve = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        curve.append((a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1))
    angle = math.degrees(math.atan2(x1 - cx, -(y1 - cy)))
    return curve, round(angle, 2)
