"""A figure: a drawing at two widths, what to see in it, and a table of its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from altair.utils.schemapi import debug_mode
from markupsafe import Markup

from countermove.records.errors import SettingsError
from countermove.records.results import Table
from countermove.records.writing import write_bytes
from countermove.reporting.drawing import draw, for_page, rasterise, with_title

__all__ = ["NARROW", "WIDE", "Figure", "compose", "save_figures"]

WIDE = 760
NARROW = 340


@dataclass(frozen=True)
class Figure:
    """One chart.

    `wide` and `narrow` are SVG on light paper, for a desk and a phone;
    `caption` says what to see, from the data; `description` is what a screen reader
    reads out for the picture; `table` holds the numbers drawn.
    """

    name: str
    title: str
    caption: str
    description: str
    table: Table
    wide: str
    narrow: str

    @property
    def svg(self) -> str:
        """The wide drawing as a document of its own, with its title and description."""
        return with_title(self.wide, self.name, self.title, self.description)

    @property
    def inline(self) -> Markup:
        """Both drawings for a page; its style sheet shows the one that fits."""
        parts = []
        for width, svg in (("wide", self.wide), ("narrow", self.narrow)):
            key = f"{self.name}-{width}"
            drawing = with_title(for_page(svg, key), key, self.title, self.description)
            parts.append(f'<div class="drawing {width}">{drawing}</div>')
        # Vega escapes every word it writes, and with_title escapes the rest.
        return Markup("".join(parts))  # noqa: S704

    def png(self, scale: float = 2.0) -> bytes:
        """The wide drawing as a picture."""
        return rasterise(self.wide, scale)


def compose(
    name: str,
    *,
    title: str,
    caption: str,
    table: Table,
    drawing: Callable[[int], Mapping[str, Any]],
    description: str = "",
) -> Figure:
    """A figure from a function that draws it at a given width in pixels."""
    words = description or caption
    # Altair checks every piece against its schema while it is put together; tests do that.
    with debug_mode(False):
        wide, narrow = (draw(drawing(width)) for width in (WIDE, NARROW))
    return Figure(name, title, caption, words, table, wide, narrow)


def save_figures(
    folder: Path | str, figures: Sequence[Figure], formats: Sequence[str] = ("svg", "png")
) -> tuple[Path, ...]:
    """Write every figure into the folder, one file for each format.

    Raises:
        SettingsError: a format is neither ``svg`` nor ``png``.
    """
    unknown = sorted(set(formats) - {"svg", "png"})
    if unknown:
        raise SettingsError(f"charts cannot be written as {unknown[0]!r}; svg or png would do")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for figure in figures:
        for format in formats:
            path = folder / f"{figure.name}.{format}"
            write_bytes(path, figure.png() if format == "png" else figure.svg.encode("utf-8"))
            written.append(path)
    return tuple(written)
