"""A lever on the page: as the stand-off has it, what its cut costs, and its charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from countermove.records.levers import Lever
from countermove.records.results import LeverCost
from countermove.reporting import charts
from countermove.reporting.figures import Figure

__all__ = ["LeverView", "lever_views"]


@dataclass(frozen=True)
class LeverView:
    """A lever as it stands in the stand-off, what its cut costs, and its charts."""

    label: str
    record: Lever | None
    cost: LeverCost | None
    shares: Figure | None
    costs: Figure | None


def lever_views(
    levers: Sequence[Lever], costs: Sequence[LeverCost], names: Mapping[str, str]
) -> tuple[LeverView, ...]:
    """Every lever of the stand-off, then those that only the solution knows.

    Levers that share their routes share one chart of them.
    """
    known = {c.lever: c for c in costs}
    views: list[LeverView] = []
    for lever in levers:
        cost = known.pop(lever.name, None)
        paid = charts.lever_costs(cost, names) if cost else None
        drawn = [v.record.routes for v in views if v.record]
        shares = None if lever.routes in drawn else charts.lever_shares(lever)
        views.append(LeverView(lever.label, lever, cost, shares, paid))
    for cost in known.values():
        paid = charts.lever_costs(cost, names)
        views.append(LeverView(cost.label, None, cost, None, paid))
    return tuple(views)
