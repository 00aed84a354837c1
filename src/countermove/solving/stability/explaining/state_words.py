"""Sentences and records in the names of a conflict's states, with its options if it has any."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from countermove.records.conflicts import Conflict
from countermove.solving.stability.explaining.option_words import tell_change
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import Model

__all__ = ["StateWords"]


@dataclass(frozen=True, eq=False)
class StateWords(Words):
    """What is said of one model of a conflict; `names` are its states by the file's names."""

    model: Model
    conflict: Conflict
    names: Mapping[int, str]

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of every state in the file, by name."""
        return {name: place for place, name in enumerate(self.conflict.states)}

    @cached_property
    def located(self) -> dict[int, int]:
        """The model's state by its position in the file."""
        return {self.positions[name]: state for state, name in self.names.items()}

    def number(self, state: int) -> int:
        """The position of the state in the file."""
        return self.positions[self.names[state]]

    def locate(self, state: int) -> int | None:
        """The model's state for a position in the file."""
        return self.located.get(state)

    def by_name(self, state: int) -> str:
        """The state's name."""
        return self.names[state]

    def distance(self, one: int, other: int) -> int:
        """0 for the same state, else 1: names do not say how like states are."""
        return int(one != other)

    def player(self, player: int) -> str:
        """The player's name."""
        told = self.conflict.players[player]
        return told.name or told.id

    def quoted(self, state: int) -> str:
        """The state's name within a sentence."""
        return f"state {self.names[state]}"

    def options(self, state: int) -> tuple[str, ...] | None:
        """The options in force; None where states are coalesced or have no options."""
        settings = self.conflict.states[self.names[state]]
        return settings[0] if self.conflict.options and len(settings) == 1 else None

    def switched(self, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the options taken up and given up."""
        before, after = (set(self.options(s) or ()) for s in (start, end))
        return self.sort(after - before), self.sort(before - after)

    def sort(self, names: Collection[str]) -> tuple[str, ...]:
        """Option names in the order of the file."""
        return tuple(o.name for o in self.conflict.options if o.name in names)

    def label(self, state: int) -> str:
        """What is in force in a state, in words; its name where no options say it."""
        inside = self.options(state)
        if inside is None:
            return self.names[state]
        return "; ".join(self.named(inside)) or "nothing in force"

    def named(self, options: Collection[str]) -> list[str]:
        """The labels of options, in the order of the file."""
        return [o.label or o.name for o in self.conflict.options if o.name in options]

    def deed(self, start: int, end: int) -> str:
        """The options switched and the state they lead to, or the state alone."""
        told, name = self.choice(start, end), self.names[end]
        return told if told.endswith(f"state {name}") else f"{told} (to {name})"

    def choice(self, start: int, end: int) -> str:
        """The options switched, or the state moved to."""
        if self.options(start) is None or self.options(end) is None:
            return f"move to state {self.names[end]}"
        on, off = self.switched(start, end)
        return tell_change(self.named(on), self.named(off))

    def place(self, state: int) -> str:
        """The state simultaneous moves lead to."""
        return f" in {self.quoted(state)}"
