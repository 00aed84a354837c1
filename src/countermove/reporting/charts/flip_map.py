"""The flip map: which course is best over any two numbers, and where today lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from countermove.phrasing.numbers import number
from countermove.records.results import Table
from countermove.records.stresses import FlipMap, NumberName, Stress
from countermove.reporting.charts.courses_shown import course_styles, short_labels
from countermove.reporting.charts.layering import Layer, Spec, layered, plain
from countermove.reporting.charts.marks import SILENT, data, halo_text
from countermove.reporting.charts.region_names import Frame, place_names
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style
from countermove.reporting.wording import brief, lines, percent

__all__ = ["flip_map"]

MARKS = {
    "circle": "○",
    "square": "□",
    "diamond": "◇",
    "cross": "✚",
    "triangle-up": "△",
    "triangle-down": "▽",
    "triangle-right": "▷",
    "triangle-left": "◁",
}
"""The shapes of courses as letters."""


def flip_map(stress: Stress) -> Figure | None:
    """The best course over a grid of two numbers, the others at their likely values.

    Each region is named, and marked with its course's shape besides its tint. None where
    the stress test made no map.
    """
    grid = stress.flip_map
    if grid is None or len(grid.x_values) < 2 or len(grid.y_values) < 2:
        return None
    names = {n.key: n for n in stress.numbers}
    labels, looks = short_labels(stress), course_styles(stress)
    return compose(
        "flip-map",
        title="Where the answer flips",
        caption=caption(grid, names, labels, looks),
        table=table(grid, names, labels),
        drawing=lambda width: drawing(grid, names, labels, looks, width),
    )


def label_of(key: str, names: Mapping[str, NumberName]) -> str:
    """A number's short label, its key where it has none."""
    return brief(names[key].label) if key in names else key


def caption(
    grid: FlipMap,
    names: Mapping[str, NumberName],
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
) -> str:
    """What wins at the likely values, and how much of the map each course has; its mark beside
    it, since a small region has no room for its name."""
    counts = Counter(course for row in grid.best for course in row)
    total = sum(counts.values())
    parts = [
        "Each place on the map is a pair of values: to the right "
        f"{label_of(grid.x, names)}; upwards {label_of(grid.y, names)}. "
        "The ring marks the likely values, the thick line where the answer flips."
    ]
    shares = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    if len(shares) == 1:
        parts.append(f"“{labels.get(shares[0][0], shares[0][0])}” is best everywhere on this map.")
    else:
        told = [
            f"“{labels.get(c, c)}” is best on {percent(n / total)} of it{mark_of(c, looks)}"
            for c, n in shares
        ]
        parts.append("; ".join(told) + ".")
    return " ".join(parts)


def mark_of(course: str, looks: Mapping[str, Style]) -> str:
    """The mark of a course on the map, in brackets."""
    mark = MARKS.get(looks[course].shape, "") if course in looks else MARKS["circle"]
    return f" ({mark})" if mark else ""


def table(grid: FlipMap, names: Mapping[str, NumberName], labels: Mapping[str, str]) -> Table:
    """The best course at up to seven by seven points of the grid."""
    xs, ys = picked(len(grid.x_values)), picked(len(grid.y_values))
    head = f"{label_of(grid.y, names)} ↓ / {label_of(grid.x, names)} →"
    columns = (head, *(number(grid.x_values[i]) for i in xs))
    rows = tuple(
        (number(grid.y_values[j]), *(labels.get(grid.best[j][i], grid.best[j][i]) for i in xs))
        for j in reversed(ys)
    )
    return Table(columns=columns, rows=rows)


def picked(count: int, most: int = 7) -> list[int]:
    """Up to `most` places spread over a sequence."""
    return sorted(
        {round(k * (count - 1) / (min(most, count) - 1)) for k in range(min(most, count))}
    )


def edges(values: Sequence[float]) -> list[float]:
    """The borders of the cells around the values, the outer ones clipped to the values."""
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    return [values[0], *middles, values[-1]]


def drawing(
    grid: FlipMap,
    names: Mapping[str, NumberName],
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
    width: int,
) -> Spec:
    """The map at a width in pixels."""
    inner = min(width - 76, 560)
    height = round(inner * (0.86 if width < 500 else 0.62))
    x_edges, y_edges = edges(grid.x_values), edges(grid.y_values)
    x = axis_x(label_of(grid.x, names), x_edges, width)
    y = axis_y(y_edges)
    title = lines(f"↑ {label_of(grid.y, names)}", letters(width))
    cells = alt.Chart(data(cell_rows(grid, labels, looks, x_edges, y_edges))).mark_rect(opacity=0.3)
    layers: list[Layer] = [
        cells.encode(
            x=x,
            x2=alt.X2("x2:Q"),
            y=y,
            y2=alt.Y2("y2:Q"),
            color=alt.Color("colour:N", scale=None),
            description=alt.Description("tip:N"),
        ),
        texture(grid, looks, x, y, inner, height),
        borders(grid, x_edges, y_edges, x, y),
    ]
    ring = None
    if grid.x in names and grid.y in names:
        ring = (names[grid.x].likely, names[grid.y].likely)
    placed = place_names(grid, labels, Frame(inner, height), ring)
    layers.append(halo_text(placed, x, y, align="center", fontWeight="bold", fontSize=13))
    if ring is not None:
        layers.append(likely_point(*ring, x, y))
    head = {"text": title, "fontWeight": "normal", "color": LIGHT["muted"], "fontSize": 12}
    return layered(*layers, width=inner, height=height, title=head)


def letters(width: int) -> int:
    """How many letters of an axis's title stand beside each other."""
    return max(30, width // 8)


def axis_x(title: str, borders_: Sequence[float], width: int) -> alt.X:
    """The lower axis over exactly the map."""
    scale = alt.Scale(domain=[borders_[0], borders_[-1]], nice=False, zero=False)
    words = lines(f"→ {title}", letters(width))
    return alt.X("x:Q", scale=scale, axis=alt.Axis(title=words, tickCount=6, labelFlush=True))


def axis_y(borders_: Sequence[float]) -> alt.Y:
    """The side axis over exactly the map; its title stands above, where it can be read."""
    scale = alt.Scale(domain=[borders_[0], borders_[-1]], nice=False, zero=False)
    return alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None, tickCount=6, labelFlush=True))


def cell_rows(
    grid: FlipMap,
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
    x_edges: Sequence[float],
    y_edges: Sequence[float],
) -> list[dict[str, Any]]:
    """One rectangle for each run of equal cells in a row."""
    rows = []
    for j, line in enumerate(grid.best):
        i = 0
        while i < len(line):
            k = i
            while k + 1 < len(line) and line[k + 1] == line[i]:
                k += 1
            name = line[i]
            rows.append(
                {
                    "x": x_edges[i],
                    "x2": x_edges[k + 1],
                    "y": y_edges[j],
                    "y2": y_edges[j + 1],
                    "colour": looks[name].colour if name in looks else LIGHT["c6"],
                    "tip": labels.get(name, name),
                }
            )
            i = k + 1
    return rows


def texture(
    grid: FlipMap, looks: Mapping[str, Style], x: alt.X, y: alt.Y, width: int, height: int
) -> Spec:
    """Small marks in the shape of the course, about every 34 pixels."""
    every_x = max(1, round(len(grid.x_values) * 34 / width))
    every_y = max(1, round(len(grid.y_values) * 34 / height))
    rows = [
        {
            "x": grid.x_values[i],
            "y": grid.y_values[j],
            "shape": looks[name].shape if name in looks else "circle",
            "colour": looks[name].colour if name in looks else LIGHT["c6"],
        }
        for j in range(every_y // 2, len(grid.y_values), every_y)
        for i in range(every_x // 2, len(grid.x_values), every_x)
        for name in [grid.best[j][i]]
        if 0 < i < len(grid.x_values) - 1 and 0 < j < len(grid.y_values) - 1
    ]
    marks = alt.Chart(data(rows)).mark_point(size=26, strokeWidth=1.2, opacity=0.75)
    return plain(
        marks.encode(
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
            description=SILENT,
        )
    )


def borders(
    grid: FlipMap, x_edges: Sequence[float], y_edges: Sequence[float], x: alt.X, y: alt.Y
) -> Spec:
    """Lines between cells whose best courses differ: here the answer flips."""
    upright, level = [], []
    best = grid.best
    for j, line in enumerate(best):
        for i, name in enumerate(line):
            if i + 1 < len(line) and line[i + 1] != name:
                upright.append({"x": x_edges[i + 1], "y": y_edges[j], "y2": y_edges[j + 1]})
            if j + 1 < len(best) and best[j + 1][i] != name:
                level.append({"y": y_edges[j + 1], "x": x_edges[i], "x2": x_edges[i + 1]})
    style: dict[str, Any] = {"color": LIGHT["ink"], "strokeWidth": 2, "strokeCap": "square"}
    none = SILENT
    a = (
        alt.Chart(data(upright))
        .mark_rule(**style)
        .encode(x=x, y=y, y2=alt.Y2("y2:Q"), description=none)
    )
    b = (
        alt.Chart(data(level))
        .mark_rule(**style)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, description=none)
    )
    return layered(a, b)


def likely_point(x_at: float, y_at: float, x: alt.X, y: alt.Y) -> Spec:
    """The ring at today's likely values."""
    row = [{"x": x_at, "y": y_at, "tip": f"likely values: {number(x_at)}, {number(y_at)}"}]
    none = SILENT
    under = alt.Chart(data(row)).mark_point(
        shape="circle", size=190, stroke=LIGHT["paper"], strokeWidth=6, opacity=1
    )
    ring = alt.Chart(data(row)).mark_point(
        shape="circle", size=190, stroke=LIGHT["ink"], strokeWidth=2.5, opacity=1
    )
    dot = alt.Chart(data(row)).mark_point(filled=True, size=30, color=LIGHT["ink"], opacity=1)
    words = [{"x": x_at, "y": y_at, "text": ["likely", "values"]}]
    return layered(
        under.encode(x=x, y=y, description=none),
        ring.encode(x=x, y=y, description=alt.Description("tip:N")),
        dot.encode(x=x, y=y, description=none),
        halo_text(words, x, y, dx=13, dy=-6, fontSize=11, lineHeight=12),
    )
