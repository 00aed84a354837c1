"""Boxes for the states of a move graph: placed in layers, told by what differs from today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from countermove.records.stability import CONCEPTS, Stability
from countermove.reporting.charts.layering import Layer
from countermove.reporting.charts.marks import data, text
from countermove.reporting.palette import LIGHT
from countermove.reporting.wording import join, lines

__all__ = ["frames", "laid_out", "words"]

CHANGES = 4


def told(stability: Stability, state: int, labels: Mapping[str, str], letters: int) -> list[str]:
    """A state in lines: what is switched on (+) or off (−) against today, by the options'
    labels; its own label where it is today's or the labels are not known."""
    own = set(stability.states[state].options)
    today = set(stability.states[stability.today].options)
    changes = [("+", o) for o in stability.states[state].options if o not in today]
    changes += [("−", o) for o in stability.states[stability.today].options if o not in own]
    if not changes or any(o not in labels for _, o in changes):
        return lines(stability.states[state].label, letters, most=5)
    found: list[str] = []
    for sign, option in changes[:CHANGES]:
        found += lines(f"{sign} {labels[option]}", letters, most=2 if len(changes) < 3 else 1)
    if len(changes) > CHANGES:
        found.append(f"and {len(changes) - CHANGES} more")
    return found


def laid_out(
    stability: Stability, depth: Mapping[int, int], labels: Mapping[str, str], width: int
) -> tuple[dict[int, dict[str, Any]], float]:
    """A box for each state with its place and words, and the height of the drawing."""
    small = width < 500
    levels = [[s for s in sorted(depth) if depth[s] == d] for d in range(max(depth.values()) + 1)]
    while levels and not levels[-1]:
        levels.pop()
    columns = max(len(v) for v in levels) if small else len(levels)
    wide = (width - 16 * (columns - 1)) / columns if small else box_width(width, columns)
    wide = min(wide, 210)
    letters = max(9, int((wide - 20) / 6.1))
    broken = {s: told(stability, s, labels, letters) for s in depth}
    deep = 15 * max(len(b) for b in broken.values()) + 26
    span_ = (deep + (64 if small else 26)) if small else deep + 26
    most = max(len(v) for v in levels)
    height = (len(levels) if small else most) * span_ + 20
    boxes = {}
    for d, level in enumerate(levels):
        for k, state in enumerate(level):
            if small:
                cx = width * (k + 0.5) / len(level)
                cy = 12 + deep / 2 + d * span_
            else:
                gap = (width - wide) / max(1, columns - 1)
                cx = wide / 2 + 2 + d * (gap - 4 / max(1, columns - 1))
                cy = height * (k + 0.5) / len(level)
            boxes[state] = box(stability, state, broken[state], cx, cy, wide, deep)
    return boxes, height


def box_width(width: int, columns: int) -> float:
    """As wide as leaves room for arrows between the columns."""
    return (width - 92 * (columns - 1)) / columns


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
                x2="x2:Q",
                y=y,
                y2="y2:Q",
                fill=alt.condition(
                    "datum.today", alt.value(LIGHT["raised"]), alt.value(LIGHT["paper"])
                ),
                description="tip:N",
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
