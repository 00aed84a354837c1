"""The clock: what the course is worth when it is taken up only after a wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.numbers import number
from countermove.phrasing.times import span
from countermove.records.results import Play, StartValue, Table
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, data, halo_text, spread
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style, styles
from countermove.reporting.wording import lines

__all__ = ["clock"]

HEIGHT = 240
MOST = 5


def clock(
    play: Play,
    labels: Mapping[str, str] | None = None,
    looks: Mapping[str, Style] | None = None,
    course: str = "",
) -> Figure | None:
    """Value against waiting for every course the clock was run for; None where it was not.

    `course` is the one the answer is about, else the best at likely values; `looks` are the
    styles the courses have in the other charts.
    """
    starts = sorted(play.clock, key=lambda s: (s.course, s.wait))
    if len({s.wait for s in starts}) < 2:
        return None
    names = {c.name: c.label for c in play.courses} | dict(labels or {})
    own = course if any(s.course == course for s in starts) else play.best_course
    order = in_order(starts, own, looks or {})[:MOST]
    near = near_starts(starts, own)
    apart = far_off(near, order)
    near = [s for s in near if s.course in order and s.course not in apart]
    drawn = {c: style for c, style in (looks or styles(order)).items() if c in order}
    drawn = {c: drawn[c] for c in order if c in drawn and c not in apart}
    words = names.get(own, own)
    return compose(
        "clock",
        title="What waiting costs",
        caption=" ".join(
            [caption(near, own, words, latest(starts, own)), *off_chart(apart, names)]
        ),
        table=table(starts, names),
        drawing=lambda width: drawing(near, own, names, drawn, width, latest(starts, own)),
    )


def in_order(starts: Sequence[StartValue], own: str, looks: Mapping[str, Style]) -> list[str]:
    """The courses: the answer's first, then as in the other charts."""
    places = {c: i for i, c in enumerate(looks)}
    courses = {s.course for s in starts}
    return sorted(courses, key=lambda c: (c != own, places.get(c, len(places)), c))


def latest(starts: Sequence[StartValue], own: str) -> float | None:
    """The longest wait up to which a course is still best; None where it is not best today."""
    found = None
    for start in (s for s in starts if s.course == own):
        if not start.still_best:
            break
        found = start.wait
    return found


def near_starts(starts: Sequence[StartValue], own: str) -> list[StartValue]:
    """The waits to draw: half as long again as the latest useful start, or half of those tried.

    Waits near the horizon leave no time for play and would squeeze all the rest flat.
    """
    longest, last = max(s.wait for s in starts), latest(starts, own)
    until = max(3.0, 1.5 * last) if last and last < longest else longest / 2
    until = min(until, 0.8 * longest)
    near = [s for s in starts if s.wait <= until + 1e-9]
    return near if len({s.wait for s in near}) > 2 else list(starts)


def far_off(starts: Sequence[StartValue], shown: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Courses so far from all others at every wait that they would press the rest into one line."""
    values = {c: {s.wait: s.value for s in starts if s.course == c} for c in shown}
    found: dict[str, tuple[float, float]] = {}
    for course in shown[1:]:
        rest = [v for c, v in values.items() if c != course and c not in found]
        if len(rest) > 1 and is_far(values[course], rest):
            found[course] = (min(values[course].values()), max(values[course].values()))
    return found


def is_far(own: Mapping[float, float], rest: Sequence[Mapping[float, float]]) -> bool:
    """Whether at every wait a course is farther off than twice the spread of the rest."""
    for wait, value in own.items():
        others = [r[wait] for r in rest if wait in r]
        if not others:
            return False
        low, high = min(others), max(others)
        if max(low - value, value - high) <= 2 * (high - low):
            return False
    return bool(own)


def off_chart(apart: Mapping[str, tuple[float, float]], names: Mapping[str, str]) -> list[str]:
    """What is not drawn, and what it is worth."""
    return [
        f"“{names.get(c, c)}” is off the chart, at {number(low, 2)} to {number(high, 2)}."
        for c, (low, high) in apart.items()
    ]


def caption(starts: Sequence[StartValue], own: str, name: str, last: float | None) -> str:
    """What the first and the longest wait drawn cost, and when it is too late."""
    mine = [s for s in starts if s.course == own] or list(starts)
    waits = [s for s in mine if s.wait > 0]
    near, far = min(waits, key=lambda s: (abs(s.wait - 1), s.wait)), waits[-1]
    parts = [f"Waiting {span(near.wait)} with “{name}” {cost(near)} of the stake."]
    if far.wait != near.wait:
        parts.append(f"Waiting {span(far.wait)} {cost(far)}.")
    parts.append(say_last(last, far.wait))
    return " ".join(parts)


def cost(start: StartValue) -> str:
    """What a wait costs or gains."""
    return f"{'costs' if start.cost >= 0 else 'gains'} {number(abs(start.cost), 2)}"


def say_last(last: float | None, drawn: float) -> str:
    """Up to when the course is the best one."""
    if last is None:
        return "At likely values another course is better already today (hollow marks)."
    if last >= drawn:
        tried = f"up to {span(last)}" if last > drawn else "that was drawn"
        return f"At every wait {tried} it is still the best course."
    if not last:
        return "Any wait makes another course better (hollow marks)."
    return (
        f"Begun up to {span(last)} from now it is still the best course; after that another "
        "one is (hollow marks)."
    )


def table(starts: Sequence[StartValue], names: Mapping[str, str]) -> Table:
    """Every wait that was tried."""
    columns = ("Course", "Begun after", "Worth, in stakes", "Cost of waiting", "Still the best?")
    rows = tuple(
        (
            names.get(s.course, s.course),
            span(s.wait) if s.wait else "no wait",
            number(s.value, 2),
            number(s.cost, 2),
            "yes" if s.still_best else "no",
        )
        for s in starts
    )
    return Table(columns=columns, rows=rows)


def drawing(
    starts: Sequence[StartValue],
    own: str,
    names: Mapping[str, str],
    looks: Mapping[str, Style],
    width: int,
    last: float | None,
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
    if last is not None and last < end:
        layers.append(deadline(last, low, high, x, y, small=small))
    lines_ = {c: [s for s in starts if s.course == c] for c in reversed(list(looks))}
    ends = [drawn[-1].value for drawn in lines_.values()]
    places = spread(ends, (high - low) * (0.12 if small else 0.075), low, high)
    for (course, drawn), place in zip(lines_.items(), places, strict=True):
        name = names.get(course, course)
        layers.append(course_line(drawn, name, looks[course], x, y, bold=course == own))
        layers.append(end_name(drawn[-1].wait, place, name, looks[course], x, y, small))
    title = {"text": "Worth to the subject, in multiples of its stake"}
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
        .encode(x=x, y=y, y2=alt.Y2("top:Q"), description=SILENT)
    )
    words = ["latest useful start:", f"{span(at)} from now" if at else "now"]
    row = [{"wait": at, "value": high, "text": words}]
    label = halo_text(row, x, y, dx=7, dy=8, color=LIGHT["alert"], fontSize=11 if small else 12)
    return layered(rule, label)


def course_line(
    own: Sequence[StartValue], name: str, look: Style, x: alt.X, y: alt.Y, *, bold: bool
) -> Spec:
    """One course: its line and its marks."""
    rows = [
        {
            "wait": s.wait,
            "value": s.value,
            "best": s.still_best,
            "tip": f"{name}, begun after {span(s.wait)}: {number(s.value, 2)} stakes, "
            f"{'still' if s.still_best else 'no longer'} the best course",
        }
        for s in own
    ]
    base = alt.Chart(data(rows))
    line = base.mark_line(
        color=look.colour, strokeWidth=3 if bold else 2, strokeDash=list(look.dash) or [1, 0]
    ).encode(x=x, y=y, description=SILENT)
    marks: dict[str, Any] = {"size": 44, "shape": look.shape, "opacity": 1, "strokeWidth": 2}
    full = (
        base.transform_filter("datum.best")
        .mark_point(fill=look.colour, stroke=look.colour, **marks)
        .encode(x=x, y=y, description=alt.Description("tip:N"))
    )
    hollow = (
        base.transform_filter("!datum.best")
        .mark_point(fill=LIGHT["paper"], stroke=look.colour, **marks)
        .encode(x=x, y=y, description=alt.Description("tip:N"))
    )
    return layered(line, hollow, full)


def end_name(
    wait: float, place: float, name: str, look: Style, x: alt.X, y: alt.Y, small: bool
) -> Spec:
    """The course's name at the end of its line."""
    row = [{"wait": wait, "value": place, "text": lines(name, 13 if small else 23, most=2)}]
    style: dict[str, Any] = {"dx": 10, "fontWeight": "bold", "lineHeight": 13}
    return halo_text(row, x, y, color=look.colour, fontSize=11 if small else 12, **style)
