"""The stand-off as forms: a row for every range, duration and switch, with its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from countermove.records.errors import SettingsError
from countermove.records.ranges import Duration, Range
from countermove.records.standoff_edit import change_text
from countermove.records.standoffs import ChanceOption, Option, Payoff, Player, Standoff
from countermove.reporting.conditions_in_words import condition_words

__all__ = ["FormRow", "change_row", "list_rows", "read_numbers"]


@dataclass(frozen=True)
class FormRow:
    """One thing that a form changes; `place` is where it stands in the file."""

    place: str
    group: str
    label: str
    kind: Literal["range", "duration", "switch"]
    value: Range | None = None
    on: bool = False
    basis: str = ""
    confirmed: bool = False
    can_confirm: bool = False

    @property
    def holder(self) -> str:
        """The place of the mapping that the value belongs to."""
        return self.place.rsplit(".", 1)[0]


def list_rows(standoff: Standoff) -> tuple[FormRow, ...]:
    """Every row, players in the order of the file, then chance."""
    rows: list[FormRow] = []
    labels = standoff.labels()
    for player in standoff.players:
        rows += option_rows(player)
        rows += payoff_rows(player, labels)
    for chance in standoff.chance:
        rows += chance_rows(chance)
    return tuple(rows)


def option_rows(player: Player) -> Iterator[FormRow]:
    """Whether each option is in force today, and how long it takes."""
    for option in player.options:
        yield from switch_row(f"players.{player.id}.options.{option.name}", player.name, option)
        if option.takes is not None:
            yield FormRow(
                place=f"players.{player.id}.options.{option.name}.takes",
                group=player.name,
                label=f"{option.label}: years until it is done",
                kind="duration",
                value=option.takes,
                basis=option.basis,
            )


def switch_row(place: str, group: str, option: Option | ChanceOption) -> Iterator[FormRow]:
    """Whether something is in force today."""
    yield FormRow(
        place=f"{place}.today",
        group=group,
        label=f"{option.label}: in force today",
        kind="switch",
        on=option.today,
        basis=option.basis,
    )


def payoff_rows(player: Player, labels: dict[str, str]) -> Iterator[FormRow]:
    """What each condition is worth to a player."""
    for i, payoff in enumerate(player.payoffs):
        field, value = range_of(payoff)
        words = condition_words(payoff.when, labels)
        yield FormRow(
            place=f"players.{player.id}.payoffs[{i}].{field}",
            group=player.name,
            label=f"{'A year' if field == 'per_year' else 'Once'}, {words}",
            kind="range",
            value=value,
            basis=payoff.basis,
            confirmed=payoff.confirmed,
            can_confirm=True,
        )


def range_of(payoff: Payoff) -> tuple[str, Range]:
    """The one field of a payoff that holds its range."""
    if payoff.per_year is not None:
        return "per_year", payoff.per_year
    assert payoff.once is not None
    return "once", payoff.once


def chance_rows(chance: ChanceOption) -> Iterator[FormRow]:
    """Whether it holds today, and when it begins or ends."""
    place = f"chance.{chance.name}"
    yield from switch_row(place, "Chance", chance)
    for field, word in (("starts_after", "begins"), ("ends_after", "ends")):
        value: Duration | None = getattr(chance, field)
        if value is not None:
            yield FormRow(
                place=f"{place}.{field}",
                group="Chance",
                label=f"{chance.label}: years until it {word}",
                kind="duration",
                value=value,
                basis=chance.basis,
            )


def change_row(text: str, row: FormRow, form: Mapping[str, str]) -> str:
    """The file's text with one row's value changed as a form says.

    Raises:
        SettingsError: a number of the form is none.
        StandoffError: the file has no such place.
    """
    text = change_text(text, row.place, value_of(row, form))
    wanted = form.get("confirmed") == "on"
    if row.can_confirm and wanted != row.confirmed:
        text = change_text(text, f"{row.holder}.confirmed", wanted)
    return text


def value_of(row: FormRow, form: Mapping[str, str]) -> Any:
    """What the file will hold."""
    if row.kind == "switch":
        return form.get("on") == "on"
    numbers = read_numbers(form)
    if row.kind == "range":
        return numbers
    return [f"{n:g} years" for n in numbers]


def read_numbers(form: Mapping[str, str]) -> list[float]:
    """Low, likely and high of a form.

    Raises:
        SettingsError: one is no number, or they do not rise.
    """
    numbers = [read_number(form, name) for name in ("low", "likely", "high")]
    if not numbers[0] <= numbers[1] <= numbers[2]:
        raise SettingsError("the range is upside down; it takes low, likely, high in rising order")
    return numbers


def read_number(form: Mapping[str, str], name: str) -> float:
    """A number of a form."""
    try:
        number = float(form.get(name, "").strip().replace("−", "-"))
    except ValueError as error:
        raise SettingsError(f"{name} takes a number, not {form.get(name, '')!r}") from error
    if not math.isfinite(number):
        raise SettingsError(f"{name} takes a number, not {form.get(name, '')!r}")
    return number
