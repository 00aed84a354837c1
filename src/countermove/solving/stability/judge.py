"""Verdicts: is a state stable for a player or coalition, under a concept?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import SettingsError
from countermove.records.progress import Progress, silent
from countermove.records.stability import CONCEPTS, Concept
from countermove.solving.stability.algorithms.flooding import sort_cells
from countermove.solving.stability.algorithms.searches import Rules, search_verdicts
from countermove.solving.stability.concepts.foresight import limited_move, non_myopic
from countermove.solving.stability.concepts.metarational import gmr, smr
from countermove.solving.stability.concepts.nash import nash
from countermove.solving.stability.concepts.sequential import seq
from countermove.solving.stability.concepts.simultaneous import fh, sim
from countermove.solving.stability.concepts.simultaneous_options import sim_in_options
from countermove.solving.stability.concepts.strength import STRONG
from countermove.solving.stability.concepts.unknown import EXTENSIONS, Extension
from countermove.solving.stability.estimate import (
    Meter,
    estimate_bytes,
    refuse_too_large,
)
from countermove.solving.stability.models.graphs import build_graph
from countermove.solving.stability.models.models import GraphModel, Model, OptionModel, Verdicts

__all__ = [
    "PLAIN_ONLY",
    "QUICK",
    "Strength",
    "Treatment",
    "equilibria",
    "judge",
    "judge_group",
    "judge_groups",
    "list_treatments",
    "refuse_kinds",
]

Strength = Literal["any", "strong", "weak"]
QUICK: tuple[Concept, ...] = ("NASH", "GMR", "SMR", "SEQ", "SIM")
"""Concepts judged in option form without a list of moves."""
PLAIN_ONLY: tuple[Concept, ...] = ("FH", "LMH", "NM")
"""Concepts that take rankings as complete and know no strength."""


class Treatment(NamedTuple):
    """How unknown comparisons are treated, and how strong a deterrent must be."""

    extension: Extension | None = None
    strength: Strength = "any"

    @property
    def rules(self) -> Rules | None:
        """What tempts and deters, as far as unknown comparisons go; None for what is usual."""
        return EXTENSIONS[self.extension] if self.extension else None


def list_treatments(unknown: bool, strengths: Sequence[Strength]) -> tuple[Treatment, ...]:
    """Every treatment that preferences call for: of what is `unknown`, by each strength."""
    extensions: list[Extension | None] = list(EXTENSIONS) if unknown else [None]
    return tuple(Treatment(e, s) for e, s in product(extensions, strengths))


def judge(
    model: Model,
    concepts: Sequence[Concept] = ("NASH", "SEQ", "GMR", "SMR"),
    *,
    horizon: int = 3,
    progress: Progress = silent,
) -> dict[Concept, Verdicts]:
    """For every concept, whether each state is stable for each player (players x states).

    In option form there is a column for every bit pattern, false where infeasible; NASH,
    SEQ, GMR and SMR then cost O(k n 2^n) time and never list a move, and SIM as many steps
    as there are joint choices of improvements.

    Raises:
        SettingsError: there is no such concept.
        TooLargeError: it will not fit in memory.
    """
    for concept in concepts:
        if concept not in CONCEPTS:
            raise SettingsError(f"there is no concept {concept!r}; there are {', '.join(CONCEPTS)}")
    if isinstance(model, GraphModel):
        return judge_graph(model, concepts, horizon, Meter(progress, len(concepts)))
    quick: list[Concept] = [c for c in concepts if c in QUICK]
    slow: list[Concept] = [c for c in concepts if c not in QUICK]
    if "FH" in slow and "SEQ" not in quick:
        quick.append("SEQ")
    needed = estimate_bytes(len(model.players), len(model.options), len(concepts))
    refuse_too_large(needed, f"an analysis of {len(model.options)} options")
    meter = Meter(progress, len(quick) * len(model.players) + len(slow))
    result = judge_options(model, quick, meter)
    if slow:
        graph = build_graph(model)
        known = {c: v[:, graph.patterns] for c, v in result.items()}
        for concept, verdicts in judge_graph(graph, slow, horizon, meter, known).items():
            result[concept] = np.zeros(model.rank.shape, np.bool_)
            result[concept][:, graph.patterns] = verdicts
    return {c: result[c] for c in concepts}


def judge_options(
    model: OptionModel, concepts: Sequence[Concept], meter: Meter
) -> dict[Concept, Verdicts]:
    """The concepts that need no list of moves, in option form."""
    cells = sort_cells(model) if "SEQ" in concepts else None
    result: dict[Concept, Verdicts] = {}
    for concept in concepts:
        if concept == "SIM":
            meter.step(concept)
            result[concept] = sim_in_options(model)
            continue
        rows = np.empty(model.rank.shape, np.bool_)
        for i in range(len(model.players)):
            meter.step(f"{concept} for {model.players[i]}")
            if concept == "SEQ":
                rows[i] = seq(model, i, cells)
            else:
                rows[i] = {"NASH": nash, "GMR": gmr, "SMR": smr}[concept](model, i)
        result[concept] = rows
    return result


def judge_graph(
    model: GraphModel,
    concepts: Sequence[Concept],
    horizon: int,
    meter: Meter,
    known: dict[Concept, Verdicts] | None = None,
) -> dict[Concept, Verdicts]:
    """Verdicts of every player on every state of an explicit graph."""
    result: dict[Concept, Verdicts] = {}
    for concept in concepts:
        meter.step(concept)
        if concept == "FH":
            have = {**(known or {}), **result}
            sequential = have.get("SEQ")
            if sequential is None:
                sequential = judge_graph(model, ["SEQ"], horizon, Meter(silent, 1))["SEQ"]
            result["FH"] = fh(model, sequential)
        else:
            players = [(i,) for i in range(len(model.players))]
            result[concept] = np.stack(judge_groups(model, concept, players, horizon=horizon))
    return result


def judge_groups(
    model: GraphModel,
    concept: Concept,
    groups: Sequence[tuple[int, ...]],
    states: NDArray[np.int64] | None = None,
    *,
    horizon: int = 3,
    unknown: Extension | None = None,
    strength: Strength = "any",
) -> list[Verdicts]:
    """`judge_group` for several groups; what is to come is looked into only once."""
    if concept in ("LMH", "NM") and groups:
        refuse_kinds(concept, unknown, strength)
        asked = model.states() if states is None else states
        return judge_foresight(model, concept, groups, asked, horizon)
    return [
        judge_group(
            model, concept, group, states, horizon=horizon, unknown=unknown, strength=strength
        )
        for group in groups
    ]


def judge_foresight(
    model: GraphModel,
    concept: Concept,
    groups: Sequence[tuple[int, ...]],
    states: NDArray[np.int64],
    horizon: int,
) -> list[Verdicts]:
    """`judge_groups` by LMH or NM."""
    if concept == "LMH":
        return limited_move(model, groups, states, horizon)
    return non_myopic(model, groups, states)


def refuse_kinds(concept: Concept, unknown: Extension | None, strength: Strength) -> None:
    """Refuse foresight with strength or unknown comparisons."""
    if strength != "any" or unknown is not None:
        raise SettingsError(f"{concept} has no version for strength or unknown preference")


def judge_group(
    model: GraphModel,
    concept: Concept,
    group: tuple[int, ...],
    states: NDArray[np.int64] | None = None,
    *,
    horizon: int = 3,
    unknown: Extension | None = None,
    strength: Strength = "any",
) -> Verdicts:
    """Whether each of `states` (all by default) is stable for a player or coalition.

    Where comparisons are unknown, `unknown` names the extension to use; `strength` asks for
    strongly or weakly stable states.

    Raises:
        SettingsError: some comparison is unknown and no extension is named, or the concept
            has no such version.
    """
    asked = model.states() if states is None else np.asarray(states, np.int64)
    if strength == "weak":
        general = judge_group(model, concept, group, asked, unknown=unknown)
        strong = judge_group(model, concept, group, asked, unknown=unknown, strength="strong")
        return np.asarray(general & ~strong, np.bool_)
    if concept == "FH":
        raise SettingsError("the tableau (FH) is judged for all players together; use judge")
    if concept in ("LMH", "NM"):
        refuse_kinds(concept, unknown, strength)
        return judge_foresight(model, concept, [group], asked, horizon)[0]
    rules = rules_of(model, unknown, strength)
    if concept == "SIM":
        return sim(model, group, asked, rules)
    return search_verdicts(model, concept, group, asked, rules)


def rules_of(model: GraphModel, unknown: Extension | None, strength: Strength) -> Rules:
    """What tempts and deters."""
    if unknown is None and bool((model.relations.codes == 3).any()):
        raise SettingsError("some comparison is unknown: name the extension a, b, c or d")
    if strength == "strong":
        leaves = unknown is not None and EXTENSIONS[unknown].leaves_unknown
        return Rules(leaves, STRONG.deterrent)
    return EXTENSIONS[unknown] if unknown is not None else Rules()


def equilibria(model: Model, verdicts: Verdicts) -> NDArray[np.int64]:
    """The states stable for every player, from verdicts of `judge` (players x states)."""
    states = model.states()
    return np.asarray(states[verdicts[:, states].all(axis=0)], np.int64)
