"""The coalitions that would leave equilibria together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.records.stability import Breach, Concept
from countermove.solving.stability.concepts.coalitions import judged_in_options, stable_in_options
from countermove.solving.stability.explaining.analysis import Analysis
from countermove.solving.stability.judge import PLAIN_ONLY, Treatment, judge_groups
from countermove.solving.stability.models.models import OptionModel, Verdicts

__all__ = ["find_breaches"]

Group = tuple[int, ...]


def find_breaches(
    analysis: Analysis,
    groups: Sequence[Group],
    states: Sequence[int],
    concepts: Sequence[Concept],
) -> dict[int, list[Breach]]:
    """For every state, those of the groups that would leave it under the concepts, and why."""
    left = list_left(analysis, groups, states, concepts)
    found: dict[int, list[Breach]] = {}
    for group in groups:
        for state in states:
            if broken := left.get((group, state)):
                found.setdefault(state, []).append(describe(analysis, group, state, broken))
    return found


def list_left(
    analysis: Analysis,
    groups: Sequence[Group],
    states: Sequence[int],
    concepts: Sequence[Concept],
) -> dict[tuple[Group, int], list[Concept]]:
    """Which group would leave which state, with the concepts under which it would."""
    held = {s: analysis.held(s) for s in states}
    left: dict[tuple[Group, int], list[Concept]] = {}
    for treatment, concept in analysis.verdicts:
        asked = [s for s in states if held[s].get(concept) == treatment and concept in concepts]
        if asked and groups:
            rows = judge_together(analysis, concept, treatment, groups, asked)
            for group, stays in zip(groups, rows, strict=True):
                for state in np.array(asked)[~stays].tolist():
                    left.setdefault((group, state), []).append(concept)
    return left


def judge_together(
    analysis: Analysis,
    concept: Concept,
    treatment: Treatment,
    groups: Sequence[Group],
    states: Sequence[int],
) -> list[Verdicts]:
    """By group, whether each of the states is stable for it."""
    model = analysis.model
    if isinstance(model, OptionModel) and all(
        judged_in_options(concept, group, len(model.players)) for group in groups
    ):
        return [stable_in_options(model, concept, group, states) for group in groups]
    return judge_groups(
        analysis.graph,
        concept,
        groups,
        np.searchsorted(model.states(), states),
        horizon=analysis.explainers[0].horizon,
        unknown=None if concept in PLAIN_ONLY else treatment.extension,
    )


def describe(analysis: Analysis, group: Group, state: int, concepts: Sequence[Concept]) -> Breach:
    """One coalition that would leave a state, and why."""
    explainer = analysis.explainers[0]
    seen = explainer.words.locate(state)
    assert seen is not None  # coalitions are judged only where everybody sees every state
    rules = analysis.held(state)[concepts[-1]].rules
    return explainer.breach(group, seen, tuple(concepts), rules)
