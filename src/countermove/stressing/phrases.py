"""Numbers, values and conditions in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

__all__ = ["join_labels", "say_condition", "say_points", "say_value", "shorten", "trim"]

WORD = re.compile(r"(not\s+)?(?:done\(\s*(\w+)\s*\)|([A-Za-z_]\w*))", re.IGNORECASE)


def join_labels(labels: Sequence[str]) -> str:
    """A list in words.

    >>> join_labels(["‘A’", "‘B’", "‘C’"])
    '‘A’, ‘B’ and ‘C’'
    """
    return " and ".join([*([", ".join(labels[:-1])] if len(labels) > 1 else []), *labels[-1:]])


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


def say_value(key: str, value: float) -> str:
    """A number's value with its unit: points, years or months, per cent a year."""
    if key == "settings.discount":
        return f"{100 * value:.3g} %"
    if key == "settings.precision":
        return f"{value:.3g}"
    if key.startswith(("settings.", "chance.")) or key.endswith(".takes"):
        return say_years(value)
    return say_points(value)


def say_points(value: float) -> str:
    """Points with a minus sign, to three figures.

    >>> say_points(-12.3456), say_points(1.0)
    ('−12.3 points', '1 point')
    """
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    unit = "point" if text in ("1", "-1") else "points"
    return f"{text} {unit}".replace("-", "−")


def say_years(value: float) -> str:
    """A time in years, or in months below two years.

    >>> say_years(0.5), say_years(3), say_years(1 / 12)
    ('6 months', '3 years', '1 month')
    """
    if value < 2:
        months = f"{12 * value:.2g}"
        return f"{months} {'month' if months == '1' else 'months'}"
    return f"{value:.3g} years"


def shorten(label: str) -> str:
    """The gist of a label: up to a comma, or its first nine words.

    >>> shorten("Settle the quarrel at home, so that no help is needed from anybody")
    'Settle the quarrel at home'
    >>> shorten("one two three four five six seven eight nine ten eleven")
    'one two three four five six seven eight nine …'
    """
    head = label.split(",", maxsplit=1)[0]
    if len(label) > 40 and len(head.split()) >= 4:
        label = head
    words = label.split()
    return label if len(words) <= 10 else " ".join(words[:9]) + " …"


def trim(label: str) -> str:
    """A label without the full stop or spaces around it."""
    return label.strip().rstrip(".").rstrip()
