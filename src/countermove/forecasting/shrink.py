"""Rates of a class drawn towards its parent, so that few cases do not say more than they know."""

from __future__ import annotations

from countermove.forecasting.tables import Count, Tables
from countermove.records.histories import Rate
from countermove.records.number_table import load_numbers

__all__ = ["PSEUDO_CASES", "list_rates"]

NUMBERS = load_numbers("forecasting/data/pooling.tsv")
PSEUDO_CASES = int(NUMBERS["pseudo_cases"])
"""How many cases the parent class is worth. 10 to 30 was best where classes helped out of sample
in our back-test of 16 tasks (docs/explanation/history.md); the timid end of that is taken."""

WIDTH = NUMBERS["width"]
"""Standard deviations that a 90 % interval is wide."""

ENDS = ("gives_way", "gives_up", "settled")
FORCE = ("force", "intervention", "war")
YEARS = (1, 2, 5, 10)


def list_rates(tables: Tables, key: str) -> tuple[Rate, ...]:
    """The rates of a class, shrunk to its parents; what is left of the ends is `no_change`.

    1. The rate at a node is (k + m p) / (n + m), p its parent's rate so made, m = 30.
    2. Its 90 % interval is that of a beta distribution with as many cases as the bootstrap
       interval of the count is worth, and m: pairs told year by year are not independent.
    """
    ends = tables.rows[key].tree == "ends"
    found: list[Rate] = []
    for years in YEARS:
        here = [r for o in (ENDS if ends else FORCE) if (r := shrink(tables, key, o, years))]
        found += here
        if ends and here:
            found.append(remainder(here, years))
    return tuple(found)


def shrink(tables: Tables, key: str, outcome: str, years: int) -> Rate | None:
    """One rate; None where neither the class nor its parents count the outcome."""
    from scipy.stats import beta  # slow to import, and not needed to tell a rate

    parent = tables.rows[key].parent
    above = shrink(tables, parent, outcome, years) if parent else None
    own = tables.counts.get((key, outcome, years))
    if own is None:
        return above
    cases, weight = worth(own), PSEUDO_CASES if above else 0
    drawn = (own.n * own.rate + weight * (above.rate if above else 0.0)) / (own.n + weight)
    size = cases + weight
    low, high = beta.ppf((0.05, 0.95), size * drawn + 0.5, size * (1 - drawn) + 0.5)
    return Rate(
        outcome=outcome,
        years=years,
        rate=drawn,
        low=float(low),
        high=float(high),
        counted=own.rate,
    )


def worth(count: Count) -> float:
    """How many independent cases would give the interval that the bootstrap gave."""
    spread = (count.high - count.low) / WIDTH
    if spread <= 0:
        return float(count.n)
    return min(float(count.n), count.rate * (1 - count.rate) / spread**2)


def remainder(ends: list[Rate], years: int) -> Rate:
    """The share of cases that have not ended by then."""
    rate, counted = (max(0.0, 1 - sum(values)) for values in zip(
        *((r.rate, r.counted) for r in ends), strict=True))  # fmt: skip
    half = sum((r.high - r.low) ** 2 for r in ends) ** 0.5 / 2
    return Rate(
        outcome="no_change",
        years=years,
        rate=rate,
        low=max(0.0, rate - half),
        high=min(1.0, rate + half),
        counted=counted,
    )
