"""Rows of the data files: tab-separated text with comments, errors that name the line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from countermove.records.errors import CaseError
from countermove.records.files import read_file

__all__ = ["locate", "parse_date", "read_rows", "split_forms"]


def locate(name: str) -> Traversable:
    """A data file of this package."""
    return files("countermove.reading.actors") / "data" / name


def read_rows(source: Traversable | Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their line numbers; ``-`` is an empty cell.

    Raises:
        CaseError: the file cannot be read, or a row has another number of columns.
    """
    try:
        data = read_file(source) if isinstance(source, Path) else source.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", path=str(source)) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = list(map(str.strip, line.split("\t")))
        if "-" in cells:
            cells = ["" if cell == "-" else cell for cell in cells]
        if len(cells) != columns:
            raise CaseError(
                f"has {len(cells)} columns; {columns}, separated by tabs, would be right",
                path=str(source),
                line=number,
            )
        yield number, cells


def split_forms(cell: str) -> list[str]:
    """The alternatives in a cell."""
    return [form.strip() for form in cell.split("|") if form.strip()]


def parse_date(text: str) -> date | None:
    """A date of office: ``1999-12-31``, ``1999-12`` or ``1999`` (its middle); empty is None."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 7, 1)
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 15)
