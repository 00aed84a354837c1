"""The levers: each route's share of the flow over the years, and what a cut costs whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.numbers import number
from countermove.records.levers import Lever, Route
from countermove.records.record import digest
from countermove.records.results import LeverCost, Table
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, data, halo_text, spread, text, x_at, y_at
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style, styles
from countermove.reporting.wording import lines, percent

__all__ = ["lever_costs", "lever_shares"]

HEIGHT = 230


def lever_shares(lever: Lever) -> Figure | None:
    """Share of the flow on each route by year, with its range; None without shares."""
    routes = [r for r in lever.routes if r.shares]
    if not routes:
        return None
    looks = styles([r.name for r in routes])
    years = {s.year for r in routes for s in r.shares}
    return compose(
        f"lever-{slug(lever.name)}",
        title=f"{lever.label}: which way it goes",
        caption=share_caption(routes),
        table=share_table(routes),
        drawing=lambda width: (
            share_drawing(routes, looks, width) if len(years) > 1 else share_bars(routes, width)
        ),
    )


def slug(name: str) -> str:
    """A name fit for a file and an id; one that had to be changed gets a mark of its own."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())[:40]
    return plain if plain == name else f"{plain}-{digest(name)[:6]}"


def share_caption(routes: Sequence[Route]) -> str:
    """The largest controlled route's share at the start and the end."""
    held = [r for r in routes if r.controlled_by] or list(routes)
    first = max(held, key=lambda r: (r.shares[-1].share.likely, r.name))
    start, end = (sorted(first.shares, key=lambda s: s.year)[i] for i in (0, -1))
    if start.year == end.year:
        return f"{first.label} carried {percent(end.share.likely)} in {end.year}."
    change = end.share.likely - start.share.likely
    word = "fell" if change < -0.005 else "rose" if change > 0.005 else "stayed"
    return (
        f"The share of {first.label} {word} from {percent(start.share.likely)} in {start.year} "
        f"to {percent(end.share.likely)} in {end.year}; bars show each range."
    )


def share_table(routes: Sequence[Route]) -> Table:
    """A row for each route, a column for each year."""
    years = sorted({s.year for r in routes for s in r.shares})
    rows = []
    for r in routes:
        by_year = {s.year: s.share for s in r.shares}
        cells = [
            ""
            if y not in by_year
            else percent(by_year[y].likely)
            + (
                ""
                if by_year[y].is_point
                else f" ({percent(by_year[y].low)}–{percent(by_year[y].high)})"
            )
            for y in years
        ]
        rows.append((r.label, r.controlled_by or "—", *cells))
    return Table(columns=("Route", "Held by", *(str(y) for y in years)), rows=tuple(rows))


def share_drawing(routes: Sequence[Route], looks: Mapping[str, Style], width: int) -> Spec:
    """A line for each route with its range as an upright bar at every year."""
    years = sorted({s.year for r in routes for s in r.shares})
    inner = width - 46
    room = 150 if width >= 500 else 104
    low, high = (years[0], years[-1]) if len(years) > 1 else (years[0] - 1, years[0])
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[low, high], range=[8, inner - room], nice=False, zero=False),
        axis=alt.Axis(values=thinned(years, 4 if width < 500 else 8), format="d", title=None),
    )
    top = max(s.share.high for r in routes for s in r.shares)
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, min(1.0, top * 1.1)], nice=True),
        axis=alt.Axis(labelExpr="format(datum.value * 100, 'd') + ' %'", title=None, tickCount=5),
    )
    layers: list[Layer] = []
    ends = [max(r.shares, key=lambda s: s.year) for r in routes]
    gap = 0.13 * min(1.0, top * 1.1)
    places = spread([e.share.likely for e in ends], gap, 0.0, min(1.0, top * 1.1))
    for route, end, place in zip(routes, ends, places, strict=True):
        look = looks[route.name]
        layers.append(route_layer(route, look, x, y))
        words = lines(
            f"{percent(end.share.likely)} {route.label}", 18 if room < 120 else 22, most=2
        )
        row = [{"year": years[-1], "share": place, "text": words}]
        style: dict[str, Any] = {
            "dx": 12,
            "lineHeight": 13,
            "fontWeight": "bold" if route.controlled_by else "normal",
        }
        layers.append(halo_text(row, x, y, color=look.colour, **style))
    return layered(*layers, width=inner, height=HEIGHT)


def share_bars(routes: Sequence[Route], width: int) -> Spec:
    """One bar for each route where there is a single year, with its range as a thin line."""
    height = 48 * len(routes) + 4
    x, y = x_at("x", 0, width), y_at("y", 0, height)
    full = width - 64
    bars, spans, heads, ends = [], [], [], []
    for i, route in enumerate(routes):
        share, top = route.shares[-1].share, 48 * i + 22.0
        at = {"y": top, "y2": top + 16}
        held = bool(route.controlled_by)
        tip = f"{route.label}: {percent(share.likely)}"
        wide = max(1.5, full * share.likely)
        bars.append(at | {"x": 0, "x2": wide, "held": held, "tip": tip})
        spans.append({"x": full * share.low, "x2": full * share.high, "y": top + 8})
        name = f"{route.label}{' (can be cut)' if held else ''}"
        heads.append({"x": 0, "y": top - 11, "text": lines(name, int(width / 6.3), most=1)})
        end = max(wide, full * share.high)
        ends.append({"x": end, "y": top + 8, "text": percent(share.likely)})
    fill = alt.condition("datum.held", alt.value(LIGHT["c2"]), alt.value(LIGHT["c6"]))
    bar = alt.Chart(data(bars)).mark_rect()
    rule = alt.Chart(data(spans)).mark_rule(color=LIGHT["ink"], strokeWidth=2)
    return layered(
        bar.encode(
            x=x,
            x2=alt.X2("x2:Q"),
            y=y,
            y2=alt.Y2("y2:Q"),
            color=fill,
            description=alt.Description("tip:N"),
        ),
        rule.encode(x=x, x2=alt.X2("x2:Q"), y=y, description=SILENT),
        text(heads, x, y),
        text(ends, x, y, dx=7, fontWeight="bold"),
        width=width,
        height=height,
    )


def thinned(years: Sequence[int], most: int) -> list[int]:
    """At most so many years, the first and the last among them."""
    if len(years) <= most:
        return list(years)
    return sorted({years[round(i * (len(years) - 1) / (most - 1))] for i in range(most)})


def route_layer(route: Route, look: Style, x: alt.X, y: alt.Y) -> Spec:
    """One route."""
    rows = [
        {
            "year": s.year,
            "share": s.share.likely,
            "low": s.share.low,
            "high": s.share.high,
            "tip": f"{route.label}, {s.year}: {percent(s.share.likely)}",
        }
        for s in sorted(route.shares, key=lambda s: s.year)
    ]
    base = alt.Chart(data(rows))
    none = SILENT
    spans = [row | {"share": row["low"]} for row in rows]
    bar = (
        alt.Chart(data(spans))
        .mark_rule(color=look.colour, strokeWidth=5, opacity=0.3)
        .encode(x=x, y=y, y2=alt.Y2("high:Q"), description=none)
    )
    line = base.mark_line(
        color=look.colour,
        strokeWidth=3 if route.controlled_by else 2,
        strokeDash=list(look.dash) or [1, 0],
    ).encode(x=x, y=y, description=none)
    dot = base.mark_point(
        filled=True, size=60, opacity=1, color=look.colour, shape=look.shape
    ).encode(x=x, y=y, description=alt.Description("tip:N"))
    return layered(bar, line, dot)


def lever_costs(cost: LeverCost, names: Mapping[str, str] | None = None) -> Figure | None:
    """What the cut costs each side a year, as a range; None where no side bears any."""
    if not cost.by_party:
        return None
    names = names or {}
    parties = sorted(cost.by_party, key=lambda p: (-cost.by_party[p][1], p))
    first = parties[0]
    low, likely, high = cost.by_party[first]
    unit = f"{cost.value_unit} a year".strip()
    caption = (
        f"{names.get(first, first)} bears most: {number(likely)} {unit} "
        f"({number(low)} to {number(high)})."
    )
    rows = tuple((names.get(p, p), *(number(v) for v in cost.by_party[p])) for p in parties)
    return compose(
        f"cost-{slug(cost.lever)}",
        title=f"{cost.label}: who pays for a cut ({unit})",
        caption=caption,
        table=Table(columns=("Who", "Low", "Likely", "High"), rows=rows),
        drawing=lambda width: cost_drawing(cost, parties, names, width),
    )


def cost_drawing(
    cost: LeverCost, parties: Sequence[str], names: Mapping[str, str], width: int
) -> Spec:
    """A range for each side: bar from low to high, dot at likely."""
    height = 46 * len(parties) + 6
    top = max([v for p in parties for v in cost.by_party[p]] + [1e-9])
    low = min([v for p in parties for v in cost.by_party[p]] + [0.0])
    x, y = x_at("x", 0, width), y_at("y", 0, height)

    def place(value: float) -> float:
        return 6 + (width - 110) * (value - low) / (top - low)

    bars, dots, words = [], [], []
    for i, p in enumerate(parties):
        a, b, c = cost.by_party[p]
        at = 46 * i + 32.0
        tip = f"{names.get(p, p)}: {number(b)}, from {number(a)} to {number(c)}"
        bars.append({"x": place(a), "x2": max(place(c), place(a) + 2), "y": at, "tip": tip})
        dots.append({"x": place(b), "y": at})
        told = f"{number(b)} ({number(a)}–{number(c)})"
        words.append({"x": place(c) + 10, "y": at, "text": told})
    heads = [{"x": 0, "y": 46 * i + 12, "text": names.get(p, p)} for i, p in enumerate(parties)]
    none = SILENT
    bar = alt.Chart(data(bars)).mark_rule(strokeWidth=9, color=LIGHT["c2"], opacity=0.4)
    dot = alt.Chart(data(dots)).mark_point(filled=True, size=90, color=LIGHT["c2"], opacity=1)
    return layered(
        bar.encode(x=x, x2=alt.X2("x2:Q"), y=y, description=alt.Description("tip:N")),
        dot.encode(x=x, y=y, description=none),
        text(words, x, y, color=LIGHT["muted"]),
        text(heads, x, y, fontWeight="bold"),
        width=width,
        height=height,
    )
