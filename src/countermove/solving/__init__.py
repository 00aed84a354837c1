"""A stand-off solved: which states are stable and why, and how play unfolds."""

from __future__ import annotations

from countermove.solving.bargaining import bargain
from countermove.solving.exporting import export_standoff
from countermove.solving.signalling import signal
from countermove.solving.solver import hash_standoff, solve

__all__ = ["bargain", "export_standoff", "hash_standoff", "signal", "solve"]
