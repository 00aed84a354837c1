"""Verdicts on a model, and the records made of them: equilibria and today's state.

One way for a snapshot of a stand-off and for a conflict file. They differ in what states are
called and numbered (`Words`), and in that players of a conflict may see different states:
then each has a model, and an `Explainer`, of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from countermove.phrasing.lists import join
from countermove.records.stability import Breach, Concept, Equilibrium, Reason
from countermove.solving.stability.explaining.explainer import STRICTEST, Explainer
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.judge import Treatment
from countermove.solving.stability.models.models import GraphModel, Model, Verdicts, ranks

__all__ = ["MOST_LISTED", "Analysis", "Judged", "list_equilibria", "rank_equilibria"]

MOST_LISTED = 24
"""Equilibria that are told in full."""

Judged = Mapping[tuple[Treatment, Concept], Verdicts]
"""Verdicts (players x states) by treatment and concept."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """A judged model; `order` is that in which players are told, explainers are by player."""

    words: Words
    explainers: tuple[Explainer, ...]
    verdicts: Judged
    subject: int
    today: int
    order: Sequence[int]

    @property
    def model(self) -> Model:
        """The model whose states the verdicts are on."""
        return self.words.model

    @cached_property
    def graph(self) -> GraphModel:
        """The model with every move listed; its states are the feasible ones in rising order."""
        return self.model if isinstance(self.model, GraphModel) else self.explainers[0].graph

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts judged."""
        return tuple(dict.fromkeys(concept for _, concept in self.verdicts))

    @cached_property
    def general(self) -> dict[Concept, list[Treatment]]:
        """By concept the treatments in which every deterrent counts, however strong."""
        return {
            concept: [t for t, c in self.verdicts if c == concept and t.strength == "any"]
            for concept in self.concepts
        }

    def held(self, state: int) -> dict[Concept, Treatment]:
        """The concepts under which a state is an equilibrium, with the first treatment."""
        found = {}
        for concept, treatments in self.general.items():
            stable = (t for t in treatments if self.verdicts[t, concept][:, state].all())
            if (first := next(stable, None)) is not None:
                found[concept] = first
        return found

    def firm(self) -> list[int]:
        """The states that are equilibria under Nash or sequential stability, in rising order."""
        states = self.model.states()
        held = [
            self.verdicts[t, c][:, states].all(axis=0)
            for c in ("NASH", "SEQ")
            for t in self.general.get(c, [])
        ]
        return states[np.any(held, axis=0)].tolist() if held else []

    def reason(self, concept: Concept, treatment: Treatment, player: int, state: int) -> Reason:
        """Why a state is stable for a player or not."""
        explainer = self.explainers[player]
        seen = explainer.words.locate(state)
        if seen is None:
            return Reason(
                players=(self.model.players[player],),
                concept=concept,
                stable=True,
                sentence=f"{self.words.player(player)} does not know of this state.",
            )
        stable = bool(self.verdicts[treatment, concept][player, state])
        return explainer.reason(concept, (player,), seen, stable, treatment.rules)

    def reasons(self, state: int) -> tuple[Reason, ...]:
        """One reason for each player, under the strictest concept that holds."""
        held = self.held(state)
        concept = next(c for c in (*STRICTEST, *held) if c in held)
        return tuple(self.reason(concept, held[concept], i, state) for i in self.order)

    def today_reasons(self) -> tuple[Reason, ...]:
        """Every verdict on today's state; once where it is the same in every treatment."""
        return tuple(
            reason
            for i in self.order
            for concept, treatments in self.general.items()
            for reason in merge_treatments(
                {t: self.reason(concept, t, i, self.today) for t in treatments}
            )
        )


def merge_treatments(reasons: Mapping[Treatment, Reason]) -> list[Reason]:
    """Reasons that are the same in several treatments as one that names the treatments."""
    under: dict[str, list[str]] = {}
    for treatment, reason in reasons.items():
        under.setdefault(reason.sentence, []).append(treatment.extension or "")
    if len(under) == 1:
        return [*reasons.values()][:1]
    first = {r.sentence: r for r in reversed([*reasons.values()])}
    return [
        first[text].model_copy(
            update={"sentence": f"{text} That is so if unknown is treated as in {join(ways)}."}
        )
        for text, ways in under.items()
    ]


def rank_equilibria(analysis: Analysis, most: int) -> tuple[list[int], int]:
    """The best supported equilibria, and how many there are.

    Sorted by whether NASH, SEQ, … hold, by how many concepts do, by the subject's ranking.
    """
    model = analysis.model
    states = model.states()
    holds = {
        c: np.any([analysis.verdicts[t, c][:, states].all(axis=0) for t in treatments], axis=0)
        for c, treatments in analysis.general.items()
    }
    count = np.sum(list(holds.values()), axis=0) if holds else np.zeros(len(states), np.int64)
    some = np.flatnonzero(count)
    keys = [model.canonical[states], -ranks(model)[analysis.subject, states], -count]
    keys += [~holds[c] for c in reversed(STRICTEST) if c in holds]
    order = some[np.lexsort([key[some] for key in keys])][:most]
    return states[order].tolist(), len(some)


def list_equilibria(
    analysis: Analysis, states: Sequence[int], breaches: Mapping[int, Sequence[Breach]]
) -> tuple[Equilibrium, ...]:
    """The equilibria with their reasons and the coalitions that would leave them."""
    return tuple(
        Equilibrium(
            state=analysis.words.number(s),
            concepts=tuple(analysis.held(s)),
            reasons=analysis.reasons(s),
            breaches=tuple(breaches.get(s, ())),
        )
        for s in states
    )
