"""`solve_conflict`: the equilibria of a conflict file under one concept, by name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError, SettingsError
from countermove.records.stability import CONCEPTS, Concept
from countermove.solving.stability.concepts.unknown import Extension
from countermove.solving.stability.conflicts.conflict_models import ConflictModels
from countermove.solving.stability.conflicts.judge_conflict import judge_treatment
from countermove.solving.stability.judge import Strength, Treatment, judge_groups, refuse_kinds
from countermove.solving.stability.models.models import GraphModel

__all__ = ["check_concept", "solve_conflict"]


def solve_conflict(
    conflict: Conflict,
    concept: Concept,
    *,
    extension: Extension | None = None,
    strength: Strength = "any",
    horizon: int = 3,
    coalitions: Sequence[Sequence[str]] = (),
) -> tuple[str, ...]:
    """The names of the states stable for every player, and for the coalitions named.

    Players that do not know of some states judge in their own view (`hypergames`). With
    `strength` "weak": stable for all, but not strongly so for all.

    Raises:
        SettingsError: some comparison is unknown and no extension is named, there is no such
            concept, or it has no such version.
        InputError: a coalition names no player.
    """
    check_concept(concept)
    models = ConflictModels(conflict)
    if coalitions and models.perceived:
        raise SettingsError("coalitions are not judged where players see different states")

    def solve_for(kind: Strength) -> tuple[str, ...]:
        return solve_treatment(models, concept, Treatment(extension, kind), horizon, coalitions)

    if strength == "weak":
        strong = solve_for("strong")
        return tuple(name for name in solve_for("any") if name not in strong)
    return solve_for(strength)


def check_concept(concept: str) -> None:
    """Refuse the name of no concept."""
    if concept not in CONCEPTS:
        raise SettingsError(f"there is no concept {concept!r}; there are {', '.join(CONCEPTS)}")


def solve_treatment(
    models: ConflictModels,
    concept: Concept,
    treatment: Treatment,
    horizon: int,
    coalitions: Sequence[Sequence[str]],
) -> tuple[str, ...]:
    """`solve_conflict` for one treatment of unknown comparisons and strength."""
    graph = models.graph
    if concept in ("LMH", "NM"):
        refuse_kinds(concept, treatment.extension, treatment.strength)
    stable = [judge_treatment(models, concept, treatment, horizon)]
    if concept != "FH":
        groups = [number_group(graph, names) for names in coalitions]
        extension, strength = treatment
        stable += judge_groups(
            graph, concept, groups, horizon=horizon, unknown=extension, strength=strength
        )
    held = np.vstack(stable).all(axis=0)
    return tuple(graph.labels[s] for s in np.flatnonzero(held))


def number_group(model: GraphModel, names: Sequence[str]) -> tuple[int, ...]:
    """A coalition's players by number."""
    if unknown := sorted(set(names) - set(model.players)):
        raise InputError(f"there is no player {unknown[0]!r}; there are {', '.join(model.players)}")
    return tuple(map(model.players.index, names))
