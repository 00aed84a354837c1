"""What says that one event answers another, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from countermove.records.number_table import load_numbers

__all__ = ["LinkWeights", "read_link_weights"]


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The numbers of ``data/link_weights.tsv``, each explained there."""

    joined_strongly: float
    joined_weakly: float
    in_common: float
    opposite: float
    done_to_actor: float
    aimed_at_doer: float
    named_again: float
    unreported: float
    other_kind: float
    shared_object: float
    each_back: float
    least_strong: float
    least_weak: float
    strong_bonus: float
    most_strong: float
    most_weak: float
    uncued: float


@cache
def read_link_weights() -> LinkWeights:
    """The shipped weights."""
    return LinkWeights(**load_numbers("reading/relating/data/link_weights.tsv"))
