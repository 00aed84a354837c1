"""A lever's numbers at the corner that makes a cut cheapest, likeliest or dearest.

The cost of a cut rises with the amount, the value, the controlled share and the depth, and
falls with what other routes and substitutes can carry; so the least and the greatest cost
over all ranges stand at two corners, and no search is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from countermove.records.errors import StandoffError
from countermove.records.levers import Lever, Route, Substitute
from countermove.records.ranges import Range
from countermove.solving.levering.flows import Link, Split, send

__all__ = ["CORNERS", "Corner", "burden_of", "controlled_share", "cut", "pick", "uncut"]

Corner = Literal["low", "likely", "high"]
CORNERS: tuple[Corner, Corner, Corner] = ("low", "likely", "high")
AGAINST: dict[Corner, Corner] = {"low": "high", "likely": "likely", "high": "low"}


def pick(value: Range | None, corner: Corner, default: float = 0.0) -> float:
    """A range at a corner, or the default where there is none."""
    return default if value is None else float(getattr(value, corner))


@dataclass(frozen=True)
class Base:
    """Today's flow on each route at a corner: controlled by the holder, and free."""

    amount: float
    controlled: tuple[Link, ...]
    free: tuple[Link, ...]


def uncut(lever: Lever, corner: Corner, year: int | None) -> Base:
    """Today's flow. A route without a capacity has no room beyond what it carries.

    What the routes' shares leave over goes by other ways, which nobody can cut.

    Raises:
        StandoffError: the likely shares of the routes come to more than 1.
    """
    amount = pick(lever.amount, corner)
    shares = {r.name: share_of(r, corner, lever, year) for r in lever.routes}
    controlled: list[Link] = []
    free: list[Link] = []
    for route in lever.routes:
        carried = shares[route.name] * amount
        room = max(carried, pick(route.capacity, AGAINST[corner], carried))
        (controlled if is_controlled(route, lever) else free).append(Link(route.name, room))
    rest = 1.0 - sum(shares.values())
    if corner == "likely" and rest < -0.005:
        raise StandoffError(f"levers.{lever.name}: the routes' likely shares come to over 1")
    if rest > 0:
        free.append(Link("other ways", rest * amount))
    return Base(amount, tuple(controlled), tuple(free))


def is_controlled(route: Route, lever: Lever) -> bool:
    """Whether the lever's holder can cut a route."""
    return route.controlled_by == lever.holder


def share_of(route: Route, corner: Corner, lever: Lever, year: int | None) -> float:
    """A route's share in the last year known by then: its own corner if it can be cut."""
    known = [s for s in route.shares if year is None or s.year <= year] or list(route.shares)
    if not known:
        return 0.0
    latest = max(known, key=lambda s: s.year)
    side = corner if is_controlled(route, lever) else AGAINST[corner]
    return pick(latest.share, side)


def controlled_share(lever: Lever, corner: Corner, year: int | None) -> float:
    """The share of the flow that the holder can cut."""
    total = sum(share_of(r, corner, lever, year) for r in lever.routes if is_controlled(r, lever))
    return min(1.0, total)


def cut(
    lever: Lever,
    corner: Corner,
    *,
    year: int | None = None,
    since: float = 0.0,
    built: frozenset[str] = frozenset(),
) -> Split:
    """The flow `since` years after a cut, with the substitutes of the options `built`.

    A substitute is there once its time has passed, and if it needs an option, only when
    that is done.
    """
    base = uncut(lever, corner, year)
    left = 1.0 - pick(lever.depth, corner, 1.0)
    links = [Link(link.name, link.capacity * left) for link in base.controlled]
    links += base.free
    links += [
        Link(s.name, pick(s.capacity, AGAINST[corner]), pick(s.extra_cost, corner))
        for s in lever.substitutes
        if is_there(s, corner, since, built)
    ]
    return send(base.amount, pick(lever.value, corner, 1.0), tuple(links))


def is_there(sub: Substitute, corner: Corner, since: float, built: frozenset[str]) -> bool:
    """Whether a substitute can be used by now."""
    if sub.needs:
        return sub.needs in built
    return pick(sub.after, corner) <= since


def burden_of(lever: Lever, corner: Corner) -> dict[str, float]:
    """The share of the cost on each party; all of it on the owner where none is given."""
    shares = {b.party: pick(b.share, corner) for b in lever.burdens}
    return shares or {lever.owner: 1.0}
