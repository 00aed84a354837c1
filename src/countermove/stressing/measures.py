"""Uncertain numbers in words: what each stands for, and what it is said beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from countermove.phrasing.agreement import inside, owned
from countermove.phrasing.letters import gist, shorten, trim
from countermove.phrasing.lists import join
from countermove.records.conditions import All, AnyOf, Condition, Done, Name, Not
from countermove.records.numbers import keyed_payoffs
from countermove.records.stakes import Unit, is_stake, stake_of, unit_of
from countermove.records.standoffs import Payoff, Player, Stake, Standoff
from countermove.stressing.number_phrases import say_condition

__all__ = ["Measure", "Weight", "describe_numbers", "measure_numbers", "say_conjuncts"]

SETTINGS = {
    "settings.discount": "the discount a year",
    "settings.horizon": "how far play looks ahead",
    "settings.precision": "how precisely the sides reply (λ)",
    "settings.lasting_precision": "how precisely the sides weigh what cannot be undone",
    "settings.decisions": "how often a year the sides decide on what cannot be undone",
    "settings.look_ahead": "how many times the horizon play is solved for",
    "settings.step": "the time between moves",
}
SHORTER = (
    ("being without ", "without "),
    ("the time before ", "before "),
    ("having ", "with "),
)
TIMES = {
    "takes": ("how long {} takes", "takes"),
    "starts_after": ("how long until {} begins", "begins"),
    "ends_after": ("how long {} lasts", "lasts"),
}


@dataclass(frozen=True)
class Weight:
    """What a number that is a payoff is said beside.

    `likely` is its own likely value, `stake` its player's, and `own` says that the stake is this
    very payoff. `others` are the player's further payoffs, in words with their likely values.
    """

    likely: float
    stake: Stake
    own: bool = False
    unit: Unit | None = None
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Measure:
    """A number: `noun` names it; `subject` `verb` … says where it lies.

    A payoff matters to `whom`, who minds or values the `subject`; `weight` says beside what.
    """

    key: str
    noun: str
    subject: str
    verb: str = "is"
    whom: str = ""
    weight: Weight | None = None


def measure_numbers(standoff: Standoff) -> dict[str, Measure]:
    """Every number of a stand-off by its key, in its options' own labels."""
    labels = name_acts(standoff)
    found = {key: Measure(key, noun, noun) for key, noun in SETTINGS.items()}
    for chance in standoff.chance:
        for kind in ("starts_after", "ends_after"):
            key = f"chance.{chance.name}.{kind}"
            found[key] = time_of(key, kind, labels[chance.name])
    for player in standoff.players:
        for option in player.options:
            key = f"players.{player.id}.options.{option.name}.takes"
            found[key] = time_of(key, "takes", labels[option.name])
        found |= {m.key: m for m in weigh_payoffs(standoff, player, labels)}
    return found


def name_acts(standoff: Standoff) -> dict[str, str]:
    """What every option and circumstance is called within a sentence: without what explains it,
    unless two would then be called the same."""
    full = {name: trim(label) for name, label in standoff.labels().items()}
    bare = {name: gist(label) for name, label in full.items()}
    shared = {label for label, count in Counter(bare.values()).items() if count > 1}
    return {n: f"‘{shorten(full[n] if bare[n] in shared else bare[n])}’" for n in full}


def seen_by(player: Player, standoff: Standoff, labels: Mapping[str, str]) -> dict[str, str]:
    """The same for a payoff of one player: an act of somebody else is told to be theirs."""
    theirs = {
        option.name: f"{owned(other.name)} {labels[option.name]}"
        for other in standoff.players
        if other.id != player.id
        for option in other.options
    }
    return {**labels, **theirs}


def describe_numbers(standoff: Standoff) -> dict[str, str]:
    """A noun phrase for every number of a stand-off, by key."""
    return {key: measure.noun for key, measure in measure_numbers(standoff).items()}


def time_of(key: str, kind: str, label: str) -> Measure:
    """How long something takes, lasts or is away."""
    noun, verb = TIMES[kind]
    return Measure(key, noun.format(label), label, verb)


def weigh_payoffs(
    standoff: Standoff, player: Player, labels: Mapping[str, str]
) -> Iterator[Measure]:
    """Every payoff of a player, each beside its stake and its other payoffs."""
    stake, name = stake_of(standoff, player.id), inside(player.name)
    full = standoff.labels()
    acts = seen_by(player, standoff, labels)
    told = {key: say_situation(payoff, acts) for key, payoff in keyed_payoffs(player)}
    sizes = {key: likely_of(payoff) for key, payoff in keyed_payoffs(player)}
    same = [told[key] for key, payoff in keyed_payoffs(player) if is_stake(payoff, stake, full)]
    stake = stake.model_copy(update={"label": same[0] if same else stake.label})
    for key, payoff in keyed_payoffs(player):
        # In the order of their words: the order of the file says nothing.
        others = tuple(sorted((told[k], sizes[k]) for k in told if told[k] != told[key]))
        own = told[key] == stake.label
        weight = Weight(sizes[key], stake, own, unit_of(standoff, player.id, payoff), others)
        noun = f"how much {told[key]} matters to {name}"
        yield Measure(key, noun, told[key], "matters", name, weight)


def likely_of(payoff: Payoff) -> float:
    """The likely value of the one of the two that is given."""
    value = payoff.per_year or payoff.once
    assert value is not None
    return value.likely


def say_situation(payoff: Payoff, labels: Mapping[str, str]) -> str:
    """A year of what a payoff hangs on, or the step to it where it falls due once."""
    plain = say_conjuncts(payoff.condition, labels)
    yearly = payoff.per_year is not None
    if not plain and payoff.when.strip().lower() == "always":
        return "any year" if yearly else "the start"
    if not plain:
        start = "a year in which" if yearly else "the moment when"
        return f"{start} {say_condition(payoff.when, labels)}"
    if not yearly:
        return f"the step to {plain}"
    for long, short in SHORTER:
        if plain.startswith(long):
            return f"a year {short}{plain.removeprefix(long)}"
    return f"a year of {plain}"


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
