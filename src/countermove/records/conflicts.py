"""A conflict in the graph model's own terms, as a plain file: states, moves, rankings.

Where a stand-off has payoffs and a clock, a conflict has what the literature publishes:
named states, who can move where, and rankings, with strength and unknown comparisons, and
the published answer. YAML:

    title: Chicken
    players:
    - {id: P1, options: [swerve], ranking: [DC, CC, CD, DD]}
    states: {CC: [...], ...}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from countermove.records.errors import CaseError
from countermove.records.record import Record
from countermove.records.stability import Concept
from countermove.records.standoff_checks import MOST_OPTIONS

__all__ = ["Conflict", "ConflictOption", "ConflictPlayer", "PublishedAnswer"]

DEEPEST = 20
Seen = Literal["textbook", "table seen", "table not seen"]
"""How sure the data are: common knowledge, checked against the table, or recalled."""


class ConflictOption(Record):
    """A yes/no option. `lasting`: never switched off; `only_off`: never switched on."""

    name: str
    label: str = ""
    player: str
    lasting: bool = False
    only_off: bool = False


class ConflictPlayer(Record):
    """A player's preferences over named states.

    `ranking` is best first, an inner list being a tie; `much_over` names the places (1 for
    the first) after which everything further down is *much* less preferred. Or `priorities`,
    statements about options, most important first. `unknown` lists pairs of states it is not
    known to prefer either way. `unseen` lists states the player does not know of; it may rank
    them all the same, as others believe it would (unranked, they come last).
    """

    id: str
    name: str = ""
    ranking: tuple[tuple[str, ...], ...] = ()
    priorities: tuple[str, ...] = ()
    much_over: tuple[int, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()

    @field_validator("ranking", mode="before")
    @classmethod
    def _single_states(cls, value: Any) -> Any:
        return [[str(s)] if not isinstance(s, list | tuple) else [*map(str, s)] for s in value]


class PublishedAnswer(Record):
    """What a source says the answer is, and whether it is right.

    `states` are the equilibria under `concept` (for the extension or strength named).
    `error` says what is wrong with the published answer, and `corrected` what is right.
    """

    concept: Concept
    states: tuple[str, ...]
    extension: Literal["", "a", "b", "c", "d"] = ""
    strength: Literal["", "strong", "weak"] = ""
    horizon: int = 0
    coalition: tuple[str, ...] = ()
    where: str
    seen: Seen
    error: str = ""
    corrected: tuple[str, ...] | None = None


class Conflict(Record):
    """A conflict from the literature, in option form or as an explicit graph.

    `states` gives every feasible state with the settings of options it stands for: one list
    of options in force, or several lists where states are coalesced; empty where states have
    no options. `moves` (by player, then state) is given only for explicit graphs.
    """

    title: str
    about: str = ""
    source: str
    seen: Seen
    note: str = ""
    players: tuple[ConflictPlayer, ...]
    options: tuple[ConflictOption, ...] = ()
    states: dict[str, tuple[tuple[str, ...], ...]]
    moves: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    today: str = ""
    published: tuple[PublishedAnswer, ...] = ()

    @field_validator("states", mode="before")
    @classmethod
    def _single_settings(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {str(k): settings_of(v) for k, v in value.items()}

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        names = {o.name for o in self.options}
        ids = {p.id for p in self.players}
        for state, settings in self.states.items():
            if unknown := {n for s in settings for n in s} - names:
                raise ValueError(f"state {state}: there is no option {sorted(unknown)[0]!r}")
        if len(self.options) > MOST_OPTIONS:
            raise ValueError(f"{len(self.options)} options; the most is {MOST_OPTIONS}")
        if self.options and not self.moves:
            check_settings(self.states)
        for option in self.options:
            if option.player not in ids:
                raise ValueError(f"option {option.name}: there is no player {option.player!r}")
        for player in self.players:
            check_player(player, set(self.states))
        check_moves(self.moves, ids, set(self.states))
        if self.today and self.today not in self.states:
            raise ValueError(f"today: there is no state {self.today!r}")
        for answer in self.published:
            if wrong := set(answer.states) - set(self.states):
                raise ValueError(f"published answer: there is no state {sorted(wrong)[0]!r}")
        return self

    def to_yaml(self) -> str:
        """The conflict as YAML text that `from_yaml` reads back without loss."""
        buffer = StringIO()
        yaml = YAML(typ="safe")
        yaml.default_flow_style = None
        yaml.width = 100
        yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
        yaml.dump(self.model_dump(mode="json", exclude_defaults=True), buffer)
        return buffer.getvalue()

    @classmethod
    def from_yaml(cls, text: str, *, path: Path | str | None = None) -> Self:
        """Read a conflict from YAML text, with a safe loader.

        Raises:
            CaseError: the text is not YAML, or does not describe a conflict.
        """
        try:
            refuse_bombs(text)
            return cls.model_validate(YAML(typ="safe", pure=True).load(text))
        except ValidationError as error:
            first = error.errors()[0]
            told = first["msg"].removeprefix("Value error, ")
            place = ".".join(map(str, first["loc"]))
            said = f"{place}: {told}" if place else told
            raise CaseError(f"does not describe a conflict: {said}", path=path) from error
        except (YAMLError, ValueError, LookupError) as error:  # a day or a number that is none
            told = " ".join(str(error).split())[:160]
            raise CaseError(f"is not YAML: {told}", path=path) from error


def refuse_bombs(text: str) -> None:
    """Refuse YAML whose few lines could become millions: aliases, and endless nesting."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent):
            raise YAMLError(f"aliases such as *{event.anchor} are not read")
        if depth > DEEPEST:
            raise YAMLError(f"it is nested more than {DEEPEST} deep")


def settings_of(value: Any) -> Any:
    """A state's settings: one list of options is a list of one setting."""
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return [value]
    return value


def check_settings(states: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Every state stands for some setting of the options, and no setting for two states."""
    of: dict[frozenset[str], str] = {}
    for state, settings in states.items():
        if not settings:
            raise ValueError(f"state {state}: name the options in force, or [] for none")
        for setting in map(frozenset, settings):
            if (first := of.setdefault(setting, state)) != state:
                raise ValueError(f"states {first} and {state} are one: the same options in force")


def check_moves(
    moves: dict[str, dict[str, tuple[str, ...]]], players: set[str], states: set[str]
) -> None:
    """Every move is some player's and leads from a state to a state."""
    for player, rows in moves.items():
        if player not in players:
            raise ValueError(f"moves: there is no player {player!r}")
        named = {*rows, *(end for ends in rows.values() for end in ends)}
        if unknown := named - states:
            raise ValueError(f"moves of {player}: there is no state {min(unknown)!r}")


def check_player(player: ConflictPlayer, states: set[str]) -> None:
    """Every state named exists, and a ranking names every state once."""
    named = [s for group in player.ranking for s in group]
    mentioned = {*named, *(s for pair in player.unknown for s in pair), *player.unseen}
    if unknown := mentioned - states:
        raise ValueError(f"player {player.id}: there is no state {sorted(unknown)[0]!r}")
    if twice := sorted(s for s, count in Counter(named).items() if count > 1):
        raise ValueError(f"player {player.id}: state {twice[0]} stands twice in the ranking")
    if player.ranking and (missing := sorted(states - set(player.unseen) - set(named))):
        raise ValueError(
            f"player {player.id}: the ranking must name every state it sees; "
            f"{missing[0]} is missing"
        )
    if player.priorities and player.ranking:
        raise ValueError(f"player {player.id}: give a ranking or priorities, not both")
