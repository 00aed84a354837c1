"""Solving again over the ranges: shares, regret, tipping points, what to find out."""

from __future__ import annotations

from countermove.stressing.mapping import map_flips
from countermove.stressing.plays import solve_best
from countermove.stressing.shares import lead_noise
from countermove.stressing.stress import stress

__all__ = ["lead_noise", "map_flips", "solve_best", "stress"]
