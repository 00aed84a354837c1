"""Courses and outcomes over time: a panel for each outcome, a line for each course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.lists import join
from countermove.phrasing.times import span
from countermove.records.chances import clip
from countermove.records.results import OutcomePath, Table
from countermove.records.stresses import Stress
from countermove.reporting.charts.courses_shown import (
    course_labels,
    course_styles,
    short_labels,
    shown_courses,
)
from countermove.reporting.charts.layering import Layer, Spec, beside, layered, plain
from countermove.reporting.charts.marks import SILENT, data, halo_text, spread, text, x_at, y_at
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import Style
from countermove.reporting.wording import lines, percent

__all__ = ["outcome_chances"]

HEIGHT = 190
PER_CENT = "\u00a0%"
Bands = dict[tuple[str, str], list[tuple[float, float, float]]]


def outcome_chances(stress: Stress) -> Figure | None:
    """Chance of every outcome at each time under the shown courses; None without outcomes.

    Lines are the mean over the draws where the stress test has it; the band, for the best
    course, is the spread over the draws, likewise (`Stress.outcome_bands`). What is still to come
    is told and drawn between the floor and the ceiling of chances; today is known.
    """
    shown = [c.name for c in shown_courses(stress)]
    played = stress.solution.play.outcomes
    found = [clip_path(p) for p in played if p.course in shown and p.times]
    if not found:
        return None
    paths = telling(found)
    same = list(dict.fromkeys(p.label for p in found if p not in paths))
    labels, short, looks = course_labels(stress), short_labels(stress), course_styles(stress)
    bands = {
        key: [(time, clip(low), clip(high)) for time, low, high in rows]
        for key, rows in read_bands(stress.outcome_bands).items()
    }
    return compose(
        "outcomes",
        title="What each course leads to",
        caption=caption(paths, stress.best_course, short, bands, same),
        table=table(found, labels, bands),
        drawing=lambda width: drawing(paths, stress.best_course, short, looks, bands, width),
    )


def clip_path(path: OutcomePath) -> OutcomePath:
    """The path with the chances of what is to come between the floor and the ceiling."""
    told = zip(path.times, path.chances, strict=False)
    chances = tuple(c if time <= 0 else clip(c) for time, c in told)
    return path.model_copy(update={"chances": chances})


def telling(paths: Sequence[OutcomePath]) -> list[OutcomePath]:
    """The outcomes on which the courses differ, at most six, the widest apart first."""

    def apart(outcome: str) -> float:
        own: list[tuple[float, ...]] = [p.chances for p in paths if p.outcome == outcome]
        return max((max(at) - min(at) for at in zip(*own, strict=False)), default=0.0)

    ranked = sorted(dict.fromkeys(p.outcome for p in paths), key=lambda o: -apart(o))
    kept = [o for o in ranked if apart(o) >= 0.03][:6] or ranked[:2]
    return [p for o in kept for p in paths if p.outcome == o]


def read_bands(table: Table | None) -> Bands:
    """(course, outcome) → (time, low, high), from a table that has these columns.

    `low` and `high` may carry their quantiles in their heading: ``low (5 %)``.
    """
    at = {name.split(" (")[0]: i for i, name in enumerate(table.columns)} if table else {}
    if table is None or not {"course", "outcome", "years", "low", "high"} <= set(at):
        return {}
    found: Bands = {}
    for row in table.rows:
        time, low, high = (row[at[k]] for k in ("years", "low", "high"))
        if isinstance(time, float) and isinstance(low, float) and isinstance(high, float):
            key = (str(row[at["course"]]), str(row[at["outcome"]]))
            found.setdefault(key, []).append((time, low, high))
    return found


def caption(
    paths: Sequence[OutcomePath],
    best: str,
    labels: Mapping[str, str],
    bands: Bands,
    same: Sequence[str],
) -> str:
    """For each outcome, the best course's chance against the other extreme, when they are
    farthest apart, and whether they meet in the end."""
    told = [
        widest([p for p in paths if p.outcome == outcome], best, labels)
        for outcome in dict.fromkeys(p.outcome for p in paths)
    ]
    parts = [t for t in told if t][:3]
    years = span(max(p.times[-1] for p in paths))
    tail = " The shaded band holds nine draws in ten." if bands else ""
    if same:
        listed = join(label if label.startswith("“") else f"“{label}”" for label in same)
        tail += f" Whichever course is taken makes little difference to {listed} (in the table)."
    return f"Chance at each time, up to {years} from today. " + " ".join(parts) + tail


def widest(own: Sequence[OutcomePath], best: str, labels: Mapping[str, str]) -> str:
    """One outcome's sentence; empty where there is nothing to compare."""
    mine = next((p for p in own if p.course == best), None)
    others = [p for p in own if p.course != best]
    if mine is None or not others:
        return ""
    gaps = [
        (abs(a - b), -i, p.course, p)
        for p in others
        for i, (a, b) in enumerate(zip(mine.chances, p.chances, strict=False))
    ]
    gap, minus, _, far = max(gaps, key=lambda g: g[:3])
    if gap < 0.005:
        return f"{mine.label}: {percent(mine.chances[-1])} in the end whichever course is taken."
    at = mine.times[-minus]
    meets = -minus < len(mine.times) - 1 and len(together(own)) == 1
    return (
        f"{mine.label}: {percent(mine.chances[-minus])} under the best course "
        f"{f'after {span(at)}' if at else 'today'}, {percent(far.chances[-minus])} under "
        f"“{labels.get(far.course, far.course)}”{'; in the end about the same' if meets else ''}."
    )


def table(paths: Sequence[OutcomePath], labels: Mapping[str, str], bands: Bands) -> Table:
    """Chances at up to six times, a row for each outcome and course."""
    times = paths[0].times
    count = min(6, len(times))
    picks = sorted({round(i * (len(times) - 1) / max(1, count - 1)) for i in range(count)})
    columns = (
        "Outcome",
        "Course",
        *(f"after {span(times[i])}" if times[i] else "today" for i in picks),
        "band at the end",
    )
    rows = []
    for path in paths:
        band = bands.get((path.course, path.outcome))
        end = f"{percent(band[-1][1])} to {percent(band[-1][2])}" if band else ""
        chances = [say_chance(path, i) if i < len(path.chances) else "" for i in picks]
        rows.append((path.label, labels.get(path.course, path.course), *chances, end))
    return Table(columns=columns, rows=tuple(rows))


def say_chance(path: OutcomePath, place: int) -> str:
    """The chance at a place of a path; of today, which is known, whether it holds."""
    if path.times[place] <= 0:
        return "holds" if path.chances[place] >= 1 else "does not hold"
    return percent(path.chances[place])


def drawing(
    paths: Sequence[OutcomePath],
    best: str,
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
    bands: Bands,
    width: int,
) -> Spec:
    """The panels at a width in pixels, two in a row where there is room."""
    columns = 1 if width < 500 else 2
    inner = (width - 44 * columns - 20) // columns
    outcomes = list(dict.fromkeys(p.outcome for p in paths))
    panels = [
        panel([p for p in paths if p.outcome == o], best, labels, looks, bands, inner)
        for o in outcomes
    ]
    courses = list(dict.fromkeys(p.course for p in paths))
    ranked = sorted(courses, key=lambda c: list(looks).index(c))
    key = course_key(ranked, labels, looks, width - 30)
    return {"vconcat": [key, beside(*panels, columns=columns, spacing=26)], "spacing": 18}


def panel(
    paths: Sequence[OutcomePath],
    best: str,
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
    bands: Bands,
    width: int,
) -> Spec:
    """One outcome: a line for each course, named at its end, and the best course's band."""
    end = max(p.times[-1] for p in paths)
    room = 118 if width > 250 else 104
    scale = alt.Scale(domain=[0, end], range=[0, width - room], nice=False)
    ticks = [0, end / 2, end]
    x = alt.X(
        "t:Q",
        scale=scale,
        axis=alt.Axis(values=ticks, labelExpr=tick_words(ticks), title=None, labelFlush=True),
    )
    y = alt.Y(
        "chance:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(
            values=[0, 0.25, 0.5, 0.75, 1],
            labelExpr="format(datum.value * 100, 'd') + ' %'",
            title=None,
        ),
    )
    layers: list[Layer] = []
    band = bands.get((best, paths[0].outcome))
    if band:
        start = next((p.chances[0] for p in paths if p.course == best), band[0][1])
        known = [(0.0, start, start), *(b for b in band if 0 < b[0] <= end)]
        layers.append(band_layer(known, looks[best], x, y))
    layers += [line_layer(p, p.course == best, labels, looks[p.course], x, y) for p in paths]
    layers.append(end_names(paths, best, labels, looks, x, y))
    title = {"text": lines(paths[0].label, max(20, width // 7))}
    return layered(*layers, width=width, height=HEIGHT, title=title)


def tick_words(ticks: Sequence[float]) -> str:
    """A Vega expression that names the ticks; made of numbers only."""
    middle = span(ticks[1])
    return (
        f"datum.value == 0 ? 'today' : datum.value < {ticks[2]} ? '{middle}' : '{span(ticks[2])}'"
    )


def band_layer(band: Sequence[tuple[float, float, float]], look: Style, x: alt.X, y: alt.Y) -> Spec:
    """The spread over the draws."""
    rows = [{"t": t, "chance": low, "high": high} for t, low, high in sorted(band)]
    area = alt.Chart(data(rows)).mark_area(color=look.colour, opacity=0.16)
    return plain(area.encode(x=x, y=y, y2=alt.Y2("high:Q"), description=SILENT))


def line_layer(
    path: OutcomePath, is_best: bool, labels: Mapping[str, str], look: Style, x: alt.X, y: alt.Y
) -> Spec:
    """One course's line, and its shape where it ends."""
    name = labels.get(path.course, path.course)
    rows = [{"t": t, "chance": c} for t, c in zip(path.times, path.chances, strict=True)]
    line = (
        alt.Chart(data(rows))
        .mark_line(
            color=look.colour, strokeWidth=3 if is_best else 2, strokeDash=list(look.dash) or [1, 0]
        )
        .encode(x=x, y=y, description=SILENT)
    )
    dots = [
        row | {"tip": f"{name}, {span(row['t'])} from today: {percent(row['chance'])}"}
        for row in rows[:: max(1, len(rows) // 5)]
    ]
    seen = (
        alt.Chart(data(dots))
        .mark_point(size=60, filled=True, opacity=0, color=look.colour)
        .encode(x=x, y=y, description=alt.Description("tip:N"))
    )
    last = (
        alt.Chart(data(rows[-1:]))
        .mark_point(size=60, filled=True, opacity=1, color=look.colour, shape=look.shape)
        .encode(x=x, y=y, description=SILENT)
    )
    return layered(line, seen, last)


def end_names(
    paths: Sequence[OutcomePath],
    best: str,
    labels: Mapping[str, str],
    looks: Mapping[str, Style],
    x: alt.X,
    y: alt.Y,
) -> Spec:
    """Where the lines end and under which course, said once for lines that end together."""
    groups = together(paths)
    middles = [sum(p.chances[-1] for p in g) / len(g) for g in groups]
    layers = []
    for group, place in zip(groups, spread(middles, 0.165, 0.02, 0.98), strict=True):
        first = next((p for p in group if p.course == best), group[0])
        words = lines(f"{ends_at(group)} {names_of(group, paths, best, labels)}", 18, most=2)
        row: dict[str, Any] = {"t": first.times[-1], "chance": place, "text": words}
        weight = "bold" if first.course == best else "normal"
        style: dict[str, Any] = {"dx": 9, "fontSize": 11, "lineHeight": 12, "fontWeight": weight}
        layers.append(halo_text([row], x, y, color=looks[first.course].colour, **style))
    return layered(*layers)


def together(paths: Sequence[OutcomePath]) -> list[list[OutcomePath]]:
    """The courses in groups whose chances at the end lie within two per cent, lowest first."""
    groups: list[list[OutcomePath]] = []
    for path in sorted(paths, key=lambda p: p.chances[-1]):
        if groups and path.chances[-1] - groups[-1][0].chances[-1] <= 0.02:
            groups[-1].append(path)
        else:
            groups.append([path])
    return groups


def ends_at(group: Sequence[OutcomePath]) -> str:
    """The chance at the end, or from which to which."""
    low, high = percent(group[0].chances[-1]), percent(group[-1].chances[-1])
    return low if low == high else f"{low.removesuffix(PER_CENT)}–{high}"


def names_of(
    group: Sequence[OutcomePath],
    paths: Sequence[OutcomePath],
    best: str,
    labels: Mapping[str, str],
) -> str:
    """The name of a single course; of several, that they are all, or how many more."""
    if len(group) == len(paths) > 1:
        return "under every course"
    first = next((p.course for p in group if p.course == best), group[0].course)
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    return labels.get(first, first) + more


def course_key(
    shown: Sequence[str], labels: Mapping[str, str], looks: Mapping[str, Style], width: int
) -> Spec:
    """The dash, shape and colour of every course, above the panels."""
    across = 1 if width < 500 else 3
    cell = width / across
    x, y = x_at("x", 0, width), y_at("y", 0, 20 * -(-len(shown) // across))
    layers: list[Layer] = []
    for i, course in enumerate(shown):
        look = looks[course]
        at, level = cell * (i % across), 20 * (i // across) + 10
        ends = [{"x": at, "y": level}, {"x": at + 30, "y": level}]
        line = alt.Chart(data(ends)).mark_line(
            color=look.colour, strokeWidth=2.5, strokeDash=list(look.dash) or [1, 0]
        )
        mark = alt.Chart(data(ends[1:])).mark_point(
            size=60, filled=True, opacity=1, color=look.colour, shape=look.shape
        )
        name = lines(labels.get(course, course), int((cell - 44) / 7), most=1)
        layers += [p.encode(x=x, y=y, description=SILENT) for p in (line, mark)]
        layers.append(text([{"x": at + 40, "y": level, "text": name}], x, y, color=look.colour))
    return layered(*layers, width=width, height=20 * -(-len(shown) // across))
