"""The analysts' matrix: evidence against hypotheses, and what each piece is worth.

After Heuer's analysis of competing hypotheses (1999, ch. 8), filled from likelihoods rather
than by feel. A piece of evidence is consistent with the reading that expects it most, and
with every other under which it is at least two thirds as likely; under a third as likely,
it is inconsistent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from countermove.records.errors import StandoffError
from countermove.records.results import Table

__all__ = ["CONSISTENT", "INCONSISTENT", "NEUTRAL", "fill_matrix", "mark", "weigh_evidence"]

CONSISTENT, NEUTRAL, INCONSISTENT = "consistent", "neutral", "inconsistent"
LEAST_SHARE = {CONSISTENT: 2 / 3, NEUTRAL: 1 / 3}
"""A likelihood of at least this share of the greatest one earns the mark."""


def mark(likelihood: float, greatest: float) -> str:
    """The mark of one piece of evidence under one reading."""
    share = likelihood / greatest if greatest > 0 else 1.0
    for word, least in LEAST_SHARE.items():
        if share >= least:
            return word
    return INCONSISTENT


def weigh_evidence(likelihoods: Sequence[float]) -> float:
    """Diagnosticity: the natural logarithm of the greatest over the least likelihood.

    Infinite where one reading rules the evidence out.
    """
    least, greatest = min(likelihoods), max(likelihoods)
    if greatest == 0:
        return 0.0
    return math.inf if least == 0 else math.log(greatest / least)


def fill_matrix(readings: Sequence[str], evidence: Mapping[str, Mapping[str, float]]) -> Table:
    """The matrix, most telling evidence first: `evidence[piece][reading]` is a likelihood.

    The numbers may be computed or put in by hand. The last row counts what speaks against
    each reading, which is what Heuer ranks them by.

    Raises:
        StandoffError: a piece of evidence lacks a reading, or a likelihood is no chance.
    """
    for piece, row in evidence.items():
        if set(row) != set(readings) or not all(0 <= x <= 1 for x in row.values()):
            raise StandoffError(f"{piece}: takes a chance from 0 to 1 for each reading")
    rows, against = [], dict.fromkeys(readings, 0)
    weighed = {piece: weigh_evidence(list(row.values())) for piece, row in evidence.items()}
    for piece in sorted(evidence, key=lambda p: (-weighed[p], p)):
        row = evidence[piece]
        marks = [mark(row[r], max(row.values())) for r in readings]
        for reading, word in zip(readings, marks, strict=True):
            against[reading] += word == INCONSISTENT
        weight = None if math.isinf(weighed[piece]) else weighed[piece]
        rows.append((piece, *marks, weight))
    rows.append(("inconsistent pieces", *(float(against[r]) for r in readings), None))
    return Table(columns=("evidence", *readings, "diagnosticity"), rows=tuple(rows))
