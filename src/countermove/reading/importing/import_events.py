"""From another data set's file to our events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from countermove.reading.actors import ActorTable, load_actors
from countermove.reading.importing.acled import ACLED_COLUMNS, read_acled
from countermove.reading.importing.dataset import Builder, Dataset, Told
from countermove.reading.importing.days import settle_dates
from countermove.reading.importing.event_files import EventFile, fold, open_table
from countermove.reading.importing.gdelt import GDELT_COLUMNS, list_gdelt_columns, read_gdelt
from countermove.reading.importing.icews import ICEWS_COLUMNS, read_icews
from countermove.reading.importing.mapped import MID, PLAIN, ColumnMap, read_mapped
from countermove.reading.importing.polecat import POLECAT_COLUMNS, read_polecat
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
    "icews": ("Event ID", "CAMEO Code", "Source Name"),
    "polecat": ("Event ID", "Event Type", "Actor Name"),
    "acled": ("event_id_cnty", "event_type", "actor1"),
    "gdelt": ("GLOBALEVENTID", "EventCode", "Actor1Code"),
}
"""Columns by which a file is known, and without which it cannot be read."""
DAYS = {"icews": "Event Date", "polecat": "Event Date", "acled": "event_date", "gdelt": "Day"}
OTHER_NAMES = {
    "sqldate": "Day",  # GDELT 1
    "allyactor1": "assoc_actor_1",  # ACLED to 2016
    "allyactor2": "assoc_actor_2",
}
"""Columns that bore another name in other years, by folded names."""


def import_events(
    path: Path | str,
    *,
    source: str | None = None,
    columns: ColumnMap | None = None,
    actors: Path | None = None,
) -> Dataset:
    """The events of a GDELT, ICEWS, POLECAT, ACLED or MIE file, told apart by their columns.

    `columns` says which columns of any other table hold what. The file may be a ZIP or gzip
    file, and ACLED's answers in JSON are read too. The quote of an imported event is what its
    row itself says or cites: a note, an event text, an address.

    Raises:
        ArticleError: the file cannot be read or is none of these; the message names the line.
        SettingsError: there is no such source.
    """
    path = Path(path)
    if source is not None and source not in SOURCES:
        raise SettingsError(f"there is no source {source!r}; there are {', '.join(SOURCES)}")
    table = open_table(path)
    known = load_actors(actors)
    builder = Builder()
    columns = columns or (find_map(table) if source is None else None)
    told = (
        read_known(table, source or recognise(table), known)
        if columns is None
        else read_any(table, columns, known)
    )
    for item in told:
        if isinstance(item, str):
            builder.left_out[item] += 1
        else:
            builder.add(item)
    return builder.finish()


def find_map(table: EventFile) -> ColumnMap | None:
    """The map of a table whose columns already bear the names of an event's fields."""
    names = {fold(name) for name in table.first}
    for columns in (PLAIN, MID):
        if {x for cells in columns.columns.values() for x in cells} <= names:
            return columns
    return None


def recognise(table: EventFile) -> str:
    """Which data set a file is of."""
    names = {fold(name) for name in table.first}
    for source, telling in TELLING.items():
        if {fold(name) for name in telling} <= names:
            return source
    if list_gdelt_columns(table.first):
        return "gdelt"
    raise ArticleError(
        "is no GDELT, ICEWS, POLECAT, ACLED or MIE file; its first line fits none of them; "
        "--map date=…,actor=…,action=…,target=… says which of its columns hold what",
        path=table.path,
        line=1,
    )


def read_known(table: EventFile, source: str, actors: ActorTable) -> Iterator[Told | str]:
    """The events of a known data set's rows, or why they are none of ours."""
    documented, read_row = SOURCES[source]
    rows: Iterable[dict[str, str]] = name_cells(table, source, documented)
    if source in {"icews", "acled"}:
        rows = settle_dates(rows, DAYS[source], table.path)
    for row in rows:
        for told in read_row(row, actors):
            said = row[DAYS[source]]
            unread = not isinstance(told, str) and told.day is None and said.strip()
            yield f"a day that cannot be read: {said}" if unread else told


def name_cells(
    table: EventFile, source: str, documented: Sequence[str]
) -> Iterator[dict[str, str]]:
    """Rows by documented column names; columns that a file lacks are empty.

    Raises:
        ArticleError: a needed column is missing, or a row has too many or too few cells.
    """
    bare = list_gdelt_columns(table.first) if source == "gdelt" else ()
    names = {fold(name): name for name in documented} | OTHER_NAMES
    header = bare or [names.get(fold(name), name) for name in table.first]
    missing = set() if bare else set(TELLING[source]) - set(header)
    if missing:
        raise ArticleError(f"lacks the column {min(missing)!r}", path=table.path, line=1)
    empty = dict.fromkeys(documented, "")
    if bare:
        yield empty | dict(zip(header, table.first, strict=True))
    yield from pair_cells(table, header, empty)


def pair_cells(
    table: EventFile, header: Sequence[str], empty: dict[str, str]
) -> Iterator[dict[str, str]]:
    """Rows by column names, over the columns that a file may lack.

    Raises:
        ArticleError: a row has too many or too few cells.
    """
    due = len(header)
    for row in table.rows:
        if len(row.cells) != due:
            problem = f"has {len(row.cells)} columns where {due} are due"
            raise ArticleError(problem, path=table.path, line=row.line)
        yield empty | dict(zip(header, row.cells, strict=True))


def read_any(table: EventFile, columns: ColumnMap, actors: ActorTable) -> Iterator[Told | str]:
    """The events of any table's rows by a map of its columns.

    Raises:
        ArticleError: a mapped column is missing, or a row has too many or too few cells.
    """
    header = [fold(name) for name in table.first]
    asked = [x for cells in columns.columns.values() for x in cells]
    missing = [x for x in asked if fold(x) not in header]
    if missing:
        there = ", ".join(table.first)[:300]
        raise ArticleError(f"has no column {missing[0]!r}; it has {there}", path=table.path, line=1)
    days = columns.columns["date"]
    rows = pair_cells(table, header, {})
    settled = settle_dates(rows, fold(days[0]), table.path) if len(days) == 1 else rows
    for number, row in enumerate(settled, start=1):
        yield from read_mapped(row, number, columns, actors)
