"""Levers: flows a side can cut, the routes they take, and what replaces them."""

from __future__ import annotations

from countermove.records.ranges import Basis, Duration, Range
from countermove.records.record import Record

__all__ = ["Burden", "Lever", "Route", "Share", "Substitute"]


class Share(Record):
    """A route's share of the flow in a year, as a fraction of 1."""

    year: int
    share: Range
    source: str = ""


class Route(Record):
    """One way the flow takes; `controlled_by` is the player that can cut it, if any."""

    name: str
    label: str
    controlled_by: str = ""
    capacity: Range | None = None
    shares: tuple[Share, ...] = ()
    basis: Basis = "assumed"
    source: str = ""


class Substitute(Record):
    """What can carry or replace the flow after a cut: how much, when, at what extra cost.

    `after` is the time until it is there; `extra_cost` is per unit of flow, in the
    lever's value unit.
    """

    name: str
    label: str
    capacity: Range
    after: Duration | None = None
    extra_cost: Range | None = None
    needs: str = ""
    basis: Basis = "assumed"
    source: str = ""


class Burden(Record):
    """The share of the lost value that falls on a player or third party."""

    party: str
    share: Range
    why: str = ""
    basis: Basis = "assumed"
    source: str = ""


class Lever(Record):
    """A flow of `amount` `unit` a year worth `value` `value_unit` a unit.

    `holder` can cut it by the option `option`; `owner` depends on it. `points` is how
    many payoff points one value unit a year is to each party; with it the cost of a cut
    feeds payoffs. `depth` is the share of the controlled flow that a cut stops, 1 without.
    """

    name: str
    label: str
    holder: str
    owner: str
    option: str = ""
    unit: str
    amount: Range
    value: Range | None = None
    value_unit: str = ""
    routes: tuple[Route, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    burdens: tuple[Burden, ...] = ()
    points: dict[str, Range] = {}
    depth: Range | None = None
    basis: Basis = "assumed"
    source: str = ""
    why: str = ""
