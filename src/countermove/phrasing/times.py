"""Lengths of time and dates in words.

Three ways to say a length, each for its own use: `span` rounds for the eye, `say_years` gives
a number's value to its figures, `say_wait` counts a wait in whole months up to a year.
"""

from __future__ import annotations

from datetime import date

__all__ = ["counted", "day", "quarter", "say_wait", "say_years", "span"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Not the locale's, so that a page is the same everywhere."""


def span(years: float) -> str:
    """A length of time in years, months or days."""
    if years == 0:
        return "no time"
    months = years * 12
    if months < 0.95:
        return counted(max(1, round(years * 365.25)), "day")
    if months < 23.5 and abs(years - round(years)) > 0.02:
        return counted(round(months), "month")
    if abs(years - round(years)) <= 0.02:
        return counted(round(years), "year")
    return f"{years:.1f} years"


def say_years(value: float) -> str:
    """A time in years, or in months below two years.

    >>> say_years(0.5), say_years(3), say_years(1 / 12)
    ('6 months', '3 years', '1 month')
    """
    if value < 2:
        months = f"{12 * value:.2g}"
        return f"{months} {'month' if months == '1' else 'months'}"
    return f"{value:.3g} years"


def say_wait(years: float) -> str:
    """A wait: whole months below a year, else years.

    >>> say_wait(0.3), say_wait(1), say_wait(2.5)
    ('4 months', '1 year', '2.5 years')
    """
    if years < 1:
        return counted(round(12 * years), "month")
    text = f"{years:.3g}"
    return "1 year" if text == "1" else f"{text} years"


def counted(count: int, unit: str) -> str:
    """A count with its unit in the right form."""
    return f"{count} {unit}" if count == 1 else f"{count:,} {unit}s"


def day(when: date | None, precision: str = "day") -> str:
    """A date as precisely as it is known."""
    if when is None or precision == "unknown":
        return "undated"
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return {
        "day": f"{when.day} {month}",
        "week": f"week of {when.day} {month}",
        "month": month,
        "quarter": f"{quarter(when)} quarter of {when.year}",
        "year": str(when.year),
    }[precision]


def quarter(when: date) -> str:
    """The quarter of the year as a word."""
    return ("first", "second", "third", "fourth")[(when.month - 1) // 3]
