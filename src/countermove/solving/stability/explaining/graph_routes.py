"""Routes in an explicit graph: how states come about, and what the subject has in hand.

Sequences are legal ones: nobody moves twice in a row (Li, Kilgour and Hipel (2005), "Status
quo analysis in the graph model for conflict resolution", Journal of the Operational Research
Society 56). `routing` does the same for option form, where that rule takes nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from countermove.records.stability import Route, Step
from countermove.solving.stability.explaining.route_words import word_hand, word_route
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import GraphModel
from countermove.solving.stability.models.moves import Move
from countermove.solving.stability.questions.reasons import sequences

__all__ = ["Traveller", "paths_from"]

Path = tuple[Move, ...]


def paths_from(
    model: GraphModel, start: int, movers: Sequence[int], willing: bool
) -> dict[int, Path]:
    """A shortest legal sequence to every state the movers can get to; none to the start."""
    found: dict[int, Path] = {start: ()}
    for path in sequences(model, tuple(movers), start, improving=willing):
        found.setdefault(path[-1].end, path)
    return found


@dataclass(frozen=True, eq=False)
class Traveller:
    """Everything needed to tell how states come about from today's."""

    model: GraphModel
    words: Words
    step: Callable[[Move], Step]
    subject: int
    today: int

    @property
    def rest(self) -> list[int]:
        """Everybody but the subject."""
        return [j for j in range(len(self.model.players)) if j != self.subject]

    def routes(self, states: Sequence[int]) -> tuple[Route, ...]:
        """A route to each of the states."""
        everyone = range(len(self.model.players))
        willing = paths_from(self.model, self.today, everyone, True)
        any_way = paths_from(self.model, self.today, everyone, False)
        return tuple(self.route(s, willing, any_way) for s in states)

    def route(self, state: int, willing: dict[int, Path], any_way: dict[int, Path]) -> Route:
        """The route to one state."""
        path = willing.get(state, any_way.get(state, ()))
        alone = state in self.model.moves(self.subject, self.today).tolist()
        brought = (Move(self.subject, self.today, state),) if alone else self.bring(state)
        blocked = self.block(state)
        return Route(
            to=state,
            reachable=state in any_way,
            willing=state in willing,
            steps=self.steps(path),
            alone=alone,
            brought_about=None if brought is None else self.steps(brought),
            blocked_by=None if blocked is None else self.steps(blocked),
            sentence=self.word(state, path, state in willing, alone, brought, blocked),
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Today's state, then where the subject can take it, what it likes best first."""
        liking, number = self.model.relations.rank[self.subject], self.model.canonical
        own = self.model.moves(self.subject, self.today).tolist()
        own.sort(key=lambda u: (-int(liking[u]), int(number[u])))
        return (self.today, *own)

    @cached_property
    def willing(self) -> dict[int, dict[int, Path]]:
        """By start: what the others bring about of their own will."""
        return {u: paths_from(self.model, u, self.rest, True) for u in self.starts}

    @cached_property
    def forced(self) -> dict[int, dict[int, Path]]:
        """By start: what the others can bring about at all."""
        return {u: paths_from(self.model, u, self.rest, False) for u in self.starts}

    def first(self, start: int) -> Path:
        """The subject's move to a start; nothing where it stays put."""
        return () if start == self.today else (Move(self.subject, self.today, start),)

    def bring(self, state: int) -> Path | None:
        """The subject's move, or its staying put, then willing moves of the others."""
        ways = [
            (*self.first(u), *paths[state]) for u, paths in self.willing.items() if state in paths
        ]
        return min(ways, key=len, default=None)

    def block(self, state: int) -> Path | None:
        """What the subject does, or keeps, so that the others never get there without it."""
        ways = (u for u, paths in self.forced.items() if state not in paths)
        return next((self.first(u) for u in ways), None)

    def word(
        self,
        state: int,
        path: Path,
        willing: bool,
        alone: bool,
        brought: Path | None,
        blocked: Path | None,
    ) -> str:
        """The route in words."""
        if state == self.today:
            return "It is today's state."
        told = word_route(self.words, state, path, willing=willing)
        hand = word_hand(self.words, self.subject, path, brought, blocked, alone=alone)
        return f"{told} {hand}" if path else told

    def steps(self, path: Path) -> tuple[Step, ...]:
        """Moves as records."""
        return tuple(self.step(m) for m in path)
