"""Amounts against a stake: what a person would recognise in place of bare numbers.

A stake has a label, such as "a year without the pipeline", and a worth in the numbers of the
file. An amount is said as a part or a multiple of it.
"""

from __future__ import annotations

from countermove.phrasing.numbers import number

__all__ = ["say_against", "say_multiple", "say_part", "times"]

PARTS = (
    (1 / 20, "a twentieth"),
    (1 / 10, "a tenth"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (3 / 10, "three tenths"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "half"),
    (3 / 5, "three fifths"),
    (2 / 3, "two thirds"),
    (7 / 10, "seven tenths"),
    (3 / 4, "three quarters"),
    (4 / 5, "four fifths"),
    (9 / 10, "nine tenths"),
)
NEAR = 0.02
"""How far from a part, as a share of it, an amount may lie and still be called by its name."""

NOTHING = 0.005


def times(value: float, worth: float) -> str:
    """An amount in units of a stake, with its sign, for a table or an axis.

    >>> times(-5.0, 20.0), times(41.0, 20.0), times(0.0, 20.0)
    ('−0.25', '2.05', '0')
    """
    ratio = value / worth
    return number(ratio, 3) if abs(ratio) >= NOTHING else "0"


def say_part(ratio: float) -> str:
    """A part or multiple as a word or figure that "of" or "what" can follow.

    >>> [say_part(r) for r in (0.001, 0.1, 0.334, 0.31, 0.999, 1.4, 2.0, 14.2)]
    ['next to nothing', 'a tenth', 'a third', '31 %', 'all', '1.4 times', 'twice', '14 times']
    >>> [say_part(r) for r in (0.013, 0.074, 1.03, 2.04)]
    ['1.3 %', '7 %', 'all', 'twice']
    """
    ratio = abs(ratio)
    if ratio < NOTHING:
        return "next to nothing"
    near = min(PARTS, key=lambda part: abs(part[0] - ratio))
    if abs(near[0] - ratio) <= NEAR * near[0]:
        return near[1]
    if abs(ratio - 1) <= NEAR:
        return "all"
    if ratio < 1:
        return f"{100 * ratio:.{0 if ratio >= NEAR else 1}f} %"
    told = number(ratio, 2)
    return {"1": "all", "2": "twice"}.get(told, f"{told} times")


def say_against(value: float, worth: float, label: str) -> str:
    """The size of an amount against a stake.

    >>> [say_against(v, 30, "a year of siege") for v in (-10, 30, 42, 60, 0.1)]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['a third of what a year of siege weighs', 'as much as a year of siege weighs',
     '1.4 times what a year of siege weighs', 'twice what a year of siege weighs',
     'next to nothing beside a year of siege']
    """
    part = say_part(value / worth)
    if part == "next to nothing":
        return f"next to nothing beside {label}"
    if part == "all":
        return f"as much as {label} weighs"
    joint = "" if part == "twice" or part.endswith("times") else "of "
    return f"{part} {joint}what {label} weighs"


def say_multiple(ratio: float) -> str:
    """How many times as much: what "as X" can follow.

    >>> [say_multiple(r) for r in (0.19, 0.334, 0.5, 1.0, 1.5, 2.0)]
    ['19 % as much', 'a third as much', 'half as much', 'as much', '1.5 times as much',
     'twice as much']
    """
    part = say_part(ratio)
    if part == "all":
        return "as much"
    return f"{part} as much"
