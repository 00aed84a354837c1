"""Uncertain numbers: ranges of values and of durations."""

from __future__ import annotations

import math
import re
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_serializer, model_validator

from countermove.records.record import Record

__all__ = ["Basis", "Duration", "Range", "parse_duration"]

Basis = Literal["quoted", "sourced", "assumed"]

YEARS = {"day": 1 / 365.25, "week": 7 / 365.25, "month": 1 / 12, "quarter": 0.25, "year": 1.0}
DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(day|week|month|quarter|year)s?\s*", re.IGNORECASE)

LARGEST = 1e12
"""Beyond it sums over years and draws lose what stands beside them, and 1e308 overflows."""


class Range(Record):
    """One number, `[low, high]` (uniform) or `[low, likely, high]` (PERT).

    PERT is the beta distribution on [low, high] with shape 4 (Clark 1962): mean
    (low + 4 likely + high) / 6.
    """

    low: float
    likely: float
    high: float
    shape: Literal["point", "uniform", "pert"] = "pert"

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        if is_number(value):
            return {"low": value, "likely": value, "high": value, "shape": "point"}
        if isinstance(value, list | tuple):
            return fields_of(value)
        return value

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if not all(map(math.isfinite, (self.low, self.likely, self.high))):
            raise ValueError("a range takes finite numbers")
        if max(abs(self.low), abs(self.high)) > LARGEST:
            raise ValueError(f"the number is too large; the most is {LARGEST:g} either way")
        if not self.low <= self.likely <= self.high:
            raise ValueError(
                f"the range is upside down: {self.low:g}, {self.likely:g}, {self.high:g}; "
                "it takes [low, likely, high] in rising order"
            )
        return self

    @model_serializer
    def _to_plain(self) -> float | list[float]:
        return self.plain()

    def plain(self) -> float | list[float]:
        """As it is written in a file."""
        if self.shape == "point":
            return self.likely
        if self.shape == "uniform":
            return [self.low, self.high]
        return [self.low, self.likely, self.high]

    @property
    def is_point(self) -> bool:
        """Whether nothing is uncertain about it."""
        return self.low == self.high

    @property
    def mean(self) -> float:
        """The expected value."""
        if self.shape == "pert":
            return (self.low + 4 * self.likely + self.high) / 6
        return (self.low + self.high) / 2

    def quantile(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values below which the given shares (0 to 1) lie; same shape as `share`."""
        width = self.high - self.low
        if width == 0:
            return np.full_like(share, self.likely)
        if self.shape == "uniform":
            return self.low + width * share
        from scipy.stats import beta  # it takes a second, and most files only check their numbers

        a = 1 + 4 * (self.likely - self.low) / width
        b = 1 + 4 * (self.high - self.likely) / width
        return np.asarray(self.low + width * beta.ppf(share, a, b), dtype=np.float64)


def fields_of(values: list[Any] | tuple[Any, ...]) -> dict[str, Any]:
    """The fields of a range written as a list of one, two or three numbers."""
    if len(values) == 1:
        return {"low": values[0], "likely": values[0], "high": values[0], "shape": "point"}
    if len(values) == 2:
        low, high = values
        middle = (low + high) / 2 if is_number(low) and is_number(high) else None
        return {"low": low, "likely": middle, "high": high, "shape": "uniform"}
    if len(values) == 3:
        return dict(zip(("low", "likely", "high"), values, strict=True)) | {"shape": "pert"}
    raise ValueError("a range takes one number, [low, high] or [low, likely, high]")


def is_number(value: Any) -> bool:
    """Whether a value is a number and not a truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def parse_duration(text: str | float) -> float:
    """Years in "6 months", "2 years" or a plain number of years.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(text, int | float) and not isinstance(text, bool):
        years = float(text)
    elif isinstance(text, str) and (match := DURATION.fullmatch(text)):
        years = float(match[1]) * YEARS[match[2].lower()]
    else:
        raise ValueError(f"{text!r} is no duration; it takes '6 months', '2 years' or a number")
    if not 0 <= years < 1000:
        raise ValueError(f"{text!r} is out of range for a duration")
    return years


class Duration(Range):
    """A range of years, written with units: `[1 year, 3 years, 6 years]`."""

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            value = parse_duration(value)
        elif isinstance(value, list | tuple):
            value = [parse_duration(x) for x in value]
        if isinstance(value, list):
            return fields_of(value)
        return fields_of([parse_duration(value)]) if is_number(value) else value
