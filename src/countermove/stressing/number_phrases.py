"""Values of numbers, and conditions, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from countermove.phrasing.times import say_years

__all__ = ["say_condition", "say_value"]

WORD = re.compile(r"(not\s+)?(?:done\(\s*(\w+)\s*\)|([A-Za-z_]\w*))", re.IGNORECASE)


def say_condition(text: str, labels: Mapping[str, str]) -> str:
    """A condition with the labels of options, in their quotation marks, for their names.

    >>> say_condition("pay and not done(reform)", {"pay": "‘Pay up’", "reform": "‘Reform’"})
    '‘Pay up’ is in force and ‘Reform’ is not done'
    """
    if text.strip().lower() == "always":
        return "time passes"

    def word(found: re.Match[str]) -> str:
        negation = " not" if found[1] else ""
        if found[2]:
            return f"{labels.get(found[2], found[2])} is{negation} done"
        name = found[3]
        return f"{labels[name]} is{negation} in force" if name in labels else found[0]

    return WORD.sub(word, text)


PLAIN = (
    "settings.precision",
    "settings.lasting_precision",
    "settings.decisions",
    "settings.look_ahead",
)
"""Settings without a unit."""


def say_value(key: str, value: float) -> str:
    """The value of a number that is no payoff: years or months, or per cent a year."""
    if key == "settings.discount":
        return f"{100 * value:.3g} %"
    if key in PLAIN:
        return f"{value:.3g}"
    return say_years(value)
