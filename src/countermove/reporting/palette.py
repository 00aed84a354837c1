"""Colours, dashes and shapes: one set for every chart, on light and on dark paper.

Every role has a light and a dark value. Charts are drawn in the light ones, each of which
belongs to one role only, so that a page can put a CSS variable in its place. All are at
least 3:1 against their paper. The hues follow Okabe and Ito (2008), darkened or lightened;
no chart tells anything by hue alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "STYLES", "Style", "style_css", "styles"]

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
)


def styles(names: Sequence[str]) -> dict[str, Style]:
    """A style for each name in order; those after the sixth share the last."""
    return {name: STYLES[min(i, len(STYLES) - 1)] for i, name in enumerate(names)}


def style_css() -> str:
    """The roles as CSS variables: light, dark by the reader's system, dark by choice."""
    dark = variables(DARK)
    return (
        f":root{{color-scheme:light;{variables(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
    )


def variables(roles: dict[str, str]) -> str:
    """CSS declarations of the roles."""
    return "".join(f"--{role}:{colour};" for role, colour in roles.items())
