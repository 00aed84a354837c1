"""Levers: what a cut costs each side and third parties, and the payoffs that follow."""

from __future__ import annotations

from countermove.solving.levering.costing import cost_levers
from countermove.solving.levering.feeding import feed_levers, feed_payoffs

__all__ = ["cost_levers", "feed_levers", "feed_payoffs"]
