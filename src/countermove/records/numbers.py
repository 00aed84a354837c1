"""Every number a stand-off's play depends on, under a stable key.

    players.RUS.payoffs[interfere and tied_up].once
    players.KAZ.options.consolidate.takes
    chance.tied_up.ends_after
    settings.discount

A second payoff of a player with the same condition and kind ends in ``#2``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from countermove.records.errors import StandoffError
from countermove.records.quoted_times import is_quoted
from countermove.records.ranges import Duration, Range
from countermove.records.record import Record
from countermove.records.standoff_checks import nearest
from countermove.records.standoffs import ChanceOption, Option, Payoff, Player, Settings, Standoff

__all__ = [
    "NumberName",
    "all_numbers",
    "keyed_payoffs",
    "likely_values",
    "number_ranges",
    "set_numbers",
    "uncertain_numbers",
]

SETTINGS = (
    "decisions",
    "discount",
    "horizon",
    "lasting_precision",
    "look_ahead",
    "precision",
    "step",
)
SETTING_LABELS = {
    "discount": "discount a year",
    "horizon": "years looked ahead",
    "lasting_precision": "precision of what cannot be undone",
    "decisions": "decisions a year on what cannot be undone",
    "look_ahead": "how many times the horizon play is solved for",
    "precision": "precision of the sides' replies",
    "step": "years between moves",
}


class NumberName(Record):
    """An uncertain number: its key in the stand-off, and in words, with its basis.

    `held` is the part of its variance over the range that the comparisons people judged took
    away; 0 where none speaks of it.
    """

    key: str
    label: str
    basis: str
    low: float
    likely: float
    high: float
    confirmed: bool = False
    held: float = 0.0


def all_numbers(standoff: Standoff) -> tuple[NumberName, ...]:
    """Every number that play depends on, sorted by key, certain ones too."""
    return tuple(name for name, _ in entries(standoff))


def uncertain_numbers(standoff: Standoff) -> tuple[NumberName, ...]:
    """The numbers with a range wider than a point, sorted by key."""
    return tuple(name for name, value in entries(standoff) if not value.is_point)


def number_ranges(standoff: Standoff) -> dict[str, Range]:
    """The range behind every key of `all_numbers`, in the same order."""
    return {name.key: value for name, value in entries(standoff)}


def likely_values(standoff: Standoff) -> dict[str, float]:
    """The likely value of every number, in the order of `all_numbers`."""
    return {name.key: value.likely for name, value in entries(standoff)}


def set_numbers(standoff: Standoff, values: Mapping[str, float]) -> Standoff:
    """The same stand-off with the named numbers fixed at one value each.

    Raises:
        StandoffError: a key names no number of this stand-off, or a duration below 0.
    """
    known = number_ranges(standoff)
    for key, value in values.items():
        if key not in known:
            raise StandoffError(f"there is no number {key!r}; {nearest(key, known)}")
        if isinstance(known[key], Duration) and value < 0:
            raise StandoffError(f"{key}: a duration of {value:g} years is below 0")
    return standoff.model_copy(
        update={
            "settings": set_settings(standoff.settings, values),
            "players": tuple(set_player(p, values) for p in standoff.players),
            "chance": tuple(set_chance(c, values) for c in standoff.chance),
        }
    )


def entries(standoff: Standoff) -> list[tuple[NumberName, Range]]:
    """Names and ranges of all numbers, sorted by key."""
    found = [*setting_entries(standoff), *chance_entries(standoff)]
    for player in standoff.players:
        found += [*option_entries(player), *payoff_entries(player)]
    return sorted(found, key=lambda entry: entry[0].key)


def name_number(key: str, label: str, value: Range, owner: Any) -> tuple[NumberName, Range]:
    """An entry; `owner` is the record that says what the number rests on.

    What is quoted of an option is that it was told of. How long it takes or lasts is quoted only
    where one of its quotes tells a time within the range, and assumed otherwise.
    """
    basis = getattr(owner, "basis", "assumed")
    if basis == "quoted" and isinstance(value, Duration) and not is_quoted(value, owner.quotes):
        basis = "assumed"
    name = NumberName(
        key=key,
        label=label,
        basis=basis,
        low=value.low,
        likely=value.likely,
        high=value.high,
        confirmed=getattr(owner, "confirmed", False),
    )
    return name, value


def setting_entries(standoff: Standoff) -> Iterator[tuple[NumberName, Range]]:
    """Time and behaviour."""
    for field in SETTINGS:
        value = getattr(standoff.settings, field)
        yield name_number(f"settings.{field}", SETTING_LABELS[field], value, standoff.settings)


def chance_entries(standoff: Standoff) -> Iterator[tuple[NumberName, Range]]:
    """Mean times until chance options switch."""
    for chance in standoff.chance:
        for field, verb in (("starts_after", "begins"), ("ends_after", "ends")):
            value = getattr(chance, field)
            if value is not None:
                label = f"mean years until this {verb}: {chance.label}"
                yield name_number(f"chance.{chance.name}.{field}", label, value, chance)


def option_entries(player: Player) -> Iterator[tuple[NumberName, Range]]:
    """Mean times until options are done."""
    for option in player.options:
        if option.takes is not None:
            key = f"players.{player.id}.options.{option.name}.takes"
            label = f"mean years until this is done: {option.label}"
            yield name_number(key, label, option.takes, option)


def payoff_entries(player: Player) -> Iterator[tuple[NumberName, Range]]:
    """What states are worth to a player."""
    for key, payoff in keyed_payoffs(player):
        kind = "once" if payoff.per_year is None else "a year"
        label = f"what it is worth to {player.name} {kind}: {payoff.when}"
        yield name_number(key, label, payoff_range(payoff), payoff)


def keyed_payoffs(player: Player) -> Iterator[tuple[str, Payoff]]:
    """A player's payoffs with their keys, in the order of the file."""
    seen: dict[str, int] = {}
    for payoff in player.payoffs:
        kind = "once" if payoff.per_year is None else "per_year"
        key = f"players.{player.id}.payoffs[{payoff.when}].{kind}"
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}#{seen[key]}"), payoff


def payoff_range(payoff: Payoff) -> Range:
    """The one of the two ranges that is given."""
    value = payoff.per_year if payoff.per_year is not None else payoff.once
    if value is None:  # the record's own validator refuses this
        raise StandoffError(f"the payoff {payoff.when!r} has no number")
    return value


def set_settings(settings: Settings, values: Mapping[str, float]) -> Settings:
    """Settings with the named numbers fixed."""
    keys = {field: f"settings.{field}" for field in SETTINGS}
    return settings.model_copy(update=fixed(settings, keys, values))


def set_chance(chance: ChanceOption, values: Mapping[str, float]) -> ChanceOption:
    """A chance option with the named numbers fixed."""
    keys = {f: f"chance.{chance.name}.{f}" for f in ("starts_after", "ends_after")}
    return chance.model_copy(update=fixed(chance, keys, values))


def set_player(player: Player, values: Mapping[str, float]) -> Player:
    """A player with the named numbers fixed."""
    options: list[Option] = []
    for option in player.options:
        keys = {"takes": f"players.{player.id}.options.{option.name}.takes"}
        options.append(option.model_copy(update=fixed(option, keys, values)))
    payoffs: list[Payoff] = []
    for key, payoff in keyed_payoffs(player):
        field = "once" if payoff.per_year is None else "per_year"
        payoffs.append(payoff.model_copy(update=fixed(payoff, {field: key}, values)))
    return player.model_copy(update={"options": tuple(options), "payoffs": tuple(payoffs)})


def fixed(owner: Record, keys: Mapping[str, str], values: Mapping[str, float]) -> dict[str, Range]:
    """The fields of `owner` that `values` names, as points."""
    return {
        field: type(getattr(owner, field)).model_validate(float(values[key]))
        for field, key in keys.items()
        if key in values
    }
