"""Every state of a conflict file judged, in every treatment its preferences call for.

Where comparisons are unknown each concept is judged under all four extensions; where some
states are much preferred, also for strong and weak stability; where players do not know of
the same states, each judges in its own view (`hypergames`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.records.conflict_solutions import Judgement
from countermove.records.errors import SettingsError, TooLargeError
from countermove.records.stability import Concept
from countermove.solving.stability.conflicts.conflict_models import ConflictModels
from countermove.solving.stability.estimate import Meter
from countermove.solving.stability.explaining.analysis import Judged
from countermove.solving.stability.judge import PLAIN_ONLY, QUICK, Treatment, judge
from countermove.solving.stability.models.models import Verdicts
from countermove.solving.stability.questions.hypergames import judge_hypergame

__all__ = ["judge_conflict", "judge_treatment", "list_judgements"]


def judge_conflict(
    models: ConflictModels, concepts: Sequence[Concept], horizon: int, meter: Meter
) -> tuple[Judged, tuple[str, ...]]:
    """All verdicts (players x states), and why a concept is left out that cannot be judged."""
    found: dict[tuple[Treatment, Concept], Verdicts] = {}
    left_out = []
    for concept in concepts:
        meter.step(concept)
        try:
            for treatment in models.treatments:
                if concept not in PLAIN_ONLY or treatment.strength == "any":
                    verdicts = judge_treatment(models, concept, treatment, horizon)
                    found[treatment, concept] = verdicts
        except (SettingsError, TooLargeError) as error:
            left_out.append(f"{concept}: {error.message}")
    return found, tuple(left_out)


def judge_treatment(
    models: ConflictModels, concept: Concept, treatment: Treatment, horizon: int
) -> Verdicts:
    """Every player's verdict on every state; true on a state only others know of.

    Raises:
        SettingsError: the concept has no such version.
        TooLargeError: it would take too long.
    """
    graph, options = models.graph, models.options
    if concept == "FH" and not models.plain:
        raise SettingsError("FH takes every state as seen and every comparison as known")
    if options is not None and treatment.strength == "any" and concept in (*QUICK, "FH"):
        return judge(options, [concept])[concept][:, graph.patterns]
    if concept == "FH" or (treatment == Treatment() and not models.perceived):
        return judge(graph, [concept], horizon=horizon)[concept]
    number = {label: s for s, label in enumerate(graph.labels)}
    found = judge_hypergame(
        models.views,
        concept,
        horizon=horizon,
        unknown=None if concept in PLAIN_ONLY else treatment.extension,
        strength=treatment.strength,
    )
    stable = np.zeros((len(graph.players), graph.size), np.bool_)
    stable[:, [number[label] for label in found.labels]] = found.stable
    return stable


def list_judgements(models: ConflictModels, found: Judged) -> tuple[Judgement, ...]:
    """All verdicts as records."""
    labels = np.array(models.graph.labels)
    return tuple(
        Judgement(
            concept=concept,
            extension=treatment.extension or "",
            strength="" if treatment.strength == "any" else treatment.strength,
            stable={
                player: tuple(labels[verdicts[i]].tolist())
                for i, player in enumerate(models.graph.players)
            },
            equilibria=tuple(labels[held_by_all(found, treatment, concept)].tolist()),
        )
        for (treatment, concept), verdicts in found.items()
    )


def held_by_all(found: Judged, treatment: Treatment, concept: Concept) -> Verdicts:
    """Where everybody is held; weakly, where somebody is held by no strong deterrent."""
    if treatment.strength != "weak":
        return np.asarray(found[treatment, concept].all(axis=0), np.bool_)
    general = found[Treatment(treatment.extension, "any"), concept].all(axis=0)
    strong = found[Treatment(treatment.extension, "strong"), concept].all(axis=0)
    return np.asarray(general & ~strong, np.bool_)
