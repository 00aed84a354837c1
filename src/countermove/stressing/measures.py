"""Uncertain numbers in words: what each stands for, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from countermove.phrasing.letters import shorten, trim
from countermove.phrasing.lists import join
from countermove.records.conditions import All, AnyOf, Condition, Done, Name, Not
from countermove.records.numbers import keyed_payoffs
from countermove.records.standoffs import Payoff, Standoff
from countermove.stressing.number_phrases import say_condition, say_value

__all__ = ["Measure", "Place", "describe_numbers", "measure_numbers", "say_likely", "say_place"]

Place = Literal["above", "below", "at", "between"]

SETTINGS = {
    "settings.discount": "the discount a year",
    "settings.horizon": "how far play looks ahead",
    "settings.precision": "how precisely the sides reply (λ)",
    "settings.lasting_precision": "how precisely the sides weigh what cannot be undone",
    "settings.decisions": "how often a year the sides decide on what cannot be undone",
    "settings.look_ahead": "how many times the horizon play is solved for",
    "settings.step": "the time between moves",
}
TIMES = {
    "takes": ("how long {} takes", "takes"),
    "starts_after": ("how long until {} begins", "begins"),
    "ends_after": ("how long {} lasts", "lasts"),
}
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
    "is worth": {"above": "more than ", "below": "less than ", "between": "between ", "at": ""},
    "costs": {"above": "less than ", "below": "more than ", "between": "between ", "at": ""},
}


@dataclass(frozen=True)
class Measure:
    """A number: `noun` names it; `subject` `verb` … says where it lies.

    A payoff is worth so much, or costs so much where it is below nought, to `whom`, a year or
    once (`pace`). `plain` says that its subject can come before the verb.
    """

    key: str
    noun: str
    subject: str
    verb: str = "is"
    whom: str = ""
    pace: str = ""
    plain: bool = True


def measure_numbers(standoff: Standoff) -> dict[str, Measure]:
    """Every number of a stand-off by its key, in its options' own labels."""
    labels = {name: f"‘{shorten(trim(label))}’" for name, label in standoff.labels().items()}
    found = {key: Measure(key, noun, noun) for key, noun in SETTINGS.items()}
    for chance in standoff.chance:
        for kind in ("starts_after", "ends_after"):
            key = f"chance.{chance.name}.{kind}"
            found[key] = time_of(key, kind, labels[chance.name])
    for player in standoff.players:
        for option in player.options:
            key = f"players.{player.id}.options.{option.name}.takes"
            found[key] = time_of(key, "takes", labels[option.name])
        for key, payoff in keyed_payoffs(player):
            found[key] = worth_of(key, payoff, inside(player.name), labels)
    return found


def describe_numbers(standoff: Standoff) -> dict[str, str]:
    """A noun phrase for every number of a stand-off, by key."""
    return {key: measure.noun for key, measure in measure_numbers(standoff).items()}


def inside(name: str) -> str:
    """A player's name within a sentence."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def time_of(key: str, kind: str, label: str) -> Measure:
    """How long something takes, lasts or is away."""
    noun, verb = TIMES[kind]
    return Measure(key, noun.format(label), label, verb)


def worth_of(key: str, payoff: Payoff, name: str, labels: Mapping[str, str]) -> Measure:
    """What a payoff is worth to whom, short where its condition is a plain list."""
    pace = "once" if payoff.per_year is None else "a year"
    plain = say_conjuncts(payoff.condition, labels)
    if plain:
        noun = f"what {plain} is worth to {name} {pace}"
        return Measure(key, noun, plain, "is worth", name, pace)
    that = f"that {say_condition(payoff.when, labels)}"
    noun = f"what it is worth to {name} {pace} {that}"
    return Measure(key, noun, that, "is worth", name, pace, plain=False)


def say_conjuncts(condition: Condition, labels: Mapping[str, str]) -> str:
    """A plain list of options in force, out of force or done; empty where it is no such list.

    >>> from countermove.records.conditions import parse_condition
    >>> names = {"pay": "‘Pay up’", "flee": "‘Flee’", "reform": "‘Reform’"}
    >>> say_conjuncts(parse_condition("pay and not done(reform)"), names)
    '‘Pay up’ before ‘Reform’ is done'
    >>> say_conjuncts(parse_condition("(pay or flee) and done(reform)"), names)
    'either of ‘Pay up’ and ‘Flee’ with ‘Reform’ done'
    """
    parts = condition.parts if isinstance(condition, All) else (condition,)
    found = [say_part(part, labels) for part in parts]
    if any(part is None for part in found):
        return ""
    first, *rest = sorted((p for p in found if p), key=lambda part: part[0])
    start = ("{}", "having {} done", "being without {}", "the time before {} is done")
    more = ("with {}", "with {} done", "without {}", "before {} is done")
    return " ".join([start[first[0]].format(first[1]), *(more[k].format(w) for k, w in rest)])


def say_part(part: Condition, labels: Mapping[str, str]) -> tuple[int, str] | None:
    """One part of a list and its kind: in force, done, not in force, not done."""
    if isinstance(part, AnyOf) and all(isinstance(x, Name) for x in part.parts):
        words = join([labels[x.option] for x in part.atoms()])
        return 0, f"either of {words}" if len(part.parts) == 2 else f"any of {words}"
    inner = part.part if isinstance(part, Not) else part
    if not isinstance(inner, Name | Done):
        return None
    return 2 * isinstance(part, Not) + isinstance(inner, Done), labels[inner.option]


def say_place(measure: Measure, place: Place, *values: float) -> str:
    """That a number lies above, below, at or between some values, as a clause.

    >>> fine = Measure("k.per_year", "", "‘Pay up’", "is worth", "the isle", "a year")
    >>> say_place(fine, "below", -30.0), say_place(fine, "above", 2.0)
    ('‘Pay up’ costs the isle more than 30 points a year', \
'‘Pay up’ is worth more than 2 points a year to the isle')
    >>> say_place(Measure("x.takes", "", "‘Reform’", "takes"), "above", 3.0)
    '‘Reform’ takes longer than 3 years'
    """
    costs = measure.verb == "is worth" and max(values) < 0
    verb = "costs" if costs else measure.verb
    sizes = sorted(abs(v) for v in values) if costs else values
    first, *last = (say_value(measure.key, v) for v in sizes)
    amount = " and ".join([first.removesuffix(" points"), *last]) if last else first
    amount = f"{COMPARED[verb][place]}{amount} {measure.pace}".rstrip()
    if not measure.whom:
        return f"{measure.subject} {verb} {amount}"
    said = f"costs {measure.whom} {amount}" if costs else f"is worth {amount} to {measure.whom}"
    return f"{measure.subject} {said}" if measure.plain else f"it {said} {measure.subject}"


def say_likely(measure: Measure, likely: float, *values: float) -> str:
    """The likely value, to stand in brackets after `say_place` with the same values."""
    costs = measure.verb == "is worth" and max(values) < 0 and likely < 0
    said = say_value(measure.key, -likely if costs else likely)
    return f"likely {said.removesuffix(' points').removesuffix(' point')}"
