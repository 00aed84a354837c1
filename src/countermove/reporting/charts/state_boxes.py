"""Boxes for the states of a move graph: placed in layers, told by what differs from today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.lists import join
from countermove.records.stability import CONCEPTS, Stability
from countermove.reporting.charts.layering import Layer
from countermove.reporting.charts.marks import data, text
from countermove.reporting.palette import LIGHT
from countermove.reporting.wording import lines

__all__ = ["changes", "frames", "laid_out", "words"]

CHANGES = 4


def told(stability: Stability, state: int, labels: Mapping[str, str], letters: int) -> list[str]:
    """A state in lines: what is switched on (+) or off (−) against today, by the options'
    labels; its own label where it is today's or the labels are not known."""
    found = changes(stability, state)
    if not found or any(o not in labels for _, o in found):
        return lines(stability.states[state].label, letters, most=5)
    most = 2 if len(found) < 3 else 1
    broken = [x for sign, o in found[:CHANGES] for x in lines(f"{sign} {labels[o]}", letters, most)]
    return [*broken, f"and {len(found) - CHANGES} more"] if len(found) > CHANGES else broken


def changes(stability: Stability, state: int) -> list[tuple[str, str]]:
    """The options switched on (+) and off (−) in a state against today's."""
    own, today = stability.states[state].options, stability.states[stability.today].options
    found = [("+", o) for o in own if o not in today]
    return found + [("−", o) for o in today if o not in own]


def levels_of(depth: Mapping[int, int]) -> list[list[int]]:
    """The states by their distance from today, nearest first, without empty levels."""
    levels = [[s for s in sorted(depth) if depth[s] == d] for d in range(max(depth.values()) + 1)]
    return [level for level in levels if level]


def laid_out(
    stability: Stability,
    depth: Mapping[int, int],
    labels: Mapping[str, str],
    width: int,
    *,
    down: bool,
) -> tuple[dict[int, dict[str, Any]], float]:
    """A box for each state with its place and words, and the height of the drawing."""
    levels = levels_of(depth)
    place = downwards if down else rightwards
    wide = box_width(width, max(map(len, levels)) if down else len(levels), down=down)
    letters = max(9, int((wide - 20) / 6.9))
    broken = {s: told(stability, s, labels, letters) for s in depth}
    places, height = place(levels, broken, width, wide)
    boxes = {
        s: box(stability, s, broken[s], *middle, wide, deep) for s, (middle, deep) in places.items()
    }
    return boxes, height


def box_width(width: int, count: int, *, down: bool) -> float:
    """As wide as leaves room between the boxes, for arrows where they run across."""
    gap = 18 if down else 96
    return min((width - gap * (count - 1)) / count, 250.0)


Places = dict[int, tuple[tuple[float, float], float]]


def deep_enough(level: Sequence[int], broken: Mapping[int, list[str]]) -> float:
    """The height of the boxes of a level: that of the longest."""
    return 15.0 * max(len(broken[s]) for s in level) + 26


def downwards(
    levels: Sequence[Sequence[int]], broken: Mapping[int, list[str]], width: int, wide: float
) -> tuple[Places, float]:
    """Each level in a row of its own, under the one before."""
    places: Places = {}
    top = 4.0
    for level in levels:
        deep = deep_enough(level, broken)
        step = min(width / len(level), wide + 60)
        for k, state in enumerate(level):
            across = width / 2 + (k - (len(level) - 1) / 2) * step
            places[state] = ((across, top + deep / 2), deep)
        top += deep + 58
    return places, top - 54


def rightwards(
    levels: Sequence[Sequence[int]], broken: Mapping[int, list[str]], width: int, wide: float
) -> tuple[Places, float]:
    """Each level in a column of its own, right of the one before."""
    places: Places = {}
    deep = max(deep_enough(level, broken) for level in levels)
    height = max(map(len, levels)) * (deep + 26) + 20
    step = (width - wide - 4) / max(1, len(levels) - 1)
    for d, level in enumerate(levels):
        for k, state in enumerate(level):
            places[state] = ((wide / 2 + 2 + d * step, height * (k + 0.5) / len(level)), deep)
    return places, height


def box(
    stability: Stability,
    state: int,
    broken: list[str],
    cx: float,
    cy: float,
    wide: float,
    deep: float,
) -> dict[str, Any]:
    """One state's box."""
    stable = next((e for e in stability.equilibria if e.state == state), None)
    concepts = join(CONCEPTS[c] for c in stable.concepts) if stable else ""
    label = stability.states[state].label
    return {
        "cx": cx,
        "cy": cy,
        "x": cx - wide / 2 + 2,
        "x2": cx + wide / 2 - 2,
        "y": cy - deep / 2,
        "y2": cy + deep / 2,
        "lines": broken,
        "today": state == stability.today,
        "stable": stable is not None,
        "tip": f"{label}: {'stable (' + concepts + ')' if stable else 'not stable'}",
    }


def frames(boxes: Mapping[int, dict[str, Any]], x: alt.X, y: alt.Y) -> list[Layer]:
    """Frames: thick where stable, tinted for today."""
    made = []
    rows = [boxes[s] for s in sorted(boxes)]
    for stable in (False, True):
        part = [{k: v for k, v in r.items() if k != "lines"} for r in rows if r["stable"] == stable]
        if not part:
            continue
        made.append(
            alt.Chart(data(part))
            .mark_rect(
                cornerRadius=6,
                stroke=LIGHT["c3" if stable else "line"],
                strokeWidth=3 if stable else 1.2,
            )
            .encode(
                x=x,
                x2=alt.X2("x2:Q"),
                y=y,
                y2=alt.Y2("y2:Q"),
                fill=alt.condition(
                    "datum.today", alt.value(LIGHT["raised"]), alt.value(LIGHT["paper"])
                ),
                description=alt.Description("tip:N"),
            )
        )
    return made


def words(boxes: Mapping[int, dict[str, Any]], x: alt.X, y: alt.Y) -> list[Layer]:
    """The label in each box, a mark on stable ones and on today's."""
    labels, marks = [], []
    for state in sorted(boxes):
        b = boxes[state]
        top = b["y"] + 20 + (0 if not (b["stable"] or b["today"]) else 4)
        labels.append({"x": b["cx"], "y": top, "text": b["lines"]})
        tags = [w for w, on in (("TODAY", b["today"]), ("STABLE", b["stable"])) if on]
        if tags:
            marks.append({"x": b["cx"], "y": b["y"] + 9, "text": " · ".join(tags)})
    return [
        text(labels, x, y, align="center"),
        text(marks, x, y, align="center", fontSize=9.5, fontWeight="bold", color=LIGHT["c3"]),
    ]
