"""Days as other data sets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from countermove.reading.loading.dating import parse_stamp
from countermove.records.errors import ArticleError
from countermove.records.events import Precision

__all__ = ["MISSING", "parse_parts", "settle_dates"]

STROKES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
MISSING = frozenset({"", "-9", "-99", "NA", "NULL", "None", "."})


def settle_dates(
    rows: Iterable[dict[str, str]], column: str, path: Path
) -> Iterator[dict[str, str]]:
    """Rows with their days in ISO form; the file as a whole tells which number is the day.

    Raises:
        ArticleError: days such as 3/5/2017 can be read both ways in all of the file.
    """
    kept = list(rows)
    found = [STROKES.match(row[column]) for row in kept]
    pairs = [(int(m[1]), int(m[2])) for m in found if m]
    orders = {order for pair in pairs for order in read_orders(*pair)}
    if pairs and len(orders) != 1:
        raise ArticleError(
            f"has days such as {next(m[0] for m in found if m)} that can be read two ways; "
            "write them as 2017-05-03",
            path=path,
        )
    for row, match in zip(kept, found, strict=True):
        if match is None:
            yield row
            continue
        month, day = (match[1], match[2]) if orders == {"month"} else (match[2], match[1])
        yield row | {column: f"{match[3]}-{int(month):02d}-{int(day):02d}"}


def read_orders(first: int, second: int) -> tuple[str, ...]:
    """Which number of a day with strokes comes first, where it tells."""
    if first > 12 >= second:
        return ("day",)
    return ("month",) if second > 12 >= first else ()


def parse_parts(parts: Iterable[str]) -> tuple[date | None, Precision]:
    """A day from one cell, or from year, month and day in cells; missing parts are told so."""
    cells = [part.strip() for part in parts]
    if len(cells) == 1:
        year = re.fullmatch(r"\d{4}", cells[0])
        day = date(int(cells[0]), 1, 1) if year and cells[0] != "0000" else parse_stamp(cells[0])
        return day, "unknown" if day is None else "year" if year else "day"
    known = [cell for cell in cells if cell not in MISSING]
    numbers = [int(float(cell)) for cell in known if re.fullmatch(r"\d{1,4}(?:\.0)?", cell)]
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    if not numbers or len(numbers) != len(known) or cells[0] in MISSING:
        return None, "unknown"
    count = next((n for n, cell in enumerate(cells) if cell in MISSING), len(cells))
    try:
        return date(*[*numbers[:count], 1, 1][:3]), precisions[count - 1]
    except ValueError:
        return None, "unknown"
