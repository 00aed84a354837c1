"""A conflict file with the models it is judged and explained in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError
from countermove.solving.stability.conflicts.build_conflict import build_conflict, plain_options
from countermove.solving.stability.explaining.state_words import StateWords
from countermove.solving.stability.judge import Strength, Treatment, list_treatments
from countermove.solving.stability.models.graphs import without
from countermove.solving.stability.models.models import GraphModel, OptionModel

__all__ = ["ConflictModels"]


@dataclass(frozen=True, eq=False)
class ConflictModels:
    """A conflict as a graph of every state, as each player sees it, and in option form."""

    conflict: Conflict

    @cached_property
    def graph(self) -> GraphModel:
        """The conflict as a graph, every state in it, in the order of the file."""
        return build_conflict(self.conflict)

    @cached_property
    def views(self) -> tuple[GraphModel, ...]:
        """By player: the conflict as it sees it, without the states it does not know of.

        Raises:
            InputError: some player sees no state at all.
        """
        for player in self.conflict.players:
            if len(set(player.unseen)) == self.graph.size:
                raise InputError(f"player {player.id} sees no state at all: shorten its unseen")
        return tuple(
            without(self.graph, p.unseen) if self.perceived else self.graph
            for p in self.conflict.players
        )

    @cached_property
    def options(self) -> OptionModel | None:
        """The conflict in option form, where that says all of it."""
        return plain_options(self.conflict, self.graph)

    @cached_property
    def words(self) -> StateWords:
        """What the states of the graph are called."""
        return StateWords(self.graph, self.conflict, dict(enumerate(self.graph.labels)))

    @cached_property
    def view_words(self) -> tuple[StateWords, ...]:
        """By player: what the states of the model are called in which its verdicts are explained.

        That is the option form where there is one, else the player's view.
        """
        if self.options is not None:
            names = {pattern: label for label, pattern in self.graph.named_patterns()}
            return (StateWords(self.options, self.conflict, names),) * len(self.views)
        if not self.perceived:
            return (self.words,) * len(self.views)
        return tuple(StateWords(v, self.conflict, dict(enumerate(v.labels))) for v in self.views)

    @property
    def perceived(self) -> bool:
        """Whether somebody does not know of every state."""
        return any(p.unseen for p in self.conflict.players)

    @property
    def plain(self) -> bool:
        """Whether rankings say everything and every player sees every state."""
        return not self.perceived and self.graph.relations.complete

    @cached_property
    def treatments(self) -> tuple[Treatment, ...]:
        """Every treatment that the preferences call for."""
        relations = self.graph.relations
        strong = bool((relations.level.min(axis=1) < relations.level.max(axis=1)).any())
        strengths: list[Strength] = ["any", "strong", "weak"] if strong else ["any"]
        return list_treatments(bool((relations.codes == 3).any()), strengths)
