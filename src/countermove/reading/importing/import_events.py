"""From another data set's file to our events."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
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
    for row in list_rows(text, source, path):
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


def open_csv(text: str, source: str) -> Any:
    """A reader with the quoting and delimiter of the source."""
    csv.field_size_limit(MAX_FIELD)
    file = io.StringIO(text, newline="")
    if source == "acled":
        first = text[: text.find("\n")]
        return csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
    if source == "gdelt":
        return csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return csv.reader(file, delimiter="\t")
