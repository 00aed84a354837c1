"""The clock: what the course is worth when it is taken up only after a wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.records.results import Play, StartValue, Table
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, data, halo_text, spread
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style, styles
from countermove.reporting.wording import lines, points, span

__all__ = ["clock"]

HEIGHT = 240
MOST = 5


def clock(play: Play, labels: Mapping[str, str] | None = None) -> Figure | None:
    """Value against waiting for every course the clock was run for; None where it was not."""
    starts = sorted(play.clock, key=lambda s: (s.course, s.wait))
    if len({s.wait for s in starts}) < 2:
        return None
    names = {c.name: c.label for c in play.courses} | dict(labels or {})
    order = sorted({s.course for s in starts}, key=lambda c: (c != play.best_course, c))
    looks = styles(order[:MOST])
    near = near_starts(play, starts)
    apart = far_off(near, order[:MOST])
    near = [s for s in near if s.course not in apart]
    looks = {c: look for c, look in looks.items() if c not in apart}
    return compose(
        "clock",
        title="What waiting costs",
        caption=" ".join([caption(play, near), *off_chart(apart, names)]),
        table=table(starts, names),
        drawing=lambda width: drawing(play, near, names, looks, width),
    )


def near_starts(play: Play, starts: Sequence[StartValue]) -> list[StartValue]:
    """The waits to draw: half as long again as the latest useful start, or half the horizon.

    Waits near the horizon leave no time for play and would squeeze all the rest flat.
    """
    until = max(3.0, 1.5 * play.latest_start) if play.latest_start else play.horizon / 2
    until = min(until, 0.8 * play.horizon)
    near = [s for s in starts if s.wait <= until + 1e-9]
    return near if len({s.wait for s in near}) > 2 else list(starts)


def far_off(starts: Sequence[StartValue], shown: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Courses so far from all others that they would press the rest into one line."""
    spans = {
        c: (min(values), max(values))
        for c in shown
        if (values := [s.value for s in starts if s.course == c])
    }
    found: dict[str, tuple[float, float]] = {}
    for course in shown[1:]:
        rest = [v for c, v in spans.items() if c != course and c not in found]
        if course not in spans or len(rest) < 2:
            continue
        low, high = min(v[0] for v in rest), max(v[1] for v in rest)
        gap = max(low - spans[course][1], spans[course][0] - high)
        if gap > 1.5 * (high - low):
            found[course] = spans[course]
    return found


def off_chart(apart: Mapping[str, tuple[float, float]], names: Mapping[str, str]) -> list[str]:
    """What is not drawn, and what it is worth."""
    return [
        f"“{names.get(c, c)}” is off the chart, at {points(low)} to {points(high)}."
        for c, (low, high) in apart.items()
    ]


def caption(play: Play, starts: Sequence[StartValue]) -> str:
    """The cost of the first and last wait, and when it is too late."""
    own = [s for s in starts if s.course == play.best_course] or list(starts)
    waits = [s for s in own if s.wait > 0]
    near = min(waits, key=lambda s: (abs(s.wait - 1), s.wait))
    verb = "costs" if near.cost >= 0 else "gains"
    parts = [f"Waiting {span(near.wait)} {verb} {points(abs(near.cost))} points."]
    last = waits[-1]
    if last.wait != near.wait:
        verb = "costs" if last.cost >= 0 else "gains"
        parts.append(f"Waiting {span(last.wait)} {verb} {points(abs(last.cost))}.")
    if play.latest_start is None:
        always = all(s.still_best for s in own)
        parts.append(
            "At every wait tried it is still the best course."
            if always
            else "No latest useful start was found within the waits tried."
        )
    elif play.latest_start > last.wait:
        parts.append(
            f"Begun up to {span(play.latest_start)} from now, beyond what is drawn, it is still "
            "the best course."
        )
    elif play.latest_start == last.wait:
        parts.append("The course is still best at the longest wait tried.")
    else:
        parts.append(
            f"Begun up to {span(play.latest_start)} from now it is still the best course; "
            "after that another one is (hollow marks)."
            if play.latest_start
            else "Any wait makes another course better (hollow marks)."
        )
    return " ".join(parts)


def table(starts: Sequence[StartValue], names: Mapping[str, str]) -> Table:
    """Every wait that was tried."""
    columns = ("Course", "Begun after", "Worth, points", "Cost of waiting", "Still the best?")
    rows = tuple(
        (
            names.get(s.course, s.course),
            span(s.wait) if s.wait else "no wait",
            points(s.value),
            points(s.cost),
            "yes" if s.still_best else "no",
        )
        for s in starts
    )
    return Table(columns=columns, rows=rows)


def drawing(
    play: Play,
    starts: Sequence[StartValue],
    names: Mapping[str, str],
    looks: Mapping[str, Style],
    width: int,
) -> Spec:
    """Lines with filled marks while the course is best, hollow ones after."""
    inner = width - 48
    small = width < 500
    end = max(s.wait for s in starts)
    low, high = limits(starts)
    x = alt.X(
        "wait:Q",
        scale=alt.Scale(domain=[0, end], nice=False, range=[6, inner - (96 if small else 170)]),
        axis=alt.Axis(title="years waited before it is taken up", tickCount=5, format="~g"),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(title=None, tickCount=5),
    )
    layers: list[Layer] = []
    if play.latest_start is not None and play.latest_start < end:
        layers.append(deadline(play.latest_start, low, high, x, y, small=small))
    lines_ = {c: [s for s in starts if s.course == c] for c in looks}
    ends = [own[-1].value for own in lines_.values()]
    places = spread(ends, (high - low) * 0.13, low, high)
    for (course, own), place in zip(lines_.items(), places, strict=True):
        name = names.get(course, course)
        layers.append(course_line(own, name, looks[course], x, y))
        layers.append(end_name(own[-1].wait, place, name, looks[course], x, y, small))
    title = {"text": "Worth to the subject, in its own points"}
    return layered(*layers, width=inner, height=HEIGHT, title=title)


def limits(starts: Sequence[StartValue]) -> tuple[float, float]:
    """Room above and below the values."""
    values = [s.value for s in starts]
    room = (max(values) - min(values)) * 0.12 or 1.0
    return min(values) - room, max(values) + room


def deadline(at: float, low: float, high: float, x: alt.X, y: alt.Y, *, small: bool) -> Spec:
    """A line at the latest useful start, with its words."""
    rule = (
        alt.Chart(data([{"wait": at, "value": low, "top": high}]))
        .mark_rule(color=LIGHT["alert"], strokeWidth=1.5, strokeDash=[5, 3])
        .encode(x=x, y=y, y2="top:Q", description=SILENT)
    )
    words = ["latest useful start:", f"{span(at)} from now" if at else "now"]
    row = [{"wait": at, "value": high, "text": words}]
    label = halo_text(row, x, y, dx=7, dy=8, color=LIGHT["alert"], fontSize=11 if small else 12)
    return layered(rule, label)


def course_line(own: Sequence[StartValue], name: str, look: Style, x: alt.X, y: alt.Y) -> Spec:
    """One course: its line and its marks."""
    rows = [
        {
            "wait": s.wait,
            "value": s.value,
            "best": s.still_best,
            "tip": f"{name}, begun after {span(s.wait)}: {points(s.value)} points, "
            f"{'still' if s.still_best else 'no longer'} the best course",
        }
        for s in own
    ]
    base = alt.Chart(data(rows))
    line = base.mark_line(
        color=look.colour, strokeWidth=2.5, strokeDash=list(look.dash) or [1, 0]
    ).encode(x=x, y=y, description=SILENT)
    marks: dict[str, Any] = {"size": 44, "shape": look.shape, "opacity": 1, "strokeWidth": 2}
    full = (
        base.transform_filter("datum.best")
        .mark_point(fill=look.colour, stroke=look.colour, **marks)
        .encode(x=x, y=y, description="tip:N")
    )
    hollow = (
        base.transform_filter("!datum.best")
        .mark_point(fill=LIGHT["paper"], stroke=look.colour, **marks)
        .encode(x=x, y=y, description="tip:N")
    )
    return layered(line, hollow, full)


def end_name(
    wait: float, place: float, name: str, look: Style, x: alt.X, y: alt.Y, small: bool
) -> Spec:
    """The course's name at the end of its line."""
    row = [{"wait": wait, "value": place, "text": lines(name, 13 if small else 23, most=2)}]
    style: dict[str, Any] = {"dx": 10, "fontWeight": "bold", "lineHeight": 13}
    return halo_text(row, x, y, color=look.colour, fontSize=11 if small else 12, **style)
