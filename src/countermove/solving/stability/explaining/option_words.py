"""Sentences in the labels of a stand-off's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from countermove.phrasing.lists import join
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import OptionModel

__all__ = ["OptionWords"]


@dataclass(frozen=True, eq=False)
class OptionWords(Words):
    """What players and options are called in print; states are told against `today`."""

    model: OptionModel
    names: Mapping[str, str]
    labels: Mapping[str, str]
    order: tuple[str, ...]
    today: int

    def options(self, state: int) -> list[str]:
        """The labels of the options in force, in the order of the file."""
        inside = set(self.model.in_force(state))
        return [self.labels[name] for name in self.order if name in inside]

    def player(self, player: int) -> str:
        """The player's name."""
        return self.names[self.model.players[player]]

    def state(self, state: int) -> str:
        """What is in force, in short."""
        return "; ".join(self.options(state)) or "nothing in force"

    def quoted(self, state: int) -> str:
        """The state within a sentence: in full, or against today's state if that is shorter."""
        if state == self.today:
            return "today's state"
        told = self.state(state)
        full = f"“{told}”" if self.options(state) else f"the state with {told}"
        on, off = self.options(state & ~self.today), self.options(self.today & ~state)
        parts = ["today's state"]
        parts += ["with " + join([f"“{x}”" for x in on])] if on else []
        parts += ["without " + join([f"“{x}”" for x in off])] if off else []
        return min(full, " ".join(parts), key=len)

    def deed(self, start: int, end: int) -> str:
        """What changes from one state to another: taken up and given up."""
        return tell_change(self.options(end & ~start), self.options(start & ~end))


def tell_change(on: list[str], off: list[str]) -> str:
    """Options taken up and given up, as a verb with its objects."""
    parts = []
    if on:
        parts.append("take up " + join([f"“{x}”" for x in on]))
    if off:
        parts.append("give up " + join([f"“{x}”" for x in off]))
    return join(parts)
