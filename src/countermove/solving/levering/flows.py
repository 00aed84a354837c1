"""A flow with and without a cut, as a minimum-cost flow over routes and substitutes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from countermove.records.errors import StandoffError

__all__ = ["Link", "Split", "send"]


@dataclass(frozen=True)
class Link:
    """One way from where the flow starts to where it is wanted.

    `capacity` is units a year; `cost` value units a unit on top of today's cost.
    """

    name: str
    capacity: float
    cost: float = 0.0


@dataclass(frozen=True)
class Split:
    """What each link carries, what is lost, and what that costs a year in value units."""

    carried: dict[str, float]
    lost: float
    cost: float


@lru_cache(maxsize=4096)
def send(amount: float, value: float, links: tuple[Link, ...]) -> Split:
    """The cheapest way to send `amount` over the links; what does not fit is lost.

    A unit lost costs `value`, so a dearer link than that stays unused. Minimum-cost flow on
    one origin and one destination, as a linear programme (HiGHS).

    Raises:
        StandoffError: a capacity or the amount is below 0.
    """
    from scipy.optimize import linprog  # slow to import, and few levers run over several links

    if amount < 0 or any(link.capacity < 0 for link in links):
        raise StandoffError("a lever's amount and capacities must not be below 0")
    costs = np.array([*(link.cost for link in links), value])
    bounds = [*((0.0, link.capacity) for link in links), (0.0, None)]
    found = linprog(
        costs, A_eq=np.ones((1, len(costs))), b_eq=[amount], bounds=bounds, method="highs"
    )
    if not found.success:
        raise StandoffError(f"a lever's flow has no solution: {found.message}")
    carried = {link.name: float(x) for link, x in zip(links, found.x[:-1], strict=True)}
    return Split(carried, float(found.x[-1]), float(found.fun))
