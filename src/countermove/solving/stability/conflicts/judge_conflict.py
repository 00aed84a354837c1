"""Every state of a conflict file judged, in every way its preferences call for.

Where comparisons are unknown each concept is judged under all four extensions; where some
states are much preferred, also for strong and weak stability; where players do not know of
the same states, each judges in its own view (`hypergames`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np

from countermove.records.conflict_solutions import Judgement
from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError, SettingsError, TooLargeError
from countermove.records.stability import Concept
from countermove.solving.stability.concepts.unknown import EXTENSIONS, Extension
from countermove.solving.stability.conflicts.build_conflict import (
    build_conflict,
    plain_options,
    views_of,
)
from countermove.solving.stability.estimate import Meter
from countermove.solving.stability.judge import QUICK, Strength, judge, judge_group
from countermove.solving.stability.models.models import GraphModel, Model, OptionModel, Verdicts

__all__ = ["Court", "Way"]

PLAIN_ONLY: tuple[Concept, ...] = ("FH", "LMH", "NM")
"""Concepts that take rankings as complete and know no strength."""


class Way(NamedTuple):
    """How unknown comparisons are treated, and how strong a deterrent must be."""

    extension: Extension | None = None
    strength: Strength = "any"


@dataclass(frozen=True, eq=False)
class Court:
    """A conflict with everything needed to judge it."""

    conflict: Conflict
    horizon: int

    @cached_property
    def model(self) -> GraphModel:
        """The conflict as a graph, every state in it."""
        return build_conflict(self.conflict)

    @cached_property
    def views(self) -> tuple[GraphModel, ...]:
        """The conflict as each player sees it.

        Raises:
            InputError: some player sees no state at all.
        """
        if not self.perceived:
            return tuple(self.model for _ in self.model.players)
        for player in self.conflict.players:
            if len(set(player.unseen)) == self.model.size:
                raise InputError(f"player {player.id} sees no state at all: shorten its unseen")
        return tuple(view for view, _ in views_of(self.conflict))

    @cached_property
    def options(self) -> OptionModel | None:
        """The conflict in option form, where that says all of it."""
        return plain_options(self.conflict, self.model)

    @cached_property
    def seats(self) -> tuple[Model, ...]:
        """By player: the model in which its verdicts are explained."""
        return self.views if self.options is None else (self.options,) * len(self.views)

    @cached_property
    def places(self) -> tuple[dict[int, int], ...]:
        """By player: the state of its model, for every state it sees."""
        if self.options is not None and self.model.patterns is not None:
            return (dict(enumerate(self.model.patterns.tolist())),) * len(self.views)
        number = {label: s for s, label in enumerate(self.model.labels)}
        return tuple({number[label]: s for s, label in enumerate(v.labels)} for v in self.views)

    @property
    def perceived(self) -> bool:
        """Whether somebody does not know of every state."""
        return any(p.unseen for p in self.conflict.players)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every way to judge that the preferences call for."""
        relations = self.model.relations
        unknown = bool((relations.codes == 3).any())
        strong = bool((relations.level.min(axis=1) < relations.level.max(axis=1)).any())
        extensions: list[Extension | None] = list(EXTENSIONS) if unknown else [None]
        strengths: list[Strength] = ["any", "strong", "weak"] if strong else ["any"]
        return tuple(Way(e, s) for e, s in product(extensions, strengths))

    def hear(
        self, concepts: Sequence[Concept], left_out: list[str], meter: Meter
    ) -> dict[tuple[Way, Concept], Verdicts]:
        """All verdicts (players x states); a concept that cannot be judged is left out."""
        found: dict[tuple[Way, Concept], Verdicts] = {}
        for concept in concepts:
            meter.step(concept)
            for way in self.ways:
                if concept in PLAIN_ONLY and way.strength != "any":
                    continue
                try:
                    found[way, concept] = self.judge(concept, way)
                except (SettingsError, TooLargeError) as error:
                    left_out.append(f"{concept}: {error.message}")
                    break
        return found

    def judge(self, concept: Concept, way: Way) -> Verdicts:
        """Every player's verdict on every state; true on a state only others know of."""
        if concept == "FH":
            if self.perceived or way.extension is not None:
                raise SettingsError("FH takes every state as seen and every comparison as known")
            if self.options is None:
                return judge(self.model, ["FH"])["FH"]
        if self.options is not None and concept in (*QUICK, "FH"):
            return judge(self.options, [concept])[concept][:, self.model.patterns]
        if len(self.ways) == 1 and way == Way() and not self.perceived:
            return judge(self.model, [concept], horizon=self.horizon)[concept]
        number = {label: s for s, label in enumerate(self.model.labels)}
        stable = np.zeros((len(self.views), self.model.size), np.bool_)
        stable[:, sorted(set().union(*self.places))] = True
        for i, view in enumerate(self.views):
            row = judge_group(
                view,
                concept,
                (i,),
                horizon=self.horizon,
                unknown=None if concept in PLAIN_ONLY else way.extension,
                strength=way.strength,
            )
            stable[i, [number[label] for label in view.labels]] = row
        return stable

    def records(self, found: Mapping[tuple[Way, Concept], Verdicts]) -> tuple[Judgement, ...]:
        """All verdicts as records."""
        return tuple(
            self.record(way, concept, verdicts, hold(found, way, concept))
            for (way, concept), verdicts in found.items()
        )

    def record(self, way: Way, concept: Concept, verdicts: Verdicts, held: Verdicts) -> Judgement:
        """One judgement as a record; `held` are the equilibria."""
        labels = np.array(self.model.labels)
        return Judgement(
            concept=concept,
            extension=way.extension or "",
            strength="" if way.strength == "any" else way.strength,
            stable={
                player: tuple(labels[verdicts[i]].tolist())
                for i, player in enumerate(self.model.players)
            },
            equilibria=tuple(labels[held].tolist()),
        )


def hold(found: Mapping[tuple[Way, Concept], Verdicts], way: Way, concept: Concept) -> Verdicts:
    """Where everybody is held; weakly, where somebody is held by no strong deterrent."""
    if way.strength != "weak":
        return np.asarray(found[way, concept].all(axis=0), np.bool_)
    general = found[Way(way.extension, "any"), concept].all(axis=0)
    strong = found[Way(way.extension, "strong"), concept].all(axis=0)
    return np.asarray(general & ~strong, np.bool_)
