"""History and model together: one chance from the two."""

from __future__ import annotations

from math import exp, log

from countermove.records.number_table import load_numbers

__all__ = ["CEILING", "FLOOR", "HISTORY_WEIGHT", "clip", "pool"]

NUMBERS = load_numbers("forecasting/data/pooling.tsv")
HISTORY_WEIGHT = NUMBERS["history_weight"]
"""How much history counts, by decree until fifty forecasts of the model have been scored on real
cases: four parts history, one part model. The record is docs/explanation/record.md."""

FLOOR, CEILING = NUMBERS["floor"], NUMBERS["ceiling"]
"""No view is told below or above: a chance of nothing that happens costs everything."""


def pool(history: float, model: float, weight: float = HISTORY_WEIGHT) -> float:
    """The chance that both views give together.

    A logarithmic opinion pool of two outcomes, p ∝ h^w · m^(1−w) (Genest and Zidek 1986): the
    log odds are averaged. Both are clipped to 1–99 % first.

    >>> round(pool(0.4, 0.4), 2)
    0.4
    >>> round(pool(0.4, 0.0), 2)
    0.22
    """
    odds = weight * logit(clip(history)) + (1 - weight) * logit(clip(model))
    return 1 / (1 + exp(-odds))


def clip(chance: float) -> float:
    """A chance between 1 and 99 %."""
    return min(max(chance, FLOOR), CEILING)


def logit(chance: float) -> float:
    """The logarithm of the odds."""
    return log(chance / (1 - chance))
