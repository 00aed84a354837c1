"""What a cut costs each side and third parties, as ranges and over time."""

from __future__ import annotations

from collections.abc import Iterable

from countermove.records.levers import Lever
from countermove.records.results import LeverCost, Table
from countermove.records.standoffs import Standoff
from countermove.solving.levering.corners import (
    CORNERS,
    Corner,
    burden_of,
    controlled_share,
    cut,
    uncut,
)

__all__ = ["TIMES", "cost_levers", "needed_options", "party_cost"]

TIMES = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
"""Years after a cut at which its cost is set out."""

Triple = tuple[float, float, float]


def cost_levers(standoff: Standoff) -> tuple[LeverCost, ...]:
    """The cost of cutting each lever, right after the cut and over time.

    Raises:
        StandoffError: a lever's shares or capacities make no sense.
    """
    year = standoff.as_of.year if standoff.as_of else None
    return tuple(cost_lever(standoff, lever, year) for lever in standoff.levers)


def cost_lever(standoff: Standoff, lever: Lever, year: int | None) -> LeverCost:
    """One lever: flows before and after, losses, and who bears them."""
    splits = {corner: cut(lever, corner, year=year) for corner in CORNERS}
    amounts = {corner: uncut(lever, corner, year).amount for corner in CORNERS}
    after = sorted(amounts[c] - splits[c].lost for c in ("low", "high"))
    likely = amounts["likely"] - splits["likely"].lost
    parties = sorted(burden_of(lever, "likely"))
    cost = LeverCost(
        lever=lever.name,
        label=lever.label,
        unit=lever.unit,
        flow_before=amounts["likely"],
        flow_after=(min(after[0], likely), likely, max(after[1], likely)),
        lost=triple(splits[c].lost for c in CORNERS),
        by_party={p: triple(party_cost(lever, p, c, year=year) for c in CORNERS) for p in parties},
        value_unit=lever.value_unit or lever.unit,
        share_controlled=triple(controlled_share(lever, c, year) for c in CORNERS),
        over_time=set_out(lever, parties, year),
    )
    return cost.model_copy(update={"sentence": say(standoff, lever, cost)})


def triple(values: Iterable[float]) -> Triple:
    """Three numbers, one for each corner."""
    low, likely, high = values
    return float(low), float(likely), float(high)


def party_cost(
    lever: Lever,
    party: str,
    corner: Corner,
    *,
    year: int | None,
    since: float = 0.0,
    built: frozenset[str] = frozenset(),
) -> float:
    """What a cut costs a party a year, in value units, `since` years after it."""
    split = cut(lever, corner, year=year, since=since, built=built)
    return split.cost * burden_of(lever, corner).get(party, 0.0)


def needed_options(lever: Lever) -> tuple[str, ...]:
    """The options that must be done before some substitute can be used."""
    return tuple(sorted({s.needs for s in lever.substitutes if s.needs}))


def set_out(lever: Lever, parties: list[str], year: int | None) -> Table:
    """Loss and likely cost to each party over the years after a cut.

    Two halves: with no needed option done, and with all of them done.
    """
    rows: list[tuple[str | float | None, ...]] = []
    needed = frozenset(needed_options(lever))
    for built in (frozenset[str](), needed) if needed else (frozenset[str](),):
        word = " and ".join(sorted(built)) or "nothing"
        for since in TIMES:
            lost = cut(lever, "likely", year=year, since=since, built=built).lost
            costs = [
                party_cost(lever, p, "likely", year=year, since=since, built=built) for p in parties
            ]
            rows.append((word, since, lost, *costs))
    return Table(columns=("done before", "years after", "lost", *parties), rows=tuple(rows))


def say(standoff: Standoff, lever: Lever, cost: LeverCost) -> str:
    """The cost in one sentence."""
    names = {p.id: p.name for p in standoff.players}
    holder = names.get(lever.holder, lever.holder)
    low, likely, high = cost.lost
    sentence = (
        f"{holder} can stop {low:.3g} to {high:.3g} (likely {likely:.3g}) of "
        f"{cost.flow_before:.3g} {lever.unit}: {lever.label}."
    )
    shares = "; ".join(
        f"{names.get(p, p)} {c[0]:.3g} to {c[2]:.3g}" for p, c in sorted(cost.by_party.items())
    )
    return f"{sentence} Cost a year in {cost.value_unit}: {shares}."
