"""Patterns of options that describe a set of states in few words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Pattern", "cover_states"]

Pattern = tuple[tuple[int, bool], ...]
"""Options by number, each in force or not; options not named may be either."""


def cover_states(wanted: NDArray[np.bool_]) -> list[Pattern]:
    """Few patterns that together match exactly the wanted states.

    Each state not matched yet gives a pattern, widened option by option as long as it
    matches nothing that is not wanted. Not always the fewest patterns.
    """
    bits = len(wanted).bit_length() - 1
    states = np.arange(len(wanted))
    left = wanted.copy()
    found: list[Pattern] = []
    while left.any():
        state = int(np.flatnonzero(left)[0])
        care = (1 << bits) - 1
        for bit in range(bits):
            wider = care & ~(1 << bit)
            if wanted[(states & wider) == (state & wider)].all():
                care = wider
        left &= (states & care) != (state & care)
        found.append(tuple((b, bool(state >> b & 1)) for b in range(bits) if care >> b & 1))
    return found
