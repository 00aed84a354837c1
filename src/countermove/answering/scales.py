"""Words for chances: the yardsticks of ICD 203 and of the UK's PHIA.

The bands of ICD 203 (Office of the Director of National Intelligence 2015) share their
edges; here each is half-open, [from, to), so that every chance has one word. Those of the
PHIA yardstick (UK Government 2025) leave gaps on purpose; a chance in a gap is said to lie
between two words. The word is that of the whole per cent that is printed beside it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Band", "Scale", "Worded", "word_chance"]

Scale = Literal["icd203", "phia"]


class Band(NamedTuple):
    """Chances from `low` up to, not including, `high` per cent have this word."""

    low: int
    high: int
    word: str


ICD203 = (
    Band(0, 5, "almost no chance"),
    Band(5, 20, "very unlikely"),
    Band(20, 45, "unlikely"),
    Band(45, 55, "roughly an even chance"),
    Band(55, 80, "likely"),
    Band(80, 95, "very likely"),
    Band(95, 101, "almost certain"),
)
PHIA = (
    Band(0, 6, "a remote chance"),
    Band(10, 21, "highly unlikely"),
    Band(25, 36, "unlikely"),
    Band(40, 50, "a realistic possibility"),
    Band(55, 76, "likely"),
    Band(80, 91, "highly likely"),
    Band(95, 101, "almost certain"),
)
SCALES: dict[Scale, tuple[Band, ...]] = {"icd203": ICD203, "phia": PHIA}


class Worded(NamedTuple):
    """A chance in words; `band` is None where it lies in a gap of the scale."""

    word: str
    band: tuple[float, float] | None
    per_cent: int


def word_chance(chance: float, scale: Scale = "icd203") -> Worded:
    """The word of a chance between 0 and 1.

    >>> word_chance(0.55).word, word_chance(0.549).word, word_chance(0.5449).word
    ('likely', 'likely', 'roughly an even chance')
    >>> word_chance(0.22, "phia").word
    'between highly unlikely and unlikely'
    """
    per_cent = round_half_up(100 * min(max(chance, 0.0), 1.0))
    bands = SCALES[scale]
    for band in bands:
        if band.low <= per_cent < band.high:
            return Worded(band.word, (band.low / 100, min(band.high, 100) / 100), per_cent)
    below = [b for b in bands if b.high <= per_cent][-1]
    above = next(b for b in bands if b.low > per_cent)
    return Worded(f"between {below.word} and {above.word}", None, per_cent)


def round_half_up(value: float) -> int:
    """To the nearest whole number, halves upward, forgiving binary fractions."""
    return int(value + 0.5 + 1e-9)
