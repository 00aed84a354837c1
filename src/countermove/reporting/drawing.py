"""From a Vega-Lite chart to SVG text that is the same every time and fetches nothing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from countermove.phrasing.characters import clean, clean_all
from countermove.reporting.palette import LIGHT
from countermove.reporting.renderer import open_renderer

__all__ = ["draw", "for_page", "rasterise", "with_title"]

FONT = "Helvetica, Arial, sans-serif"

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "padding": 2,
    "view": {"stroke": None},
    "axis": {
        "labelColor": LIGHT["muted"],
        "labelFontSize": 12,
        "labelPadding": 6,
        "titleColor": LIGHT["muted"],
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "gridColor": LIGHT["grid"],
        "domainColor": LIGHT["line"],
        "tickColor": LIGHT["line"],
        "tickSize": 4,
        "domain": False,
        "ticks": False,
    },
    "axisX": {"grid": False, "domain": True, "ticks": True},
    "legend": {"disable": True},
    "text": {"fontSize": 12, "color": LIGHT["ink"]},
    "title": {
        "anchor": "start",
        "color": LIGHT["ink"],
        "fontSize": 13,
        "fontWeight": "bold",
        "offset": 8,
        "subtitleColor": LIGHT["muted"],
        "subtitleFontSize": 12,
        "subtitlePadding": 3,
    },
    "header": {"labelColor": LIGHT["ink"], "title": None},
}

TAG = re.compile(r"<[a-zA-Z][^<>]*>")
HELPERS = re.compile(r' (?:role|aria-roledescription|aria-hidden)="[^"]*"')
LABEL = re.compile(r' aria-label="([^"]*)"')
NUMBERS = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2|width|height|viewBox)="[^"]*"')
LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
EMPTY = re.compile(r'<path class="(?:background|foreground)"[^<>]*d=""[^<>]*/>')
CLIP = re.compile(r"\bclip\d+\b|\bgradient_?\d+\b")


def draw(chart: Mapping[str, Any]) -> str:
    """Vega-Lite as an SVG document on transparent paper.

    `description` values of marks are kept as ``data-tip``; other helper attributes are
    dropped, since the drawing as a whole is one image with a title and a description.
    """
    return tidy(render(json.dumps(clean_all({**chart, "config": CONFIG}), sort_keys=True)))


@cache
def render(spec: str) -> str:
    """SVG as Vega writes it; an empty list of allowed addresses denies every fetch."""
    return open_renderer().render(spec, "svg").decode()


def tidy(svg: str) -> str:
    """Without helper roles, long decimals, empty paths and counters that may differ."""
    svg = TAG.sub(lambda match: tidy_tag(match[0]), EMPTY.sub("", svg))
    names: dict[str, str] = {}
    return CLIP.sub(lambda m: names.setdefault(m[0], f"clip{len(names) + 1}"), svg)


def tidy_tag(tag: str) -> str:
    """One tag: labels of single marks become ``data-tip``, those of axes go."""
    is_mark = 'role="graphics-symbol"' in tag and "mark container" not in tag
    keep = is_mark and 'aria-roledescription="axis"' not in tag
    tag = HELPERS.sub("", tag)
    tag = LABEL.sub(lambda m: f' data-tip="{m[1]}"' if keep and m[1] != "-" else "", tag)
    return NUMBERS.sub(lambda m: LONG.sub(shorten, m[0]), tag)


def shorten(number: re.Match[str]) -> str:
    """A number at hundredths of a pixel."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def with_title(svg: str, name: str, title: str, description: str) -> str:
    """The drawing as one image with a name and a description for screen readers."""
    head = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-desc" focusable="false" '
        f'data-figure="{name}" '
    )
    words = (
        f'<title id="{name}-title">{html.escape(clean(title))}</title>'
        f'<desc id="{name}-desc">{html.escape(clean(description))}</desc>'
    )
    svg = svg.replace("<svg ", head, 1)
    end = svg.index(">") + 1
    return svg[:end] + words + svg[end:]


def for_page(svg: str, prefix: str) -> str:
    """The drawing for a page: colours follow its variables, letters its typeface."""
    by_colour = {colour: role for role, colour in LIGHT.items()}

    def variable(match: re.Match[str]) -> str:
        role = by_colour.get(match[2].lower())
        return f'{match[1]}="var(--{role})"' if role else match[0]

    svg = re.sub(r'\b(fill|stroke)="(#[0-9a-fA-F]{6})"', variable, svg)
    svg = re.sub(r' font-family="[^"]*"', "", svg)
    svg = re.sub(r' xmlns(?::xlink)?="[^"]*"| version="1.1"', "", svg)
    return re.sub(r"\bclip(\d+)\b", rf"{prefix}-clip\1", svg)


def rasterise(svg: str, scale: float = 2.0) -> bytes:
    """The drawing as PNG on light paper."""
    end = svg.index(">") + 1
    paper = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return open_renderer().render(svg[:end] + paper + svg[end:], "png", scale)
