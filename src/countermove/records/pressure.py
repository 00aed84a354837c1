"""How much an act presses: one table for whoever weighs acts against one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["Weight", "press", "read_pressure"]


class Weight(NamedTuple):
    """What an act adds to there being a stand-off, and says for its doer being the stronger."""

    pressure: float
    power: float


@cache
def read_pressure() -> Mapping[str, Weight]:
    """The rows of ``data/pressure.tsv`` by PLOVER type; its head says where they come from."""
    source = files("countermove.records") / "data" / "pressure.tsv"
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({row[0]: Weight(float(row[1]), float(row[2])) for row in rows})


def press(action: str) -> float:
    """How much an act of this type presses; 0 for what does not."""
    found = read_pressure().get(action)
    return found.pressure if found else 0.0
