"""Hypergames: players who do not see the same conflict.

1. Every player judges states in its own view: the states it knows of, and the preferences it
   believes everybody has.
2. A state a player does not know of is not judged by it; it cannot plan to leave a state it
   has no idea of, so it counts as stable for that player, and is marked as unseen. A state
   that nobody knows of is no state of the hypergame.
3. A state is an equilibrium of the hypergame if it is stable for every player in that
   player's own view; it is *shared* if everybody also sees it.

Bennett (1977), "Toward a theory of hypergames", Omega 5; Wang, Hipel and Fraser (1988),
"Modeling misperceptions in hypergames", Behavioral Science 33 (first level).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from countermove.records.errors import InputError
from countermove.records.stability import Concept
from countermove.solving.stability.concepts.unknown import Extension
from countermove.solving.stability.judge import Strength, judge_group
from countermove.solving.stability.models.models import GraphModel, Verdicts

__all__ = ["HypergameVerdicts", "judge_hypergame"]


@dataclass(frozen=True, eq=False)
class HypergameVerdicts:
    """Verdicts (players x states) over the union of all views, and who sees what."""

    labels: tuple[str, ...]
    stable: Verdicts
    seen: Verdicts

    @property
    def equilibria(self) -> tuple[str, ...]:
        """States stable for everybody in their own view."""
        return tuple(np.array(self.labels)[self.stable.all(axis=0)].tolist())

    @property
    def shared(self) -> tuple[str, ...]:
        """Equilibria that everybody sees."""
        both = self.stable.all(axis=0) & self.seen.all(axis=0)
        return tuple(np.array(self.labels)[both].tolist())


def judge_hypergame(
    views: Sequence[GraphModel],
    concept: Concept,
    *,
    horizon: int = 3,
    unknown: Extension | None = None,
    strength: Strength = "any",
) -> HypergameVerdicts:
    """Every player's verdicts in its own view; `views[i]` is player i's.

    Raises:
        InputError: the views do not name the same players.
    """
    if len({v.players for v in views}) != 1 or len(views) != len(views[0].players):
        raise InputError("a hypergame takes one view for each player, with the same players")
    labels = tuple(dict.fromkeys(label for v in views for label in v.labels))
    number = {label: s for s, label in enumerate(labels)}
    stable = np.ones((len(views), len(labels)), np.bool_)
    seen = np.zeros((len(views), len(labels)), np.bool_)
    for i, view in enumerate(views):
        columns = [number[label] for label in view.labels]
        seen[i, columns] = True
        stable[i, columns] = judge_group(
            view, concept, (i,), horizon=horizon, unknown=unknown, strength=strength
        )
    return HypergameVerdicts(labels, stable, seen)
