"""The tables of the outside view: classes, their counts, pairs of states, defence pacts."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Count", "Pair", "Row", "Tables", "load_tables"]


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


def load_tables() -> Tables:
    """The shipped tables."""
    return Tables(
        {
            r["key"]: Row(r["key"], r["tree"], r["parent"], r["of"], r["says"])
            for r in read("classes.tsv")
        },
        {(r["class"], r["outcome"], int(r["years"])): count(r) for r in read("rates.tsv")},
        {(r["presser"], r["other"]): pair(r) for r in read("pairs.tsv")},
        list_pacts(),
    )


def read(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table, its comments left out."""
    text = (files("countermove.forecasting") / "data" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def row(told: Mapping[str, str]) -> Row:
    return Row(told["key"], told["tree"], told["parent"], told["of"], told["says"])


def count(row: Mapping[str, str]) -> Count:
    rate, low, high = (float(row[key]) for key in ("rate", "low", "high"))
    return Count(int(row["n"]), rate, low, high, row["source"])


def pair(row: Mapping[str, str]) -> Pair:
    return Pair(row["border"] == "1", int(row["event"] or 0), int(row["force"] or 0))


def list_pacts() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """The members of each pact, each with its years; 9999 while it lasts."""
    pacts: dict[str, list[tuple[str, int, int]]] = {}
    for row in read("pacts.tsv"):
        years = int(row["since"]), int(row["until"] or 9999)
        pacts.setdefault(row["pact"], []).append((row["member"], *years))
    return {name: tuple(members) for name, members in pacts.items()}
