"""States and moves of a snapshot as records, in the order of the stand-off file."""

from __future__ import annotations

from collections.abc import Iterable

from countermove.records.stability import StateView, Step
from countermove.records.standoffs import Standoff
from countermove.solving.stability.explaining.option_words import OptionWords
from countermove.solving.stability.models.moves import Move
from countermove.solving.stability.models.snapshots import Snapshot

__all__ = ["Views"]


class Views:
    """Collects the states an analysis speaks of, each once, and numbers them."""

    def __init__(self, standoff: Standoff, shot: Snapshot) -> None:
        self.shot = shot
        names = {p.id: p.name for p in standoff.players}
        self.order = [o.name for _, o in standoff.options()]
        self.words = OptionWords(
            shot.model, names, standoff.labels(), tuple(self.order), shot.today
        )
        self.players = [shot.model.players.index(p.id) for p in standoff.players]
        self.subject = shot.subject
        self.places: dict[int, int] = {}
        self.chance = shot.chance
        self.tops = shot.model.rank.max(axis=1).tolist()

    def add(self, state: int) -> int:
        """The number of a state, which is new on its first mention."""
        return self.places.setdefault(state, len(self.places))

    def sort(self, names: Iterable[str]) -> tuple[str, ...]:
        """Option names in the order of the file."""
        return tuple(sorted(names, key=self.order.index))

    def step(self, move: Move) -> Step:
        """A move as a record."""
        model = self.shot.model
        return Step(
            player=model.players[move.player],
            on=self.sort(model.in_force(move.end & ~move.start)),
            off=self.sort(model.in_force(move.start & ~move.end)),
            state=self.add(move.end),
            improves=model.better(move.player, move.end, move.start),
        )

    def records(self) -> tuple[StateView, ...]:
        """Every state mentioned, in order."""
        return tuple(self.record(state) for state in self.places)

    def record(self, state: int) -> StateView:
        """One state as a record."""
        model = self.shot.model
        return StateView(
            options=self.sort(model.in_force(state)),
            done=self.sort(self.shot.done(state)),
            chance=self.chance,
            label=self.words.state(state),
            short=self.words.quoted(state),
            places={model.players[i]: self.place(i, state) for i in self.players},
        )

    def place(self, player: int, state: int) -> int:
        """The place of a state in a player's ranking: 1 is best, ties share a place."""
        return int(self.tops[player] - self.shot.model.rank[player, state]) + 1
