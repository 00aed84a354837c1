"""Numbers, shares and points as a reader would say them."""

from __future__ import annotations

__all__ = ["fine_per_cent", "number", "per_cent", "points", "say_points", "unbroken"]


def per_cent(share: float) -> str:
    """A share of 1 in whole per cent; small and large ones are not rounded to none or all.

    >>> per_cent(0.432), per_cent(0.0), per_cent(0.001), per_cent(0.999)
    ('43 %', '0 %', 'under 1 %', 'over 99 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def fine_per_cent(share: float) -> str:
    """A share of 1 in per cent, with two figures below one, where small shares are compared.

    >>> fine_per_cent(0.432), fine_per_cent(0.00432), fine_per_cent(0.00001)
    ('43 %', '0.43 %', 'less than 0.01 %')
    """
    if 0 < share < 0.0001:
        return "less than 0.01 %"
    return f"{100 * share:.0f} %" if share >= 0.01 or share == 0 else f"{100 * share:.2g} %"


def unbroken(text: str) -> str:
    """The text with its per cent signs held to their numbers at the end of a line.

    >>> unbroken("8 %")
    '8\\xa0%'
    """
    return text.replace(" %", "\u00a0%")


def number(value: float, digits: int = 3) -> str:
    """A number in at most `digits` significant digits, with a true minus sign."""
    if value == 0:
        return "0"
    if abs(value) >= 10 ** (digits - 1):
        text = f"{value:,.0f}"
    else:
        text = f"{value:,.{digits}g}"
        if "e" in text:
            text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", "0"} else text.replace("-", "−")


def points(value: float) -> str:
    """Payoff points without their unit: whole from ten on, one decimal below."""
    text = f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
    return "0" if text in {"-0", "0"} else text.replace("-", "−")


def say_points(value: float) -> str:
    """Points with their unit and a minus sign, to three figures.

    >>> say_points(-12.3456), say_points(1.0)
    ('−12.3 points', '1 point')
    """
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    unit = "point" if text in ("1", "-1") else "points"
    return f"{text} {unit}".replace("-", "−")
