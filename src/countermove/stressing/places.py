"""Where an uncertain number lies, as a clause a person can answer for.

A time is told in years. A payoff is told as a comparison: a side minds one thing more than
another, or so many times as much as its stake.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from countermove.phrasing.agreement import agree
from countermove.phrasing.numbers import number
from countermove.phrasing.stakes import NEAR, NOTHING, say_against, say_multiple, times
from countermove.stressing.measures import Measure, Weight
from countermove.stressing.number_phrases import say_value

__all__ = ["Place", "say_at", "say_likely", "say_place", "say_range", "say_threshold"]

Place = Literal["above", "below", "at", "between"]

COMPARED = {
    "takes": {"above": "longer than ", "below": "less than ", "between": "between ", "at": ""},
    "lasts": {"above": "longer than ", "below": "less than ", "between": "between ", "at": ""},
    "begins": {
        "above": "later than in ",
        "below": "sooner than in ",
        "between": "in between ",
        "at": "in ",
    },
    "is": {"above": "above ", "below": "below ", "between": "between ", "at": ""},
}
GUESS, ASSUMED = "our guess:", "we assumed"
SIMPLE = (2.0, 3.0, 1 / 2, 1 / 3)
"""Multiples of something else that a person can picture."""


class Base(NamedTuple):
    """What a payoff is compared with: in words, and its size in the numbers of the file."""

    words: str
    size: float


def say_place(measure: Measure, place: Place, *values: float) -> str:
    """That a number lies above, below, at or between some values, as a clause.

    >>> say_place(Measure("options.x.takes", "", "‘Reform’", "takes"), "above", 3.0)
    '‘Reform’ takes longer than 3 years'
    """
    if measure.weight is None:
        amount = " and ".join(say_value(measure.key, v) for v in values)
        return f"{measure.subject} {measure.verb} {COMPARED[measure.verb][place]}{amount}"
    if len(values) > 1:
        return say_between(measure, measure.weight, *values)
    (value,) = values
    stake = measure.weight.stake
    if abs(value) < NOTHING * stake.worth:
        return say_nothing(measure, place)
    verb = agree(measure.whom, *(("minds", "mind") if value < 0 else ("values", "value")))
    amount = say_amount(measure.weight, place, value)
    return f"{measure.whom} {verb} {measure.subject} {amount}"


def say_amount(weight: Weight, place: Place, value: float) -> str:
    """More than, less than or about as much as what a payoff is compared with."""
    base = choose_base(weight, value)
    many = say_multiple(value / base.size)
    if place == "at":
        return f"about {many} as {base.words}"
    more = (place == "above") == (value > 0)
    than = f"{'more' if more else 'less'} than "
    return f"{than}{base.words if many == 'as much' else f'{many} as {base.words}'}"


def say_unit(weight: Weight, value: float) -> str:
    """The amount in the unit of the lever that it comes from."""
    if weight.unit is None:
        return ""
    return f"{number(abs(value) / weight.unit.worth, 2)} {weight.unit.name} a year"


def choose_base(weight: Weight, value: float) -> Base:
    """What to compare a payoff with: another that it equals there, the stake where that makes a
    simple multiple, another that does, and else the stake; its own likely value where the stake
    is this very payoff."""
    stake = Base(ASSUMED, abs(weight.likely) or weight.stake.worth)
    if not weight.own:
        stake = Base(weight.stake.label, weight.stake.worth)
    others = [Base(words, abs(x)) for words, x in weight.others if x * value > 0]
    equal = [b for b in others if is_near(value, b.size)]
    simple = [b for b in (stake, *others) if any(is_near(value, m * b.size) for m in SIMPLE)]
    return (equal or simple or [stake])[0]


def is_near(value: float, size: float) -> bool:
    """Whether a payoff is about of this size."""
    return abs(abs(value) - size) <= NEAR * size


def say_nothing(measure: Measure, place: Place) -> str:
    """That a payoff lies on one side of nought, or about there."""
    if place == "at":
        return f"{measure.subject} matters next to nothing to {measure.whom}"
    verbs = ("welcomes", "welcome") if place == "above" else ("minds", "mind")
    return f"{measure.whom} {agree(measure.whom, *verbs)} {measure.subject} at all"


def say_between(measure: Measure, weight: Weight, low: float, high: float) -> str:
    """That a payoff lies between two values."""
    return f"{measure.subject} is {say_span(weight, low, high)} to {measure.whom}"


def say_span(weight: Weight, low: float, high: float) -> str:
    """From one value to another, as costs or gains.

    >>> from countermove.records.standoffs import Stake
    >>> siege = Weight(-20.0, Stake(label="a year of siege", worth=20.0))
    >>> say_span(siege, -30, -10)
    'a cost of 0.5 to 1.5 times what a year of siege weighs'
    >>> say_span(siege, -5, 10)
    'between a cost of 0.25 and a gain of 0.5 times what a year of siege weighs'
    """
    stake = weight.stake
    least, most = (times(abs(v), stake.worth) for v in (low, high))
    what = f"times what {stake.label} weighs"
    if high <= 0:
        return f"a cost of {most} to {least} {what}{say_units(weight, high, low)}"
    if low >= 0:
        return f"a gain of {least} to {most} {what}{say_units(weight, low, high)}"
    return f"between a cost of {least} and a gain of {most} {what}"


def say_units(weight: Weight, small: float, large: float) -> str:
    """The same in the unit of a lever, in brackets."""
    if weight.unit is None:
        return ""
    ends = (number(abs(v) / weight.unit.worth, 2) for v in (small, large))
    return f" ({' to '.join(ends)} {weight.unit.name} a year)"


def say_at(measure: Measure, value: float) -> str:
    """A value by itself: a time, or the size of a cost or a gain."""
    if measure.weight is None:
        return say_value(measure.key, value)
    stake = measure.weight.stake
    kind = "a cost" if value < 0 else "a gain"
    return f"{kind} of {say_against(value, stake.worth, stake.label)}"


def say_range(measure: Measure, low: float, high: float) -> str:
    """The range of a number."""
    if measure.weight is not None:
        return say_span(measure.weight, low, high)
    return f"{say_value(measure.key, low)} to {say_value(measure.key, high)}"


def say_threshold(measure: Measure, place: Place, value: float) -> str:
    """On which side of a value a number lies, without the number."""
    if measure.weight is None:
        return f"{place} {say_value(measure.key, value)}"
    if abs(value) < NOTHING * measure.weight.stake.worth:
        return "a gain at all" if place == "above" else "a cost at all"
    kind = "as a cost" if value < 0 else "as a gain"
    return f"{kind}, {say_amount(measure.weight, place, value)}"


def say_likely(measure: Measure, likely: float, *values: float) -> str:
    """The likely value, to stand in brackets after `say_place` with the same values, behind the
    amount in the unit of a lever; empty where that compares with the likely value already."""
    if measure.weight is None:
        return f"{GUESS} {say_value(measure.key, likely)}"
    parts = (say_unit(measure.weight, values[0]), say_beside(measure.weight, likely, *values))
    return "; ".join(filter(None, parts))


def say_beside(weight: Weight, likely: float, *values: float) -> str:
    """The likely value of a payoff, compared with the same thing as the value told."""
    if likely * values[0] < 0 or abs(values[0]) < NOTHING * weight.stake.worth:
        kind = "cost" if likely < 0 else "gain"
        return f"{GUESS} a {kind} of {say_against(likely, weight.stake.worth, weight.stake.label)}"
    base = choose_base(weight, values[0])
    if base.words == ASSUMED:
        return ""
    many = say_multiple(likely / base.size)
    if many == say_multiple(values[0] / base.size):  # they differ, by less than is told
        return f"{GUESS} just {'below' if abs(likely) < abs(values[0]) else 'above'} that"
    return f"{GUESS} {many}"
