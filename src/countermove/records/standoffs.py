"""The stand-off: players, options, rules, payoffs, chance, levers, readings, sources.

`countermove.records.standoff_file` reads and writes it as YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, Self

from pydantic import ValidationInfo, field_validator, model_validator

from countermove.records.articles import Quote
from countermove.records.circumstances import Circumstances
from countermove.records.conditions import Condition, Done, parse_condition
from countermove.records.histories import EndName, ForceName
from countermove.records.levers import Lever
from countermove.records.preferences import COMPARED, Likeness, Liking, Preference, Weighing
from countermove.records.ranges import Basis, Duration, Range
from countermove.records.record import Record
from countermove.records.standoff_checks import check_names

__all__ = [
    "ChanceOption",
    "Move",
    "Option",
    "Outcome",
    "Payoff",
    "Player",
    "Reading",
    "Settings",
    "Source",
    "Stake",
    "Standoff",
]


class Option(Record):
    """A yes/no thing that is in force or not, and belongs to one player.

    `takes` is the mean time from the start until it is done; None means at once.
    `lasting` cannot be undone; `only_off`, once ended, cannot be taken up again. `events` are the
    ids of the events it was drafted from.
    """

    name: str
    label: str
    today: bool = False
    done_today: bool = False
    lasting: bool = False
    only_off: bool = False
    takes: Duration | None = None
    basis: Basis = "assumed"
    source: str = ""
    why: str = ""
    quotes: tuple[Quote, ...] = ()
    events: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()


class ChanceOption(Record):
    """Something no player decides. It switches by itself after a random time."""

    name: str
    label: str
    today: bool = False
    starts_after: Duration | None = None
    ends_after: Duration | None = None
    basis: Basis = "assumed"
    source: str = ""
    why: str = ""
    quotes: tuple[Quote, ...] = ()
    events: tuple[str, ...] = ()


class Payoff(Record):
    """What a state is worth to a player in its own points.

    `per_year` accrues while `when` holds; `once` falls due when it becomes true.
    `entry` names the playbook entry that gave an assumed number; `confirmed` says
    that a person looked at it.
    """

    when: str
    per_year: Range | None = None
    once: Range | None = None
    basis: Basis = "assumed"
    source: str = ""
    entry: str = ""
    why: str = ""
    confirmed: bool = False
    quotes: tuple[Quote, ...] = ()

    @field_validator("when")
    @classmethod
    def _check_when(cls, value: str) -> str:
        return str(parse_condition(value))

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if (self.per_year is None) == (self.once is None):
            raise ValueError("a payoff takes per_year or once, one of the two")
        return self

    @property
    def condition(self) -> Condition:
        """`when`, parsed."""
        return parse_condition(self.when)


class Stake(Record):
    """Something a player would recognise, and what it is worth in the numbers of the file.

    Everything a person reads is said against it.
    """

    label: str
    worth: float

    @field_validator("worth")
    @classmethod
    def _check_worth(cls, value: float) -> float:
        if not 0 < value < float("inf"):
            raise ValueError("worth takes a number above zero")
        return value


class Player(Record):
    """A side with its options and what states are worth to it.

    `stake` gives its numbers a meaning. The comparisons (`prefers` and so on) are what a person
    judges of it, and `ranks` is an order of situations, best first; they bind its numbers.

    Where preferences are given directly, `priorities` lists conditions, most important
    first (option prioritisation), or `ranking` lists sets of options in force, best
    first, an inner list of several sets being a tie; payoffs are then not used for the
    ranking of states.

    What a ranking cannot say: `much` grades states by conditions, most important first, and
    a state that is preferred and of a higher grade is *much* preferred; `unknown` are pairs
    of conditions, and between a state of the one kind and a state of the other it is not
    known which is preferred; `unseen` are conditions of states the player does not know of.
    """

    id: str
    name: str
    stake: Stake | None = None
    options: tuple[Option, ...] = ()
    payoffs: tuple[Payoff, ...] = ()
    prefers: tuple[Liking, ...] = ()
    matters_more: tuple[Weighing, ...] = ()
    at_least_twice: tuple[Weighing, ...] = ()
    at_most_twice: tuple[Weighing, ...] = ()
    about_as_bad: tuple[Likeness, ...] = ()
    ranks: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    ranking: tuple[tuple[tuple[str, ...], ...], ...] = ()
    much: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()

    def preferences(self) -> Iterator[tuple[str, int, Preference]]:
        """The comparisons with the key each stands under and its number there."""
        for kind in COMPARED:
            for number, preference in enumerate(getattr(self, kind)):
                yield kind, number, preference

    def doubts(self) -> Iterator[tuple[str, Condition]]:
        """The conditions of `much`, `unknown` and `unseen`, with where each stands."""
        for key, texts in (("much", self.much), ("unseen", self.unseen)):
            for i, text in enumerate(texts):
                yield f"{key}[{i}]", parse_condition(text)
        for i, pair in enumerate(self.unknown):
            for j, text in enumerate(pair):
                yield f"unknown[{i}][{j}]", parse_condition(text)


class Outcome(Record):
    """A condition whose chance over time is reported.

    `counts_as` is the event of past cases that it is set beside: history counts how often that
    has happened by a date.
    """

    name: str
    label: str
    when: str
    counts_as: EndName | ForceName | Literal[""] = ""

    @property
    def condition(self) -> Condition:
        """`when`, parsed."""
        return parse_condition(self.when)


class Reading(Record):
    """A rival hypothesis about a player: payoffs that replace those with the same `when`."""

    name: str
    label: str
    player: str
    prior: float = 1.0
    payoffs: tuple[Payoff, ...] = ()
    why: str = ""


class Move(Record):
    """A piece of evidence that updates readings: a player switched an option on or off.

    `given` names the options in force just before; None means today's without it. `chances`
    are chances of the evidence put in by hand, one for each reading of the player; without them
    they are computed. Evidence that is no move of an option has chances, and says in `why` what
    was seen.
    """

    player: str
    option: str = ""
    on: bool = True
    event: str = ""
    given: tuple[str, ...] | None = None
    chances: dict[str, float] = {}
    why: str = ""

    @model_validator(mode="after")
    def _check_told(self) -> Self:
        if not self.option and not (self.chances and self.why):
            raise ValueError("evidence takes an option, or chances and a why that tells it")
        if not all(0 <= chance <= 1 for chance in self.chances.values()):
            raise ValueError("chances of evidence lie between 0 and 1")
        return self


class Source(Record):
    """Where a number or fact comes from."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    says: str = ""
    grade: str = ""


class Settings(Record):
    """Time and behaviour; every one may be a range.

    `precision` is that of replies that can be undone, `lasting_precision` that of lasting
    moves, on which a side decides `decisions` times a year. Play is solved to `look_ahead` times
    the horizon, and told up to it.
    """

    step: Duration = Duration.model_validate("6 months")
    horizon: Duration = Duration.model_validate("10 years")
    discount: Range = Range.model_validate(0.05)
    precision: Range = Range.model_validate([0.5, 1.0, 2.0])
    lasting_precision: Range = Range.model_validate([0.5, 1.0, 2.0])
    decisions: Range = Range.model_validate(1.0)
    look_ahead: Range = Range.model_validate(2.0)
    first: Literal["subject", "other"] = "subject"

    @field_validator("step", "horizon", "discount", "precision", "lasting_precision", "decisions")
    @classmethod
    def _check_positive(cls, value: Range, info: ValidationInfo) -> Range:
        if value.low <= 0:
            raise ValueError(f"{info.field_name} takes something above zero")
        return value

    @field_validator("look_ahead")
    @classmethod
    def _check_look_ahead(cls, value: Range) -> Range:
        if value.low < 1:
            raise ValueError("look_ahead takes 1, the horizon itself, or more")
        return value

    @field_validator("discount")
    @classmethod
    def _check_rate(cls, value: Range) -> Range:
        if value.high >= 1:
            raise ValueError("discount takes a rate below 1 a year, such as 5 %")
        return value


class Standoff(Record):
    """A stand-off between a subject and the sides that press it."""

    title: str
    question: str
    subject: str
    as_of: date | None = None
    circumstances: Circumstances | None = None
    settings: Settings = Settings()
    players: tuple[Player, ...]
    chance: tuple[ChanceOption, ...] = ()
    rules: tuple[str, ...] = ()
    courses: dict[str, tuple[str, ...]] = {}
    outcomes: tuple[Outcome, ...] = ()
    levers: tuple[Lever, ...] = ()
    readings: tuple[Reading, ...] = ()
    moves: tuple[Move, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        check_names(self)
        return self

    def player(self, id: str) -> Player:
        """The player with this id.

        Raises:
            KeyError: there is none.
        """
        for player in self.players:
            if player.id == id:
                return player
        raise KeyError(id)

    @property
    def others(self) -> tuple[Player, ...]:
        """Every player but the subject."""
        return tuple(p for p in self.players if p.id != self.subject)

    def options(self) -> Iterator[tuple[str, Option]]:
        """Every player's options with their owner's id, in the order of the file."""
        for player in self.players:
            for option in player.options:
                yield player.id, option

    def labels(self) -> dict[str, str]:
        """What to print for every option, chance options included."""
        return {o.name: o.label for _, o in self.options()} | {c.name: c.label for c in self.chance}

    def today(self) -> frozenset[str]:
        """The names of all options in force today, chance included."""
        return frozenset(o.name for _, o in self.options() if o.today) | frozenset(
            c.name for c in self.chance if c.today
        )

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Every condition in the model with a word for where it stands."""
        for i, rule in enumerate(self.rules):
            yield f"rules[{i}]", parse_condition(rule)
        for player in self.players:
            for i, payoff in enumerate(player.payoffs):
                yield f"players.{player.id}.payoffs[{i}]", payoff.condition
            for i, text in enumerate(player.ranks):
                yield f"players.{player.id}.ranks[{i}]", parse_condition(text)
            for i, text in enumerate(player.priorities):
                yield f"players.{player.id}.priorities[{i}]", parse_condition(text)
            for place, condition in player.doubts():
                yield f"players.{player.id}.{place}", condition
        for outcome in self.outcomes:
            yield f"outcomes.{outcome.name}", outcome.condition
        for reading in self.readings:
            for i, payoff in enumerate(reading.payoffs):
                yield f"readings.{reading.name}.payoffs[{i}]", payoff.condition

    def takes_time(self) -> frozenset[str]:
        """Options that take time, or whose being done some condition asks about."""
        asked = {a.option for _, c in self.conditions() for a in c.atoms() if isinstance(a, Done)}
        return frozenset(asked | {o.name for _, o in self.options() if o.takes is not None})

    def with_payoff(
        self,
        player: str,
        *,
        when: str,
        per_year: float | Sequence[float] | None = None,
        once: float | Sequence[float] | None = None,
        basis: Basis = "assumed",
        why: str = "",
    ) -> Self:
        """The same stand-off with a payoff set: one with the same `when` and kind is replaced."""
        new = Payoff.model_validate(
            {"when": when, "per_year": per_year, "once": once, "basis": basis, "why": why}
        )
        old = self.player(player)
        kept = [
            p for p in old.payoffs if p.when != new.when or (p.once is None) != (new.once is None)
        ]
        changed = old.model_copy(update={"payoffs": (*kept, new)})
        players = tuple(changed if p.id == player else p for p in self.players)
        return type(self).model_validate(
            self.model_dump(mode="python", round_trip=True)
            | {"players": [p.model_dump(mode="python", round_trip=True) for p in players]}
        )
