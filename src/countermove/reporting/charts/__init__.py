"""The charts of the page, each a function from records to a `Figure` (or None: no data)."""

from __future__ import annotations

from countermove.reporting.charts.chronology import chronology
from countermove.reporting.charts.course_values import course_comparison
from countermove.reporting.charts.courses_shown import course_styles
from countermove.reporting.charts.flip_map import flip_map
from countermove.reporting.charts.levers import lever_costs, lever_shares
from countermove.reporting.charts.moves import move_graph
from countermove.reporting.charts.outcomes import outcome_chances
from countermove.reporting.charts.readings import reading_shares
from countermove.reporting.charts.tornado import tornado
from countermove.reporting.charts.waits import clock

__all__ = [
    "chronology",
    "clock",
    "course_comparison",
    "course_styles",
    "flip_map",
    "lever_costs",
    "lever_shares",
    "move_graph",
    "outcome_chances",
    "reading_shares",
    "tornado",
]
