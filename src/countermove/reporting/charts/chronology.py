"""The chronology: two lanes down the page, with an arrow from each move to its answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import Any

import altair as alt

from countermove.phrasing.lists import join
from countermove.phrasing.times import day
from countermove.records.events import Event, Link
from countermove.records.number_table import load_numbers
from countermove.records.results import Table
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, arrow, data, halo_text, text, x_at, y_at
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT
from countermove.reporting.wording import dated, happening, lines, standing, who, whom

__all__ = ["chronology", "in_order", "lanes"]

MOST = 36
LINE = 15
SHAPES = {
    "done": "circle",
    "alleged": "circle",
    "denied": "cross",
    "planned": "diamond",
    "possible": "diamond",
    "advised": "triangle-up",
}


SUPPORTED = load_numbers("reporting/data/shown.tsv")["supported"]
"""From this score on the words of the text carry an answer; a bare "after" only tells order."""
ANSWERING = re.compile("“([^”]+)”")
"""The words in a link's reason."""
UNDATED = "No date in the text"
NOT_YET = "Not happened: announced, possible or advised"


def chronology(
    events: Sequence[Event],
    subject: str = "",
    subject_name: str = "",
    *,
    name: str = "chronology",
    title: str = "Who moved, and who answered",
    most: int = MOST,
    first: Set[str] = frozenset(),
) -> Figure | None:
    """Two lanes, the subject on the left and the others on the right; None without events.

    Dated events stand on the axis; below it those without a date, in the order of telling, and
    those that have not happened. Of more than `most` events those that answer or are answered
    and those in `first` are drawn first. An arrow stands only where the text has words for it.
    """
    told = in_order(events)
    if not told:
        return None
    left, right = lanes(told, subject, subject_name)
    shown = [e for _, group in grouped(chosen(told, most, first)) for e in group]
    return compose(
        name,
        title=title,
        caption=caption(told, shown, left[1], right),
        table=table(told),
        drawing=lambda width: drawing(shown, left, right, width),
    )


def grouped(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """The events on the axis, those without a date, and those that have not happened, each
    group with its heading; without any date the telling is the only order there is."""
    come = [e for e in events if e.standing in ("done", "alleged", "denied")]
    groups = [
        ("", [e for e in come if dated(e)]),
        (UNDATED, [e for e in come if not dated(e)]),
        (NOT_YET, [e for e in events if e not in come]),
    ]
    return [(heading, found) for heading, found in groups if found]


def supported(event: Event) -> list[Link]:
    """The links of an event that the words of the text carry."""
    if any(f.kind == "precedes what it answers" for f in event.flags):
        return []
    return [
        k
        for k in event.answers
        if k.score >= SUPPORTED and k.event_id != event.id and ANSWERING.search(k.reason)
    ]


def in_order(events: Sequence[Event]) -> list[Event]:
    """By date where every event has one; otherwise an event without a date follows the one
    told before it in its article."""
    told = sorted(events, key=lambda e: (e.order, e.id))
    days = {e.id: dated(e) for e in told}
    known = [when for when in days.values() if when is not None]
    if not known:
        return told
    keys: dict[str, tuple[Any, ...]] = {}
    latest: dict[str, Any] = {}
    for event in told:
        article = event.quote.article_id
        own = days[event.id]
        when = own or latest.get(article, min(known))
        if own is not None:
            latest[article] = own
        keys[event.id] = (when, own is None, event.order, event.id)
    return sorted(told, key=lambda e: keys[e.id])


def lanes(
    events: Sequence[Event], subject: str = "", subject_name: str = ""
) -> tuple[tuple[str, str], str]:
    """The left side as (code, name), and the heading of the right lane."""
    names = {e.actor.side: e.actor.name for e in reversed(events) if e.actor}
    counts = Counter(e.actor.side for e in events if e.actor)
    if not subject:
        targets = Counter(e.target.side for e in events if e.target)
        subject = max(sorted(names), key=lambda s: targets[s]) if names else ""
    others = [s for s, _ in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if s != subject]
    name = subject_name or names.get(subject, subject)
    heading = names[others[0]] if others else "Others"
    return (subject, name), f"{heading} and others" if len(others) > 1 else heading


def chosen(events: Sequence[Event], most: int = MOST, first: Set[str] = frozenset()) -> list[Event]:
    """At most `most` events: linked ones and those in `first`, then the most intense, kept in
    order."""
    if len(events) <= most:
        return list(events)
    linked = {link.event_id for e in events for link in supported(e)}
    linked |= {e.id for e in events if supported(e)}

    def rank(e: Event) -> tuple[bool, bool, float, str]:
        return (e.id not in linked, e.id not in first, -abs(e.intensity), e.id)

    ranked = sorted(events, key=rank)
    kept = {e.id for e in ranked[:most]}
    return [e for e in events if e.id in kept]


def caption(all_: Sequence[Event], shown: Sequence[Event], left: str, right: str) -> str:
    """Which side is where, and how many answers the words of the text carry."""
    known = {e.id for e in shown}
    links = [k for e in shown for k in supported(e) if k.event_id in known]
    order = "time runs down" if any(dated(e) for e in shown) else "in the order of telling"
    parts = [f"{left} is on the left, {right} on the right; {order}."]
    if links:
        many = count(len(links), "arrow leads", "arrows lead")
        parts.append(f"{many} to an answer, with the words that say so.")
    else:
        parts.append("No words of the text make one act the answer to another.")
    if len(shown) < len(all_):
        parts.append(f"{len(shown)} of {len(all_)} events are drawn; the annex has all.")
    return " ".join(parts)


def count(n: int, one: str, many: str) -> str:
    """A count with the right form, small ones in words."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return f"{words[n] if n < len(words) else n} {one if n == 1 else many}"


def table(events: Sequence[Event]) -> Table:
    """Every event in a row."""
    columns = ("When", "Who", "What", "To whom", "Standing", "Answers", "Flags")
    names = {e.id: happening(e) for e in events}
    rows = tuple(
        (
            day(e.date, e.precision),
            who(e.actor),
            happening(e),
            whom(e),
            standing(e),
            join(names[k.event_id] for k in e.answers if k.event_id in names),
            join(f"{f.kind}: {f.detail}" for f in e.flags),
        )
        for e in events
    )
    return Table(columns=columns, rows=rows)


def drawing(events: Sequence[Event], left: tuple[str, str], right: str, width: int) -> Spec:
    """The lanes at a width in pixels."""
    small = width < 500
    gap = 46 if small else 104
    letters = max(12, int((width - gap - 24) / 2 / (6.4 if small else 6.9)))
    rows = placed(events, left[0], width, gap, letters, right)
    height = rows[-1]["y"] + rows[-1]["deep"] + 8
    x, y = x_at("x", 0, width), y_at("y", 0, height)
    on_axis = [r["y"] + r["deep"] + 8 for r in rows if r["dated"]]
    axis = max(on_axis, default=0.0)
    layers = [*frame(left[1], right, width, gap, axis, x, y), *arrows(events, rows, x, y)]
    layers += headings(rows, width, x, y)
    layers += [*dates(rows, x, y), points_of(rows, x, y), *labels(rows, x, y)]
    return layered(*layers, width=width, height=height)


def placed(
    events: Sequence[Event], subject: str, width: int, gap: int, letters: int, heading: str
) -> list[dict[str, Any]]:
    """A row for each event with its place, its lines of text and their depth."""
    rows: list[dict[str, Any]] = []
    top = 46.0
    before = ""
    heads = {group[0].id: heading for heading, group in grouped(events)}
    for event in events:
        if heads.get(event.id):
            top += 34
        own = event.actor is not None and event.actor.side == subject
        broken = lines(phrase(event, own, heading), letters, most=9)
        when = day(event.date, event.precision) if dated(event) else ""
        if rows and when and when != before:
            top += 12
        deep = LINE * (len(broken) - 1)
        rows.append(
            {
                "id": event.id,
                "own": own,
                "x": width / 2 + (-gap / 2 if own else gap / 2),
                "y": top,
                "deep": deep,
                "lines": broken,
                "head": heads.get(event.id, ""),
                "dated": dated(event) is not None
                and event.standing in ("done", "alleged", "denied"),
                "when": when if when != before else "",
                "shape": SHAPES[event.standing],
                "solid": event.standing == "done" and not event.negated,
                "flagged": bool(event.flags),
                "tip": f"{day(event.date, event.precision)}: {who(event.actor)} — "
                f"{happening(event)} ({standing(event)})",
            }
        )
        top += deep + 30
        before = when or before
    return rows


def phrase(event: Event, own: bool, heading: str) -> str:
    """What is written beside an event; the name where the lane does not say it."""
    words = happening(event)
    plain = event.standing == "done" and not event.negated
    told = "" if plain else f" ({standing(event)})"
    known = own or event.actor is None or heading.startswith(event.actor.name)
    name = "" if known or event.actor is None else f"{event.actor.name}: "
    said = [m[1] for k in supported(event) if (m := ANSWERING.search(k.reason))]
    reply = f" — “{said[0]}”" if said and said[0].lower() not in words.lower() else ""
    return f"{'! ' if event.flags else ''}{name}{words}{told}{reply}"


def frame(
    left: str, right: str, width: int, gap: int, height: float, x: alt.X, y: alt.Y
) -> list[Layer]:
    """Two lane lines down to the last dated event, with their headings."""
    ends = [{"x": width / 2 - gap / 2}, {"x": width / 2 + gap / 2}]
    rails = (
        alt.Chart(data([e | {"y": 30, "y2": height} for e in ends if height]))
        .mark_rule(color=LIGHT["grid"], strokeWidth=6)
        .encode(x=x, y=y, y2=alt.Y2("y2:Q"), description=SILENT)
    )
    style: dict[str, Any] = {"fontWeight": "bold", "fontSize": 14}
    a = text([ends[0] | {"y": 12, "text": left}], x, y, align="right", color=LIGHT["p1"], **style)
    b = text([ends[1] | {"y": 12, "text": right}], x, y, align="left", color=LIGHT["p2"], **style)
    return [rails, a, b]


def headings(rows: Sequence[dict[str, Any]], width: int, x: alt.X, y: alt.Y) -> list[Layer]:
    """What stands beside the axis, over the first event of each group."""
    heads = [{"x": width / 2, "y": r["y"] - 32, "text": r["head"]} for r in rows if r["head"]]
    if not heads:
        return []
    look: dict[str, Any] = {"align": "center", "fontSize": 12}
    return [halo_text(heads, x, y, color=LIGHT["muted"], **look)]


def arrows(
    events: Sequence[Event], rows: Sequence[dict[str, Any]], x: alt.X, y: alt.Y
) -> list[Layer]:
    """A curve from each move to the move that answers it."""
    place = {r["id"]: r for r in rows}
    shafts: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for event in events:
        for link in supported(event):
            if link.event_id not in place:
                continue
            name = f"{link.event_id}-{event.id}"
            curve, angle = between(place[link.event_id], place[event.id])
            shafts += [{"name": name, "i": i, "x": px, "y": py} for i, (px, py) in enumerate(curve)]
            heads.append({"x": curve[-1][0], "y": curve[-1][1], "angle": angle})
    if not heads:
        return []
    line = (
        alt.Chart(data(shafts))
        .mark_line(color=LIGHT["ink"], strokeWidth=1.5)
        .encode(
            x=x,
            y=y,
            detail=alt.Detail("name:N"),
            order=alt.Order("i:Q"),
            description=SILENT,
        )
    )
    head = (
        alt.Chart(data(heads))
        .mark_point(shape="triangle", filled=True, size=70, color=LIGHT["ink"], opacity=1)
        .encode(x=x, y=y, angle=alt.Angle("angle:Q", scale=None), description=SILENT)
    )
    return [line, head]


def between(start: dict[str, Any], end: dict[str, Any]) -> tuple[list[tuple[float, float]], float]:
    """A curve in the gutter from one event to another, ending short of the mark."""
    inward = {True: 9.0, False: -9.0}
    first = (start["x"] + inward[start["own"]], start["y"])
    last = (end["x"] + inward[end["own"]] * 1.3, end["y"])
    same = start["own"] == end["own"]
    bend = (18.0 if start["own"] == (start["y"] < end["y"]) else -18.0) if same else 0.0
    return arrow(first, last, bend)


def dates(rows: Sequence[dict[str, Any]], x: alt.X, y: alt.Y) -> list[Layer]:
    """The date above the text of its event, once where it repeats."""
    made: list[Layer] = []
    for own, align, shift in ((True, "right", -16), (False, "left", 16)):
        part = [
            {"x": r["x"] + shift, "y": r["y"] - 14, "text": r["when"]}
            for r in rows
            if r["own"] == own and r["when"]
        ]
        if part:
            made.append(text(part, x, y, align=align, fontSize=11, color=LIGHT["muted"]))
    return made


def points_of(rows: Sequence[dict[str, Any]], x: alt.X, y: alt.Y) -> Spec:
    """The marks: shape by standing, filled where it happened."""
    own = alt.condition("datum.own", alt.value(LIGHT["p1"]), alt.value(LIGHT["p2"]))
    base = alt.Chart(data(rows)).encode(
        x=x,
        y=y,
        shape=alt.Shape("shape:N", scale=None),
        stroke=own,
        description=alt.Description("tip:N"),
    )
    hollow = base.transform_filter("!datum.solid").mark_point(
        size=110, filled=True, fill=LIGHT["paper"], strokeWidth=2, opacity=1
    )
    solid = base.transform_filter("datum.solid").mark_point(size=110, strokeWidth=2, opacity=1)
    return layered(hollow, solid.encode(fill=own))


def labels(rows: Sequence[dict[str, Any]], x: alt.X, y: alt.Y) -> list[Layer]:
    """The text of each event on the outer side of its lane, flagged ones in alert colour."""
    made: list[Layer] = []
    for own, align, shift in ((True, "right", -16), (False, "left", 16)):
        for flagged in (False, True):
            part = [
                {"x": r["x"] + shift, "y": r["y"], "text": r["lines"]}
                for r in rows
                if r["own"] == own and r["flagged"] == flagged
            ]
            if part:
                colour = LIGHT["alert" if flagged else "ink"]
                made.append(text(part, x, y, align=align, color=colour, lineHeight=LINE))
    return made
