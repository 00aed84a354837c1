"""Rival readings of a player, updated by what it was seen to do."""

from __future__ import annotations

from countermove.solving.diagnosing.diagnosing import diagnose, update
from countermove.solving.diagnosing.matrix import fill_matrix, mark, weigh_evidence
from countermove.solving.diagnosing.readings import adopt

__all__ = ["adopt", "diagnose", "fill_matrix", "mark", "update", "weigh_evidence"]
