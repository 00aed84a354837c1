"""Numbers that decide, each in a data file with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

__all__ = ["load_counts", "load_numbers", "read_numbers"]


@cache
def load_numbers(path: str) -> Mapping[str, float]:
    """The numbers of a shipped table, as ``framing/data/shares.tsv``; read once, never changed."""
    return MappingProxyType(read_numbers(files("countermove").joinpath(*path.split("/"))))


@cache
def load_counts(path: str) -> Mapping[str, int]:
    """The whole numbers of a shipped table; read once, never changed.

    Raises:
        ValueError: a number of it is not whole.
    """
    found = load_numbers(path)
    broken = [name for name, number in found.items() if not number.is_integer()]
    if broken:
        raise ValueError(f"{path}: a whole number is due for {', '.join(broken)}")
    return MappingProxyType({name: int(number) for name, number in found.items()})


def read_numbers(source: Traversable) -> dict[str, float]:
    """The numbers of a table with the tab-separated columns name, number and reason.

    Raises:
        ValueError: a row has other columns, no reason, or the name of a row before it.
    """
    found: dict[str, float] = {}
    for count, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not cells[2].strip() or cells[0] in found:
            raise ValueError(f"{source.name}:{count}: a new name, a number and a reason are due")
        found[cells[0]] = float(cells[1])
    return found
