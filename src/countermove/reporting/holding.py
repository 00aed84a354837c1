"""What it means that a state is stable, first in words, the field's terms in brackets after."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.lists import join
from countermove.records.stability import CONCEPTS, Concept

__all__ = ["say_holding"]

MEANINGS: tuple[tuple[frozenset[Concept], str], ...] = (
    (frozenset({"NASH"}), "Holds by itself: no side gains by moving out of it"),
    (
        frozenset({"SEQ", "SIM"}),
        "Holds, as long as each side expects the other to hit back where that pays it",
    ),
    (
        frozenset({"SMR"}),
        "Holds, as long as each side expects the other to hit back, and no way out after that",
    ),
    (frozenset({"GMR"}), "Holds, as long as each side expects the other to hit back"),
    (frozenset({"NM", "LMH"}), "Holds, as long as each side looks some moves ahead"),
    (frozenset({"FH"}), "Holds, as long as each side expects the other to hit back"),
)
"""The strongest first; Fang, Hipel and Kilgour (1993) define each."""


def say_holding(concepts: Sequence[Concept]) -> str:
    """What holds a state in place, by the strongest of its concepts.

    >>> say_holding(("SMR", "GMR"))[:62]
    'Holds, as long as each side expects the other to hit back, and'
    >>> say_holding(("GMR",))
    'Holds, as long as each side expects the other to hit back (general metarational)'
    """
    words = next((said for which, said in MEANINGS if which & set(concepts)), "Holds")
    return f"{words} ({join(CONCEPTS[c] for c in concepts)})"
