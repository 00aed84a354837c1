"""Sentences in the names of a conflict's states, with its options where it has any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from countermove.records.conflicts import Conflict
from countermove.solving.stability.explaining.option_words import tell_change
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import Model

__all__ = ["StateWords"]


@dataclass(frozen=True, eq=False)
class StateWords(Words):
    """What the players and states of a conflict are called in print; `names` are by state."""

    model: Model
    conflict: Conflict
    names: Mapping[int, str]

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

    def label(self, state: int) -> str:
        """What is in force in a state, in words; its name where no options say it."""
        inside = self.options(state)
        if inside is None:
            return self.names[state]
        return "; ".join(self.named(inside)) or "nothing in force"

    def named(self, options: tuple[str, ...]) -> list[str]:
        """The labels of options, in the order of the file."""
        return [o.label or o.name for o in self.conflict.options if o.name in options]

    def deed(self, start: int, end: int) -> str:
        """The options switched and the state they lead to, or the state alone."""
        told, name = self.choice(start, end), self.names[end]
        return told if told.endswith(f"state {name}") else f"{told} (to {name})"

    def choice(self, start: int, end: int) -> str:
        """The options switched, or the state moved to."""
        before, after = self.options(start), self.options(end)
        if before is None or after is None:
            return f"move to state {self.names[end]}"
        on = self.named(tuple(o for o in after if o not in before))
        off = self.named(tuple(o for o in before if o not in after))
        return tell_change(on, off)

    def place(self, state: int) -> str:
        """The state simultaneous moves lead to."""
        return f" in {self.quoted(state)}"
