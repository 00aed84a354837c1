"""Verdicts on single states as records: the explanation, its moves and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from countermove.records.stability import Breach, Concept, Reason
from countermove.solving.stability.algorithms.searches import Rules
from countermove.solving.stability.concepts.foresight import Foresight, look_ahead
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.graphs import build_graph
from countermove.solving.stability.models.models import GraphModel, Model, Move, OptionModel
from countermove.solving.stability.questions.foresight_reasons import explain_foresight
from countermove.solving.stability.questions.reasons import (
    Explanation,
    Temptation,
    explain,
    explain_main,
)

__all__ = ["STRICTEST", "Explainer"]

STRICTEST: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")


@dataclass(frozen=True, eq=False)
class Explainer:
    """Explains why states of one model are stable or not; `horizon` is that of LMH."""

    words: Words
    horizon: int

    @property
    def model(self) -> Model:
        """The model explained."""
        return self.words.model

    @cached_property
    def graph(self) -> GraphModel:
        """The model with every move listed, for foresight."""
        return build_graph(self.model) if isinstance(self.model, OptionModel) else self.model

    @cached_property
    def looked_ahead(self) -> tuple[Foresight, ...]:
        """What is expected with fewer moves left than the horizon of LMH."""
        return tuple(islice(look_ahead(self.graph), self.horizon))

    def explain(
        self,
        concept: Concept,
        group: tuple[int, ...],
        state: int,
        stable: bool,
        rules: Rules | None = None,
    ) -> Explanation:
        """The main reason for a verdict, under any concept."""
        if concept in ("LMH", "NM"):
            return self.foresight(concept, group, state)
        if concept != "FH":
            return explain_main(self.model, concept, group, state, stable, rules)
        return self.tableau(group, state, stable)

    def tableau(self, group: tuple[int, ...], state: int, stable: bool) -> Explanation:
        """The reason in Fraser and Hipel's tableau: SEQ, or SIM where it holds though SEQ does not.

        At the same moment only those may move who are not held by SEQ themselves.
        """
        everyone = range(len(self.model.players))
        loose = [j for j in everyone if not explain(self.model, "SEQ", (j,), state).stable]
        if not stable or not set(group) & set(loose):
            return explain_main(self.model, "SEQ", group, state, stable)
        return explain_main(self.model, "SIM", group, state, stable, None, loose)

    def foresight(self, concept: Concept, group: tuple[int, ...], state: int) -> Explanation:
        """The reason for a verdict of foresight, in the states of the model."""
        states = self.model.states()
        place = int(np.searchsorted(states, state))
        known = self.looked_ahead if concept == "LMH" else ()
        found = explain_foresight(self.graph, concept, group, place, self.horizon, known)

        def back(moves: Sequence[Move]) -> tuple[Move, ...]:
            return tuple(Move(m.player, int(states[m.start]), int(states[m.end])) for m in moves)

        return Explanation(
            concept,
            group,
            state,
            tuple(
                Temptation(back(t.moves), None if t.deterred_by is None else back(t.deterred_by))
                for t in found.temptations
            ),
            found.more,
            back(found.expected),
        )

    def reason(
        self,
        concept: Concept,
        group: tuple[int, ...],
        state: int,
        stable: bool,
        rules: Rules | None = None,
    ) -> Reason:
        """A verdict with its improvement and countermove."""
        found = self.explain(concept, group, state, stable, rules)
        main = found.main
        return Reason(
            players=tuple(self.model.players[i] for i in group),
            concept=concept,
            stable=stable,
            tempting=self.words.steps(main.moves) if main else (),
            countermoves=self.words.steps(main.deterred_by or found.expected) if main else (),
            others=found.more,
            sentence=self.words.reason(found),
        )

    def breach(
        self,
        group: tuple[int, ...],
        state: int,
        concepts: tuple[Concept, ...],
        rules: Rules | None = None,
    ) -> Breach:
        """A coalition that would leave, with the reason under the last concept it breaks.

        That is the one most states are stable under; foresight only where there is no other.
        """
        names = tuple(self.model.players[i] for i in group)
        told = [c for c in concepts if c in STRICTEST] or [*concepts]
        reason = self.reason(told[-1], group, state, False, rules)
        return Breach(players=names, concepts=concepts, reason=reason)
