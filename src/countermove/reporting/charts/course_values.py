"""The comparison of courses: how often each is best, and what is lost where it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from countermove.phrasing.numbers import number
from countermove.records.results import Table
from countermove.records.stresses import CourseShare, Stress
from countermove.reporting.charts.courses_shown import course_styles, short_labels, shown_courses
from countermove.reporting.charts.layering import Layer, Spec, beside, layered
from countermove.reporting.charts.marks import SILENT, data, text
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style
from countermove.reporting.wording import lines, percent

__all__ = ["course_comparison"]

ROW = 56


def course_comparison(stress: Stress) -> Figure | None:
    """Share of draws in which each course is best, beside its regret; None without courses."""
    shown = shown_courses(stress, most=6)
    if not shown:
        return None
    looks, short = course_styles(stress), short_labels(stress)
    return compose(
        "courses",
        title="How often each course is best, and what it risks",
        caption=caption(stress, shown, short),
        table=table(stress),
        drawing=lambda width: drawing(shown, looks, short, stress.best_course, width),
    )


def caption(stress: Stress, shown: Sequence[CourseShare], short: Mapping[str, str]) -> str:
    """The winner's share, the runner-up's, and the least regretted course."""
    first, *rest = sorted(shown, key=lambda c: (-c.share_best, c.name))
    parts = [
        f"“{short[first.name]}” is best in {percent(first.share_best)} of {stress.draws:,} draws"
        + (f", “{short[rest[0].name]}” in {percent(rest[0].share_best)}." if rest else ".")
    ]
    least = min(shown, key=lambda c: (c.expected_regret, c.name))
    parts.append(
        f"Choosing “{short[least.name]}” forgoes {number(least.expected_regret, 2)} of the "
        "stake on average, the least of all; "
        "the thin line reaches to the regret exceeded in one draw of ten."
    )
    return " ".join(parts)


def upper_regret(course: CourseShare) -> float:
    """The highest regret quantile up to 0.95, or the expected regret where there is none."""
    known = {float(k): v for k, v in course.regret_quantiles.items() if float(k) <= 0.95}
    near = min(known, key=lambda k: abs(k - 0.9)) if known else None
    return course.expected_regret if near is None else known[near]


def table(stress: Stress) -> Table:
    """Every course, the most often best first."""
    columns = (
        "Course",
        "Best in",
        "Sampling error",
        "Expected value",
        "Expected regret",
        "Regret, 9 in 10 draws below",
        "Regret, worst corner",
    )
    rows = tuple(
        (
            c.label,
            percent(c.share_best),
            f"± {c.share_error * 100:.1f} %",
            number(c.expected, 2),
            number(c.expected_regret, 2),
            number(upper_regret(c), 2),
            "" if c.worst_corner_regret is None else number(c.worst_corner_regret, 2),
        )
        for c in sorted(stress.courses, key=lambda c: (-c.share_best, -c.expected, c.name))
    )
    return Table(columns=columns, rows=rows)


def drawing(
    shown: Sequence[CourseShare],
    looks: Mapping[str, Style],
    short: Mapping[str, str],
    best: str,
    width: int,
) -> Spec:
    """Two panels side by side, or one over the other on a phone."""
    small = width < 500
    inner = width - 8 if small else (width - 40) // 2
    left = shares(shown, looks, short, best, inner)
    right = regrets(shown, looks, short, best, inner)
    return beside(left, right, columns=1 if small else 2, spacing=22 if small else 32)


def rows_of(shown: Sequence[CourseShare]) -> tuple[list[float], alt.Y, int]:
    """The height of each course's bar, and the scale."""
    height = ROW * len(shown)
    places = [ROW * i + 38 for i in range(len(shown))]
    scale = alt.Scale(domain=[height, 0], nice=False)
    return [float(p) for p in places], alt.Y("y:Q", axis=None, scale=scale), height


def names(
    shown: Sequence[CourseShare],
    short: Mapping[str, str],
    best: str,
    width: int,
    x: alt.X,
    y: alt.Y,
) -> list[Layer]:
    """The course's label above its bar."""
    made: list[Layer] = []
    for course, place in zip(shown, rows_of(shown)[0], strict=True):
        words = lines(short[course.name], int(width / 6.4), most=1)
        weight = "bold" if course.name == best else "normal"
        row = {"x": 0, "y": place - 19, "text": words}
        made.append(text([row], x, y, fontWeight=weight))
    return made


def shares(
    shown: Sequence[CourseShare],
    looks: Mapping[str, Style],
    short: Mapping[str, str],
    best: str,
    width: int,
) -> Spec:
    """Bars of the share of draws in which each course is best."""
    places, y, height = rows_of(shown)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], range=[0, width - 46], nice=False))
    bars, ends = [], []
    for course, place in zip(shown, places, strict=True):
        bars.append(
            {
                "x": 0,
                "x2": course.share_best,
                "y": place - 9,
                "y2": place + 9,
                "colour": looks[course.name].colour,
                "tip": f"{course.label}: best in {percent(course.share_best)} of draws",
            }
        )
        ends.append({"x": course.share_best, "y": place, "text": percent(course.share_best)})
    full = [{"x": 0, "x2": 1, "y": b["y"], "y2": b["y2"]} for b in bars]
    track = (
        alt.Chart(data(full))
        .mark_rect(color=LIGHT["raised"])
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"), description=SILENT)
    )
    bar = (
        alt.Chart(data(bars))
        .mark_rect()
        .encode(
            x=x,
            x2=alt.X2("x2:Q"),
            y=y,
            y2=alt.Y2("y2:Q"),
            color=alt.Color("colour:N", scale=None),
            description=alt.Description("tip:N"),
        )
    )
    value = text(ends, x, y, dx=6, fontWeight="bold")
    layers = [track, bar, value, *names(shown, short, best, width, x, y)]
    title = {"text": "Best in this share of draws"}
    return layered(*layers, width=width, height=height, title=title)


def regrets(
    shown: Sequence[CourseShare],
    looks: Mapping[str, Style],
    short: Mapping[str, str],
    best: str,
    width: int,
) -> Spec:
    """Expected regret as a dot, with a thin line to the regret one draw in ten exceeds."""
    places, y, height = rows_of(shown)
    top = max([0.01, *(max(upper_regret(c), c.expected_regret) for c in shown)]) * 1.02
    scale = alt.Scale(domain=[0, top], range=[6, width - 46], nice=False)
    x = alt.X("x:Q", axis=None, scale=scale)
    rules, dots, values = [], [], []
    for course, place in zip(shown, places, strict=True):
        high = max(upper_regret(course), course.expected_regret)
        rules.append({"x": 0, "x2": high, "y": place})
        dots.append(
            {
                "x": course.expected_regret,
                "y": place,
                "shape": looks[course.name].shape,
                "colour": looks[course.name].colour,
                "tip": f"{course.label}: expected regret "
                f"{number(course.expected_regret, 2)} stakes",
            }
        )
        values.append({"x": high, "y": place, "text": number(course.expected_regret, 2)})
    rule = (
        alt.Chart(data(rules))
        .mark_rule(color=LIGHT["line"], strokeWidth=2)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, description=SILENT)
    )
    dot = (
        alt.Chart(data(dots))
        .mark_point(filled=True, size=130, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
            description=alt.Description("tip:N"),
        )
    )
    value = text(values, x, y, dx=8, fontWeight="bold")
    title = {"text": "Regret: forgone on average, in stakes"}
    layers = [rule, dot, value, *names(shown, short, best, width, x, y)]
    return layered(*layers, width=width, height=height, title=title)
