"""From another data set's file to our events."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from countermove.reading.actors import ActorTable, load_actors
from countermove.reading.importing.acled import ACLED_COLUMNS, read_acled
from countermove.reading.importing.dataset import Builder, Dataset, Told
from countermove.reading.importing.gdelt import GDELT_COLUMNS, read_gdelt
from countermove.reading.importing.icews import ICEWS_COLUMNS, read_icews
from countermove.reading.importing.polecat import POLECAT_COLUMNS, read_polecat
from countermove.reading.loading.decoding import decode
from countermove.records.errors import ArticleError, SettingsError

__all__ = ["SOURCES", "import_events"]

RowReader = Callable[[dict[str, str], ActorTable], Iterator[Told | str]]
SOURCES: dict[str, tuple[tuple[str, ...], RowReader]] = {
    "gdelt": (GDELT_COLUMNS, read_gdelt),
    "icews": (ICEWS_COLUMNS, read_icews),
    "polecat": (POLECAT_COLUMNS, read_polecat),
    "acled": (ACLED_COLUMNS, read_acled),
}
"""Every data set with its documented columns and the reader of its rows."""
TELLING = {
    "icews": {"Event ID", "CAMEO Code", "Source Name"},
    "polecat": {"Event ID", "Event Type", "Actor Name"},
    "acled": {"event_id_cnty", "sub_event_type", "actor1"},
}
STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
MAX_FIELD = 10_000_000


def import_events(
    path: Path | str, *, source: str | None = None, actors: Path | None = None
) -> Dataset:
    """The events of a GDELT 2, ICEWS, POLECAT or ACLED file, told apart by their columns.

    The quote of an imported event is what its row itself says or cites: a note, an event
    text, an address.

    Raises:
        ArticleError: the file cannot be read or is none of these; the message names the line.
        SettingsError: there is no such source.
    """
    path = Path(path)
    if source is not None and source not in SOURCES:
        raise SettingsError(f"there is no source {source!r}; there are {', '.join(SOURCES)}")
    text = read_text(path)
    source = source or recognise(text, path)
    table = load_actors(actors)
    builder = Builder()
    read_row = SOURCES[source][1]
    rows = list_rows(text, source, path)
    for row in settle_dates(rows, path) if source == "icews" else rows:
        for told in read_row(row, table):
            if isinstance(told, str):
                builder.left_out[told] += 1
            else:
                builder.add(told)
    return builder.finish()


def read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", path=path) from error
    if not data:
        raise ArticleError("is empty", path=path)
    return decode(data, str(path))


def recognise(text: str, path: Path) -> str:
    """Which data set a file is of."""
    first = text[: text.find("\n") if "\n" in text else len(text)].rstrip("\r")
    names = {x.strip().strip('"') for x in first.replace(",", "\t").replace(";", "\t").split("\t")}
    for source, telling in TELLING.items():
        if telling <= names:
            return source
    if first.count("\t") == len(GDELT_COLUMNS) - 1 and first.split("\t")[0].isdigit():
        return "gdelt"
    raise ArticleError(
        "is no GDELT 2, ICEWS, POLECAT or ACLED file; its first line fits none of them", path=path
    )


def list_rows(text: str, source: str, path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file by column name; columns that a file lacks are empty."""
    columns = SOURCES[source][0]
    reader = open_csv(text, source)
    try:
        header = list(columns) if source == "gdelt" else [x.strip() for x in next(reader, [])]
        missing = (TELLING.get(source) or set()) - set(header)
        if missing:
            raise ArticleError(f"lacks the column {min(missing)!r}", path=path, line=1)
        for values in reader:
            if not values:
                continue
            if len(values) != len(header):
                raise ArticleError(
                    f"has {len(values)} columns where {len(header)} are due",
                    path=path,
                    line=reader.line_num,
                )
            yield dict.fromkeys(columns, "") | dict(zip(header, values, strict=True))
    except csv.Error as error:
        raise ArticleError(f"is no table: {error}", path=path, line=reader.line_num) from error


def settle_dates(rows: Iterable[dict[str, str]], path: Path) -> Iterator[dict[str, str]]:
    """ICEWS rows with their days in ISO form; the file as a whole tells which number is the day.

    Raises:
        ArticleError: days such as 3/5/2017 can be read both ways in all of the file.
    """
    kept = list(rows)
    found = [STROKES.match(row["Event Date"]) for row in kept]
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
        yield row | {"Event Date": f"{match[3]}-{int(month):02d}-{int(day):02d}"}


def read_orders(first: int, second: int) -> tuple[str, ...]:
    """Which number of a day with strokes comes first, where it tells."""
    if first > 12 >= second:
        return ("day",)
    return ("month",) if second > 12 >= first else ()


def open_csv(text: str, source: str) -> Any:
    """A reader with the quoting and delimiter of the source."""
    csv.field_size_limit(MAX_FIELD)
    file = io.StringIO(text, newline="")
    if source == "acled":
        first = text[: text.find("\n")]
        return csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
    if source == "gdelt":
        return csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    # ICEWS quotes nothing: a quotation mark in a field is one of the text.
    if source == "icews" and not text.startswith('"'):
        return csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return csv.reader(file, delimiter="\t")
