"""Sentences and records in the labels of a stand-off's options, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from countermove.phrasing.lists import join
from countermove.records.stability import StateView
from countermove.records.standoffs import Standoff
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import OptionModel
from countermove.solving.stability.models.snapshots import Snapshot

__all__ = ["OptionWords", "tell_change"]


@dataclass(frozen=True, eq=False)
class OptionWords(Words):
    """What is said of one snapshot; states are told against today's.

    `positions` numbers the states that are spoken of, each on its first mention.
    """

    standoff: Standoff
    shot: Snapshot
    positions: dict[int, int] = field(default_factory=dict)

    @cached_property
    def model(self) -> OptionModel:  # type: ignore[override]
        """The snapshot's model."""
        return self.shot.model

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of options, in the order of the file."""
        return {o.name: o.label for _, o in self.standoff.options()}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of players."""
        return {p.id: p.name for p in self.standoff.players}

    def number(self, state: int) -> int:
        """The position of a state, which is new on its first mention."""
        return self.positions.setdefault(state, len(self.positions))

    def locate(self, state: int) -> int:
        """The state itself: every player judges the same model."""
        return state

    def by_name(self, state: int) -> list[str]:
        """The names of the options in force."""
        return sorted(self.model.in_force(state))

    def distance(self, one: int, other: int) -> int:
        """In how many options two states differ."""
        return (one ^ other).bit_count()

    def sort(self, names: Iterable[str]) -> tuple[str, ...]:
        """Option names in the order of the file."""
        inside = set(names)
        return tuple(name for name in self.labels if name in inside)

    def switched(self, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the options taken up and given up."""
        on, off = (self.model.in_force(s) for s in (end & ~start, start & ~end))
        return self.sort(on), self.sort(off)

    def options(self, state: int) -> list[str]:
        """The labels of the options in force."""
        return [self.labels[name] for name in self.sort(self.model.in_force(state))]

    def player(self, player: int) -> str:
        """The player's name."""
        return self.names[self.model.players[player]]

    def state(self, state: int) -> str:
        """What is in force, in short."""
        return "; ".join(self.options(state)) or "nothing in force"

    def quoted(self, state: int) -> str:
        """The state within a sentence: in full, or against today's state if that is shorter."""
        today = self.shot.today
        if state == today:
            return "today's state"
        told = self.state(state)
        full = f"“{told}”" if self.options(state) else f"the state with {told}"
        on, off = self.options(state & ~today), self.options(today & ~state)
        parts = ["today's state"]
        parts += ["with " + join([f"“{x}”" for x in on])] if on else []
        parts += ["without " + join([f"“{x}”" for x in off])] if off else []
        return min(full, " ".join(parts), key=len)

    def deed(self, start: int, end: int) -> str:
        """What changes from one state to another: taken up and given up."""
        return tell_change(self.options(end & ~start), self.options(start & ~end))

    def records(self) -> tuple[StateView, ...]:
        """Every state spoken of, in order."""
        return tuple(self.record(state) for state in self.positions)

    def record(self, state: int) -> StateView:
        """One state as a record, with its place in every player's ranking (1 is best)."""
        players, rank = self.model.players, self.model.rank
        tops = dict(zip(players, rank.max(axis=1) - rank[:, state], strict=True))
        return StateView(
            options=self.sort(self.model.in_force(state)),
            done=self.sort(self.shot.done(state)),
            chance=self.shot.chance,
            label=self.state(state),
            short=self.quoted(state),
            places={p.id: int(tops[p.id]) + 1 for p in self.standoff.players},
        )


def tell_change(on: list[str], off: list[str]) -> str:
    """Options taken up and given up, as a verb with its objects."""
    parts = []
    if on:
        parts.append("take up " + join([f"“{x}”" for x in on]))
    if off:
        parts.append("give up " + join([f"“{x}”" for x in off]))
    return join(parts)
