"""The move graph around today: who can take it where, and which states are stable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.lists import join
from countermove.records.results import Table
from countermove.records.stability import CONCEPTS, Stability, Step
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.marks import SILENT, arrow, data, halo_text, x_at, y_at
from countermove.reporting.charts.state_boxes import frames, laid_out, words
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT
from countermove.reporting.wording import lines

__all__ = ["move_graph"]

MOST = 9
PLACES = (9, 6, 12, 4, 14)
"""Where on an arrow, in eighteenths of its way, a name may stand; the first is preferred."""
FAR = 4
"""Moves from today up to which states are drawn; the table has the rest."""
TITLES = {
    "now": "Where play can go from today",
    "later": "Where play can go once the clock has run out",
}
Edge = tuple[int, Step]


def move_graph(
    stability: Stability,
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Figure | None:
    """States on the routes from today, by how many moves away they are; None without moves.

    `names` says what to print for each player, `labels` for each option; with the latter
    a state is told by what differs from today.
    """
    names, labels = names or {}, labels or {}
    edges = edges_of(stability)
    if not edges:
        return None
    depth = depths(stability.today, edges)
    shown = chosen(stability, depth)
    kept = [(a, step) for a, step in edges if a in shown and step.state in shown]
    return compose(
        f"moves-{stability.snapshot}",
        title=TITLES[stability.snapshot],
        caption=caption(stability, shown, names),
        table=table(stability, kept, names),
        drawing=lambda width: drawing(stability, kept, shown, depth, names, labels, width),
    )


def edges_of(stability: Stability) -> list[Edge]:
    """Every move named by a route or by the reasons about today, once."""
    found: dict[tuple[int, int, str], Edge] = {}
    chains: list[Sequence[Step]] = [r.steps for r in stability.routes]
    chains += [r.brought_about for r in stability.routes if r.brought_about]
    for reason in stability.today_reasons:
        chains.append((*reason.tempting, *reason.countermoves))
    for chain in chains:
        at = stability.today
        for step in chain:
            if step.state != at:
                found.setdefault((at, step.state, step.player), (at, step))
            at = step.state
    return [found[k] for k in sorted(found)]


def depths(today: int, edges: Sequence[Edge]) -> dict[int, int]:
    """How many moves from today each state is."""
    depth = {today: 0}
    frontier = [today]
    while frontier:
        ahead = sorted({s.state for a, s in edges if a in frontier and s.state not in depth})
        for state in ahead:
            depth[state] = 1 + min(depth[a] for a, s in edges if s.state == state and a in depth)
        frontier = ahead
    return depth


def chosen(stability: Stability, depth: Mapping[int, int]) -> list[int]:
    """Today, the states on willing routes, then the best supported equilibria nearby, each
    with the states on its route."""
    support = {e.state: len(e.concepts) for e in stability.equilibria}
    ranked = sorted(
        (r for r in stability.routes if r.reachable and r.steps),
        key=lambda r: (not r.willing, -support.get(r.to, 0), len(r.steps), r.to),
    )
    tempting = [s.state for r in stability.today_reasons for s in (*r.tempting, *r.countermoves)]
    kept = [stability.today]
    for states in (
        [[s.state for s in r.steps] for r in ranked[:4]]
        + [tempting]
        + [[s.state for s in r.steps] for r in ranked[4:]]
    ):
        new = [s for s in dict.fromkeys(states) if s not in kept and s in depth]
        if len(kept) + len(new) <= MOST:
            kept += new
    return kept


def few(
    states: Sequence[int], depth: Mapping[int, int], edges: Sequence[Edge], most: int
) -> dict[int, int]:
    """The first states with at most so many in a layer, each led to by one that is kept."""
    kept: dict[int, int] = {}
    for state in sorted(states, key=lambda s: depth[s]):
        full = sum(d == depth[state] for d in kept.values()) >= most
        led_to = not kept or any(step.state == state and a in kept for a, step in edges)
        if led_to and not full:
            kept[state] = depth[state]
    return kept


def caption(stability: Stability, shown: Sequence[int], names: Mapping[str, str]) -> str:
    """Whether today is stable, and which stable states can be reached how."""
    stable = {e.state for e in stability.equilibria}
    subject = names.get(stability.subject, stability.subject)
    parts = [
        "A box says what differs from today: + switched on, − switched off.",
        "Thick frames marked STABLE hold for every side.",
    ]
    parts.append(
        "Today is one of them." if stability.today in stable else "Today is not among them."
    )
    ahead = [s for s in shown if s in stable and s != stability.today]
    willing = {r.to for r in stability.routes if r.reachable and r.willing}
    easy = [stability.states[s].label for s in ahead if s in willing]
    if easy:
        few_words = len(easy) < 3 and max(map(len, easy)) <= 70
        counted = "one stable state" if len(easy) == 1 else f"{len(easy)} stable states"
        told = join(f"“{e}”" for e in easy) if few_words else counted
        parts.append(f"Moves each side would make of its own accord lead to {told}.")
    parts.append(
        f"Solid arrows are moves of {subject}, dashed ones of the other side; thin grey arrows "
        "are moves their maker would not want."
    )
    if len(stable - set(shown)) or stability.unlisted:
        parts.append("Not every stable state is drawn.")
    return " ".join(parts)


def table(stability: Stability, edges: Sequence[Edge], names: Mapping[str, str]) -> Table:
    """Every move drawn."""
    stable = {e.state: e.concepts for e in stability.equilibria}
    label = [s.label for s in stability.states]
    rows = tuple(
        (
            label[a],
            names.get(step.player, step.player),
            label[step.state],
            "yes" if step.improves else "no",
            join(CONCEPTS[c] for c in stable.get(step.state, ())) or "not stable",
        )
        for a, step in edges
    )
    return Table(columns=("From", "Who moves", "To", "Wants it?", "Stable there"), rows=rows)


def drawing(
    stability: Stability,
    edges: Sequence[Edge],
    shown: Sequence[int],
    depth: Mapping[int, int],
    names: Mapping[str, str],
    labels: Mapping[str, str],
    width: int,
) -> Spec:
    """Boxes in layers by distance: left to right where the layers are few and there is room,
    otherwise downwards."""
    near = [s for s in shown if depth[s] <= FAR]
    down = width < 500 or max(depth[s] for s in near) > 2
    depth = few(near, depth, edges, (2 if width < 500 else 3) if down else 5)
    edges = [(a, step) for a, step in edges if a in depth and step.state in depth]
    boxes, height = laid_out(stability, depth, labels, width, down=down)
    x, y = x_at("x", 0, width), y_at("y", 0, height)
    layers = [*arrows(edges, boxes, stability.subject, down, x, y)]
    layers += [*frames(boxes, x, y), *words(boxes, x, y), *movers(edges, boxes, names, down, x, y)]
    return layered(*layers, width=width, height=height)


def arrows(
    edges: Sequence[Edge],
    boxes: Mapping[int, dict[str, Any]],
    subject: str,
    down: bool,
    x: alt.X,
    y: alt.Y,
) -> list[Layer]:
    """Arrows between the boxes: solid for the subject, dashed for others."""
    shafts: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for n, (a, step) in enumerate(edges):
        start, end, bend = ports(boxes[a], boxes[step.state], down)
        curve, angle = arrow(start, end, bend, 12 if bend else 1)
        own = step.player == subject
        colour = LIGHT["p1" if own else "p2"] if step.improves else LIGHT["line"]
        look = {"colour": colour, "own": own, "want": step.improves, "name": n}
        shafts += [look | {"i": i, "x": px, "y": py} for i, (px, py) in enumerate(curve)]
        heads.append(look | {"x": end[0], "y": end[1], "angle": angle})
    hue = alt.Color("colour:N", scale=None)
    none = SILENT
    made = []
    for own in (True, False):
        for want in (True, False):
            part = [s for s in shafts if s["own"] == own and s["want"] == want]
            if part:
                made.append(
                    alt.Chart(data(part))
                    .mark_line(
                        strokeWidth=2.5 if want else 1.3, strokeDash=[1, 0] if own else [6, 4]
                    )
                    .encode(
                        x=x,
                        y=y,
                        detail=alt.Detail("name:N"),
                        order=alt.Order("i:Q"),
                        color=hue,
                        description=none,
                    )
                )
    head = (
        alt.Chart(data(heads))
        .mark_point(shape="triangle", filled=True, size=110, opacity=1)
        .encode(x=x, y=y, angle=alt.Angle("angle:Q", scale=None), color=hue, description=none)
    )
    return [*made, head]


def ports(
    a: Mapping[str, Any], b: Mapping[str, Any], down: bool
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Where an arrow leaves one box and meets the next, and how far it bends aside.

    Between neighbouring layers it is straight; within a layer it goes round the boxes.
    """
    if down:
        if abs(b["cy"] - a["cy"]) < 1:
            away = 40.0 if b["cx"] < a["cx"] else -40.0
            return (a["cx"], a["y2"]), (b["cx"], b["y2"] + 7), away
        onward = b["cy"] > a["cy"]
        start = (a["cx"], a["y2"] if onward else a["y"])
        return start, (b["cx"], b["y"] - 7 if onward else b["y2"] + 7), 0.0
    if abs(b["cx"] - a["cx"]) < 1:
        away = 56.0 if b["cy"] > a["cy"] else -56.0
        return (a["x2"], a["cy"] + away / 5), (b["x2"] + 7, b["cy"] - away / 5), away
    right = b["cx"] > a["cx"]
    start = (a["x2"] if right else a["x"], a["cy"])
    return start, (b["x"] - 7 if right else b["x2"] + 7, b["cy"]), 0.0


def crowded(place: tuple[float, float], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a name at a place would touch one that is written already."""
    return any(abs(r["x"] - place[0]) < 74 and abs(r["y"] - place[1]) < 15 for r in rows)


def movers(
    edges: Sequence[Edge],
    boxes: Mapping[int, dict[str, Any]],
    names: Mapping[str, str],
    down: bool,
    x: alt.X,
    y: alt.Y,
) -> list[Layer]:
    """Who moves, written on the arrow where no other name stands."""
    rows: list[dict[str, Any]] = []
    for a, step in edges:
        (x0, y0), (x1, y1), bend = ports(boxes[a], boxes[step.state], down)
        name = lines(names.get(step.player, step.player), 12, most=2)
        curve = arrow((x0, y0), (x1, y1), bend, 18)[0]
        free = (curve[i] for i in PLACES if not crowded(curve[i], rows))
        at = next(free, curve[PLACES[0]])
        rows.append({"x": at[0], "y": at[1], "text": name})
    return (
        [halo_text(rows, x, y, align="center", fontSize=11, color=LIGHT["muted"])] if rows else []
    )
