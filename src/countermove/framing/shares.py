"""By what shares the prices of the playbook are scaled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from countermove.records.number_table import read_numbers

__all__ = ["Shares", "read_shares"]


@dataclass(frozen=True, slots=True)
class Shares:
    """The numbers of ``data/shares.tsv``, each explained there."""

    most_shielded: float
    least_shielded: float
    shelter: float
    new_effort: float
    felt_by_bigger: float


@cache
def read_shares() -> Shares:
    """The shipped shares."""
    return Shares(**read_numbers(files("countermove.framing") / "data" / "shares.tsv"))
