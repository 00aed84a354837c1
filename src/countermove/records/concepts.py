"""The concepts of stability by name; apart from the records, so that help needs none of them."""

from __future__ import annotations

from typing import Literal

__all__ = ["CONCEPTS", "Concept"]

Concept = Literal["NASH", "SEQ", "GMR", "SMR", "SIM", "FH", "LMH", "NM"]
"""Nash, sequential, general metarational, symmetric metarational, simultaneous, the
Fraser-Hipel tableau (SEQ, and SIM where two or more are not SEQ-stable), limited-move of a
given horizon, non-myopic."""

CONCEPTS: dict[Concept, str] = {
    "NASH": "Nash",
    "SEQ": "sequential",
    "GMR": "general metarational",
    "SMR": "symmetric metarational",
    "SIM": "simultaneous (Fraser and Hipel)",
    "FH": "Fraser and Hipel's tableau (sequential, else simultaneous)",
    "LMH": "limited-move",
    "NM": "non-myopic",
}
