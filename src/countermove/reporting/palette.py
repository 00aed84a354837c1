"""Colours, dashes and shapes: one set for every chart, on light and on dark paper.

Every role has a light and a dark value. Charts are drawn in the light ones, each of which
belongs to one role only, so that a page can put a CSS variable in its place. All are at
least 3:1 against their paper. The hues follow Okabe and Ito (2008), darkened or lightened;
no chart tells anything by hue alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

__all__ = ["COURSES", "DARK", "LIGHT", "STYLES", "Style", "fixed_styles", "style_css", "styles"]

LIGHT = {
    "paper": "#fefdfb",
    "raised": "#f4f2ed",
    "ink": "#1a1d21",
    "muted": "#565d66",
    "line": "#87898f",
    "grid": "#e3e0d9",
    "c1": "#0b5c9e",
    "c2": "#b54800",
    "c3": "#00795f",
    "c4": "#8b3f90",
    "c5": "#7d6000",
    "c6": "#5b6b77",
    "c7": "#b3246d",
    "c8": "#00708a",
    "c9": "#7d4327",
    "c10": "#4c7512",
    "p1": "#33475f",
    "p2": "#8c5a3c",
    "alert": "#b0202a",
    "mark": "#ffe9a6",
}

DARK = {
    "paper": "#14171b",
    "raised": "#1e2228",
    "ink": "#eceae4",
    "muted": "#a9b0b8",
    "line": "#7c838c",
    "grid": "#2f353c",
    "c1": "#6fb4f0",
    "c2": "#ff9b57",
    "c3": "#45c4a2",
    "c4": "#d49be0",
    "c5": "#d8b84a",
    "c6": "#a0b0bd",
    "c7": "#ff8fc4",
    "c8": "#5cc8e0",
    "c9": "#d9a184",
    "c10": "#a3d160",
    "p1": "#b9cbe2",
    "p2": "#e0b497",
    "alert": "#ff8b84",
    "mark": "#5c4a0e",
}


@dataclass(frozen=True)
class Style:
    """How one course, side or reading is drawn: by colour, dash, shape and letter."""

    role: str
    dash: tuple[int, ...]
    shape: str

    @property
    def colour(self) -> str:
        """The colour on light paper."""
        return LIGHT[self.role]


STYLES = (
    Style("c1", (), "circle"),
    Style("c2", (7, 3), "square"),
    Style("c3", (2, 3), "triangle-up"),
    Style("c4", (9, 3, 2, 3), "diamond"),
    Style("c5", (4, 2), "cross"),
    Style("c6", (1, 2), "triangle-down"),
    Style("c7", (5, 2, 1, 2), "triangle-right"),
    Style("c8", (8, 2), "triangle-left"),
    Style("c9", (3, 1), "diamond"),
    Style("c10", (6, 2, 2, 2), "square"),
)

COURSES = {
    "stand alone": "c1",
    "give in": "c2",
    "step back and build up": "c3",
    "hit back": "c4",
    "step back": "c5",
    "hold": "c6",
    "hit back and build up": "c7",
    "talk": "c8",
    "refuse more": "c9",
    "find partners": "c10",
}
"""The colour of each course that drafts name, in every case the same."""


def styles(names: Sequence[str]) -> dict[str, Style]:
    """A style for each name in order; those after the last share it."""
    return {name: STYLES[min(i, len(STYLES) - 1)] for i, name in enumerate(names)}


def fixed_styles(names: Sequence[str]) -> dict[str, Style]:
    """A style for each course that depends on its name and not on its place.

    The courses of drafts have theirs in `COURSES`; another takes the one its name hashes to,
    or the next that is free. Beyond as many as there are, styles repeat.
    """
    by_role = {style.role: style for style in STYLES}
    found = {name: by_role[COURSES[name]] for name in names if name in COURSES}
    for name in sorted(set(names) - set(found)):
        start = crc32(name.encode()) % len(STYLES)
        turned = (*STYLES[start:], *STYLES[:start])
        free = [style for style in turned if style not in found.values()]
        found[name] = (free or turned)[0]
    return {name: found[name] for name in names}


def style_css() -> str:
    """The roles as CSS variables: light, dark by the reader's system, dark by choice."""
    dark = variables(DARK)
    hues = "".join(
        f".f-{role}{{fill:var(--{role})}}.t-{role}{{color:var(--{role})}}"
        for role in ("alert", "line", *(style.role for style in STYLES))
    )
    return (
        f":root{{color-scheme:light;{variables(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
        f"{hues}\n"
    )


def variables(roles: dict[str, str]) -> str:
    """CSS declarations of the roles."""
    return "".join(f"--{role}:{colour};" for role, colour in roles.items())
