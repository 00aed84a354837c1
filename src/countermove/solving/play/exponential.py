"""The exponential function in plain arithmetic, compiled: several at a time, same bytes anywhere.

A logit solve spends most of its time here. The library's function is called once for each
number and differs in its last bits between machines; this one is a handful of multiplications
and additions, which a processor does for several numbers at once and every processor rounds
alike. Method: exp(x) = 2^n · exp(r), |r| <= ln 2 / 2, ln 2 in two parts (Cody and Waite 1980),
exp(r) by its Taylor series to r^12, whose remainder is below 2e-16.
"""

from __future__ import annotations

from typing import Any

from countermove.solving.compiling import compiled
from countermove.solving.play.vectors import larger, lowest_to_exponent

__all__ = ["exponential"]

LEAST = -700.0
"""Smaller arguments count as this: exp(-700) is 1e-304, which is nothing beside 1."""

ROUND = 6755399441055744.0
"""1.5 · 2^52: adding it rounds to a whole number and leaves that in the lowest bits."""

LOG2_E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10


@compiled
def exponential(number: Any) -> Any:
    """exp(x) for x <= 0, to within an ulp or two, of a number or of each in a vector."""
    x = larger(number, LEAST)
    rounded = x * LOG2_E + ROUND
    n = rounded - ROUND
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    p = r * (1.0 / 479001600.0) + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    return p * lowest_to_exponent(rounded)
