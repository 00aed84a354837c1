"""A stand-off solved: which states are stable and why, and how play unfolds."""

from __future__ import annotations

from countermove.solving.solver import hash_standoff, solve

__all__ = ["hash_standoff", "solve"]
