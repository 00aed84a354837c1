"""The readings: how each observed move shifts belief between rival hypotheses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from countermove.phrasing.numbers import number
from countermove.records.results import Diagnosis, ReadingUpdate, Table
from countermove.reporting.charts.layering import Layer, Spec, layered
from countermove.reporting.charts.levers import slug
from countermove.reporting.charts.marks import data, text, x_at, y_at
from countermove.reporting.figures import Figure, compose
from countermove.reporting.palette import LIGHT, Style, styles
from countermove.reporting.wording import lines, percent

__all__ = ["reading_shares"]

ROW = 52


def reading_shares(diagnosis: Diagnosis, player_name: str = "") -> Figure | None:
    """A bar of beliefs before any move and after each; None where there is one reading."""
    if len(diagnosis.prior) < 2:
        return None
    name = player_name or diagnosis.player
    looks = styles(list(diagnosis.prior))
    return compose(
        f"readings-{slug(diagnosis.player)}",
        title=f"What {name}’s moves say about it",
        caption=caption(diagnosis),
        table=table(diagnosis),
        drawing=lambda width: drawing(diagnosis, looks, width),
    )


def caption(diagnosis: Diagnosis) -> str:
    """The likeliest reading before and after, and the move that says most."""
    top = max(sorted(diagnosis.posterior), key=lambda r: diagnosis.posterior[r])
    label = diagnosis.labels.get(top, top)
    before, after = diagnosis.prior.get(top, 0.0), diagnosis.posterior[top]
    parts = [
        f"“{label}” goes from {percent(before)} to {percent(after)}."
        if percent(before) != percent(after)
        else f"No reading gains: “{label}” stays at {percent(after)}."
    ]
    teaching = [u for u in diagnosis.updates if u.teaches]
    if teaching:
        most = max(teaching, key=lambda u: (max(u.ratio, 1 / u.ratio if u.ratio else 0), u.move))
        parts.append(f"The move that says most: {most.move}.")
    silent = sum(not u.teaches for u in diagnosis.updates)
    if silent:
        verb = "move teaches" if silent == 1 else "moves teach"
        parts.append(f"{silent} {verb} nothing: every reading expected it.")
    return " ".join(parts)


def table(diagnosis: Diagnosis) -> Table:
    """Beliefs after each move, and how much likelier the move is under one reading."""
    readings = list(diagnosis.prior)
    labels = [diagnosis.labels.get(r, r) for r in readings]
    rows: list[tuple[str | float | None, ...]] = [
        ("before any move", *(percent(diagnosis.prior[r]) for r in readings), "", "")
    ]
    rows += [
        (
            u.move,
            *(percent(u.posterior.get(r, 0.0)) for r in readings),
            number(u.ratio, 2),
            "yes" if u.teaches else "no",
        )
        for u in diagnosis.updates
    ]
    return Table(columns=("Move", *labels, "Likelihood ratio", "Teaches?"), rows=tuple(rows))


def drawing(diagnosis: Diagnosis, looks: Mapping[str, Style], width: int) -> Spec:
    """Bars of one length, split between the readings, with the share written in each part."""
    steps = [("Before any move", diagnosis.prior, True)]
    steps += [(told(u), u.posterior, u.teaches) for u in diagnosis.updates]
    head = key_height(diagnosis, looks, width)
    height = head + ROW * len(steps)
    x, y = x_at("x", 0, width), y_at("y", 0, height)
    parts, words, names = [], [], []
    for i, (name, belief, teaches) in enumerate(steps):
        top = head + ROW * i
        broken = lines(name, int(width / 6.2), most=1)
        names.append({"x": 0, "y": top + 8, "text": broken})
        new = parts_of(belief, looks, diagnosis.labels, top + 17, width)
        parts += [p | {"faint": not teaches} for p in new]
        words += [
            {"x": (p["x"] + p["x2"]) / 2, "y": top + 28, "text": p["told"]}
            for p in new
            if p["x2"] - p["x"] > 34
        ]
    rect = (
        alt.Chart(data(parts))
        .mark_rect(stroke=LIGHT["paper"], strokeWidth=2)
        .encode(
            x=x,
            x2=alt.X2("x2:Q"),
            y=y,
            y2=alt.Y2("y2:Q"),
            color=alt.Color("colour:N", scale=None),
            description=alt.Description("tip:N"),
        )
    )
    values = text(words, x, y, align="center", fontWeight="bold", color=LIGHT["paper"])
    layers = [rect, values, text(names, x, y), *key(diagnosis, looks, width, x, y)]
    return layered(*layers, width=width, height=height)


def told(update: ReadingUpdate) -> str:
    """The move, and that it teaches nothing where it does not."""
    return update.move if update.teaches else f"{update.move} (teaches nothing)"


def parts_of(
    belief: Mapping[str, float],
    looks: Mapping[str, Style],
    labels: Mapping[str, str],
    top: float,
    width: int,
) -> list[dict[str, Any]]:
    """The parts of one bar, in pixels."""
    total = sum(belief.get(r, 0.0) for r in looks) or 1.0
    parts, at = [], 0.0
    for i, (reading, look) in enumerate(looks.items()):
        wide = width * belief.get(reading, 0.0) / total
        share = percent(belief.get(reading, 0.0))
        parts.append(
            {
                "x": at,
                "x2": at + wide,
                "y": top,
                "y2": top + 22,
                "colour": look.colour,
                "told": f"{chr(65 + i)} {share}",
                "tip": f"{labels.get(reading, reading)}: {share}",
            }
        )
        at += wide
    return parts


def key_lines(diagnosis: Diagnosis, looks: Mapping[str, Style], width: int) -> list[list[str]]:
    """The readings with their letters, broken into lines."""
    return [
        lines(f"{chr(65 + i)}  {diagnosis.labels.get(r, r)}", int(width / 6.3), most=2)
        for i, r in enumerate(looks)
    ]


def key_height(diagnosis: Diagnosis, looks: Mapping[str, Style], width: int) -> int:
    """How much room the key takes, in pixels."""
    return sum(16 * len(k) + 4 for k in key_lines(diagnosis, looks, width)) + 10


def key(
    diagnosis: Diagnosis, looks: Mapping[str, Style], width: int, x: alt.X, y: alt.Y
) -> Sequence[Layer]:
    """Which letter is which reading, in its colour."""
    made, top = [], 8.0
    for words, look in zip(key_lines(diagnosis, looks, width), looks.values(), strict=True):
        row = [{"x": 0, "y": top, "text": words}]
        made.append(text(row, x, y, color=look.colour, fontWeight="bold"))
        top += 16 * len(words) + 4
    return made
