"""The tables of the outside view: classes, their counts, pairs of states, defence pacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import nan

from countermove.records.errors import InputError

__all__ = ["Count", "Pair", "Row", "Tables", "load_tables"]

COLUMNS = {
    "classes.tsv": ("key", "tree", "parent", "source", "of", "says"),
    "rates.tsv": ("class", "outcome", "years", "n", "k", "rate", "low", "high", "source"),
    "pairs.tsv": ("presser", "other", "border", "event", "force"),
    "pacts.tsv": ("pact", "member", "since", "until"),
}
LASTING = 9999
"""The last year of a pact that holds still."""


@dataclass(frozen=True, slots=True)
class Row:
    """A class of the tree; `tree` is `ends` or `force`, `parent` empty at a root."""

    key: str
    tree: str
    parent: str
    of: str
    says: str


@dataclass(frozen=True, slots=True)
class Count:
    """The counted rate of an outcome by so many years, with its 90 % interval."""

    n: int
    rate: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What one state did to another; 0 where no militarised event was seen since 1990."""

    border: bool = False
    event: int = 0
    force: int = 0


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the outside view looks up. `pacts` lists member, since, until of each pact."""

    rows: Mapping[str, Row]
    counts: Mapping[tuple[str, str, int], Count]
    pairs: Mapping[tuple[str, str], Pair]
    pacts: Mapping[str, tuple[tuple[str, int, int], ...]]

    def allied(self, one: str, other: str, year: int) -> bool:
        """Whether two states had promised to defend each other in a year."""
        return any(
            {one, other} <= {who for who, since, until in members if since <= year <= until}
            for members in self.pacts.values()
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with where it stands."""

    path: Traversable
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def whole(self, column: str, empty: int | None = None) -> int:
        """The whole number in a column; `empty` where there is none, if that may be.

        Raises:
            InputError: it is none.
        """
        text = self.cells[column]
        if not text and empty is not None:
            return empty
        if not text.isdecimal():
            raise self.refuse(column, "a whole number")
        return int(text)

    def share(self, column: str) -> float:
        """The share in a column.

        Raises:
            InputError: it is no number from 0 to 1.
        """
        try:
            value = float(self.cells[column])
        except ValueError:
            value = nan
        if not 0 <= value <= 1:
            raise self.refuse(column, "a number from 0 to 1")
        return value

    def refuse(self, column: str, due: str) -> InputError:
        """What is wrong with a cell."""
        message = f"{column} takes {due}, not {self.cells[column]!r}"
        return InputError(message, path=str(self.path), line=self.number)


def load_tables(folder: Traversable | None = None) -> Tables:
    """The tables of a folder, by default the shipped ones.

    Raises:
        InputError: a table is missing, empty, or damaged; it names file, line and column.
    """
    read = partial(read_lines, folder or files("countermove.forecasting") / "data")
    return Tables(
        {r["key"]: row_of(r) for r in read("classes.tsv")},
        {(r["class"], r["outcome"], r.whole("years")): count(r) for r in read("rates.tsv")},
        {(r["presser"], r["other"]): pair(r) for r in read("pairs.tsv")},
        list_pacts(read("pacts.tsv")),
    )


def read_lines(folder: Traversable, name: str) -> list[Line]:
    """The rows of a table, its comments left out.

    Raises:
        InputError: it is missing or empty, has other columns, or a row of another length.
    """
    path, due = folder / name, COLUMNS[name]
    try:
        told = enumerate(path.read_text("utf-8").splitlines(), start=1)
    except (OSError, UnicodeDecodeError):
        message = "this table of past cases cannot be read; install countermove again"
        raise InputError(message, path=str(path)) from None
    rows = [(at, tuple(x.split("\t"))) for at, x in told if x and not x.startswith("#")]
    if not rows or rows[0][1] != due:
        at = rows[0][0] if rows else None
        raise InputError(f"the columns {', '.join(due)} are due", path=str(path), line=at)
    if len(rows) == 1:
        raise InputError("the table has no rows", path=str(path))
    for at, cells in rows:
        if len(cells) != len(due):
            raise InputError(f"{len(due)} cells are due", path=str(path), line=at)
    return [Line(path, at, dict(zip(due, cells, strict=True))) for at, cells in rows[1:]]


def row_of(line: Line) -> Row:
    """The class a row tells."""
    return Row(line["key"], line["tree"], line["parent"], line["of"], line["says"])


def count(row: Line) -> Count:
    """The count a row tells."""
    rate, low, high = (row.share(key) for key in ("rate", "low", "high"))
    return Count(row.whole("n"), rate, low, high, row["source"])


def pair(row: Line) -> Pair:
    """What a row tells of a pair."""
    return Pair(row["border"] == "1", row.whole("event", 0), row.whole("force", 0))


def list_pacts(rows: list[Line]) -> dict[str, tuple[tuple[str, int, int], ...]]:
    """The members of each pact, each with its years."""
    pacts: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows:
        years = row.whole("since"), row.whole("until", LASTING)
        pacts.setdefault(row["pact"], []).append((row["member"], *years))
    return {name: tuple(members) for name, members in pacts.items()}
