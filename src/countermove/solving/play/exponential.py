"""The exponential function in plain arithmetic, compiled: four at a time, same bytes anywhere.

A logit solve spends most of its time here. The library's function is called once for each
number and differs in its last bits between machines; this one is a handful of multiplications
and additions, which a processor does for several numbers at once and every processor rounds
alike. Method: exp(x) = 2^n · exp(r), |r| <= ln 2 / 2, ln 2 in two parts (Cody and Waite 1980),
exp(r) by its Taylor series to r^12, whose remainder is below 2e-16.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped, unused-ignore]
from numba import types
from numba.extending import intrinsic

from countermove.solving.compiling import compiled

__all__ = ["exponential"]

LEAST = -700.0
"""Smaller arguments count as this: exp(-700) is 1e-304, which is nothing beside 1."""

ROUND = 6755399441055744.0
"""1.5 · 2^52: adding it rounds to a whole number and leaves that in the lowest bits."""

LOG2_E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
EXPONENT = 52
BIAS = 1023 << EXPONENT


def as_bits(_typing: Any, number: Any) -> Any:
    """The 64 bits of a float as a whole number."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(number), code


def as_float(_typing: Any, bits: Any) -> Any:
    """The float that 64 bits stand for."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(bits), code


bits_of: Any = intrinsic(as_bits)
float_of: Any = intrinsic(as_float)


@compiled
def exponential(x: float) -> float:
    """exp(x) for x <= 0, to within an ulp or two."""
    x = x if x > LEAST else LEAST
    rounded = x * LOG2_E + ROUND
    n = rounded - ROUND
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    p = 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
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
    return float(p * float_of((bits_of(rounded) << EXPONENT) + BIAS))
