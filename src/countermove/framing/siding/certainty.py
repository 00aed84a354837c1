"""How much an act weighs by how it is told: as done, planned, alleged or denied."""

from __future__ import annotations

from countermove.records.number_table import load_numbers

__all__ = ["weigh_certainty"]


def weigh_certainty(standing: str) -> float:
    """The weight of an act of this standing; advice weighs nothing as an act.

    >>> weigh_certainty("done"), weigh_certainty("advised")
    (1.0, 0.0)
    """
    return load_numbers("framing/siding/data/weights.tsv").get(standing, 0.0)
