"""A move of one player."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Move"]


@dataclass(frozen=True)
class Move:
    """One player's move from a state to a state."""

    player: int
    start: int
    end: int
