"""What `analyse_conflict` returns: a conflict file judged under every concept, and why.

Every `int` that names a state is a position in `ConflictSolution.states`, which are in the
order of the file; `Judgement` names states as the file does.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from countermove.records.record import Record
from countermove.records.stability import (
    Concept,
    Equilibrium,
    Reason,
    Removal,
    Route,
    StateView,
    Wish,
)

__all__ = ["ConflictSolution", "Judgement"]


class Judgement(Record):
    """One concept on every state: `stable` by player, and the `equilibria`.

    `extension` names the treatment of unknown comparisons (a to d; empty where all are
    known), `strength` is "strong" or "weak" where some states are much preferred.
    """

    concept: Concept
    extension: Literal["", "a", "b", "c", "d"] = ""
    strength: Literal["", "strong", "weak"] = ""
    stable: dict[str, tuple[str, ...]]
    equilibria: tuple[str, ...]


class ConflictSolution(Record):
    """A conflict in full.

    In `states`, `short` is the name in the file and `label` what is in force there.
    `equilibria` hold under the concepts they name in at least one treatment of unknown
    comparisons, the best supported first; `unlisted` counts those left out. `perceived`: some
    player does not know of every state, and each judges only what it knows of. `today_reasons`,
    `routes` and `removals` are there where the file says which state is today's (else from
    the first state); `left_out` says what was not judged, and why.
    """

    title: str
    source: str
    players: dict[str, str]
    subject: str
    concepts: tuple[Concept, ...]
    horizon: int
    perceived: bool
    states: tuple[StateView, ...]
    today: int
    judgements: tuple[Judgement, ...]
    equilibria: tuple[Equilibrium, ...] = ()
    unlisted: int = 0
    today_reasons: tuple[Reason, ...] = ()
    routes: tuple[Route, ...] = ()
    wishes: tuple[Wish, ...] = ()
    removals: tuple[Removal, ...] = ()
    left_out: tuple[str, ...] = Field(default_factory=tuple)
    sentence: str = ""
