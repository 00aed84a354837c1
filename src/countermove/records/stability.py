"""What the first view of `solve` returns: what is stable, and why.

A `Stability` is kept small for models of a dozen options: it lists today's state and the
equilibria in full, with reasons, and only counts the rest. Every `int` that names a state
is a position in `Stability.states`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from countermove.records.concepts import CONCEPTS, Concept
from countermove.records.record import Record

__all__ = [
    "CONCEPTS",
    "Breach",
    "Concept",
    "Equilibrium",
    "PreferenceChange",
    "Reason",
    "Refinement",
    "Removal",
    "Route",
    "Stability",
    "StateView",
    "Step",
    "Wish",
]


class StateView(Record):
    """A state to show: which options are in force, which of them are done, in words.

    `options` names the players' options in force, `chance` the chance options in force in
    this snapshot; `label` lists what is in force; `short` says the same within a sentence,
    against today's state where that is shorter. `places` gives, for every player, the place
    of the state in its ranking: 1 is best, ties share a place.
    """

    options: tuple[str, ...]
    done: tuple[str, ...] = ()
    chance: tuple[str, ...] = ()
    label: str
    short: str = ""
    places: dict[str, int] = Field(default_factory=dict)


class Step(Record):
    """One move: who, what is switched, and the state it leads to.

    `improves` says whether the mover prefers that state to the one it left.
    """

    player: str
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    state: int
    improves: bool


class Reason(Record):
    """Why a state is, or is not, stable for a player (or for a coalition) under a concept.

    `tempting` is the improvement that tempts most: where the verdict is *stable*,
    `countermoves` is the sequence that deters it (empty under Nash, where there is no
    improvement at all); where it is *unstable*, `tempting` is an improvement that nothing
    deters and `countermoves` is empty (under LMH and NM: the play expected after it).
    `tempting` is itself a sequence of several steps only for a coalition. `others` counts
    further improvements, all deterred when stable.
    """

    players: tuple[str, ...]
    concept: Concept
    stable: bool
    tempting: tuple[Step, ...] = ()
    countermoves: tuple[Step, ...] = ()
    others: int = 0
    sentence: str

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        verdict = "stable" if self.stable else "unstable"
        return f"<{', '.join(self.players)} {verdict} ({self.concept}): {self.sentence}>"


class Breach(Record):
    """A coalition of two or more that would leave an equilibrium together, under `concepts`."""

    players: tuple[str, ...]
    concepts: tuple[Concept, ...]
    reason: Reason


class Equilibrium(Record):
    """A state that is stable for every player under each of `concepts`, with the reasons.

    `reasons` has one entry for every player under the strictest concept that holds for it.
    `breaches` lists the coalitions that could leave it together; it is coalition-proof
    under a concept when no breach names that concept.
    """

    state: int
    concepts: tuple[Concept, ...]
    reasons: tuple[Reason, ...]
    breaches: tuple[Breach, ...] = ()


class Route(Record):
    """How an equilibrium comes about from today's state.

    `steps` is a shortest sequence of moves (empty: it is today's state; `reachable` false:
    there is none). `willing`: every mover prefers where its move leads to where it was.
    `alone`: the subject gets there by its own move. `brought_about`: the subject's move
    (or its staying put), after which the others get there by moves each of them prefers;
    None where there is none. `blocked_by`: what the subject does or keeps so that the
    others cannot get there without it; None where it cannot block.
    """

    to: int
    reachable: bool
    willing: bool = False
    steps: tuple[Step, ...] = ()
    alone: bool = False
    brought_about: tuple[Step, ...] | None = None
    blocked_by: tuple[Step, ...] | None = None
    sentence: str = ""


class PreferenceChange(Record):
    """The least change of one player's ranking that makes a wanted state stable for it.

    `passed` are the states (positions) that the wanted state must draw level with or pass
    when it is raised in the ranking; `fewest` the smallest set of states whose comparison
    with it must be turned round (None where the search was too large).
    """

    player: str
    raised_to: int
    passed: int
    fewest: tuple[int, ...] | None = None
    sentence: str


class Wish(Record):
    """The inverse question: what would have to change for a wanted state to be stable."""

    wanted: int
    concept: Concept
    already: bool
    changes: tuple[PreferenceChange, ...] = ()
    sentence: str = ""


class Removal(Record):
    """What happens to the outcome when one option is taken off the table.

    `lost` and `gained` are equilibria that come about from today by willing moves (positions)
    and vanish or appear, the best for the subject first; at most a dozen are listed, and
    `lost_count` and `gained_count` count them all. `moves` says whether either happens.
    """

    option: str
    player: str
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()
    lost_count: int = 0
    gained_count: int = 0
    moves: bool
    sentence: str


class Refinement(Record):
    """The equilibria once more, with what a ranking cannot say.

    `extension` names the treatment of unknown comparisons (a to d; empty where all are
    known), `strength` is "strong" where only what is much worse deters, `perceived` says
    that every player judges only the states it knows of. `states` are positions, the best
    for the subject first.
    """

    concept: Concept
    extension: Literal["", "a", "b", "c", "d"] = ""
    strength: Literal["", "strong"] = ""
    perceived: bool = False
    states: tuple[int, ...] = ()
    sentence: str


class Stability(Record):
    """One snapshot of the stand-off in the graph model.

    `counts` gives the number of equilibria under each concept; `equilibria` lists them, the
    best supported first, and `unlisted` counts those left out. `firm` gives every state stable
    in the Nash or sequential sense by its options, up to a thousand of them (none where there
    are more), and `firm_count` counts them. `today_reasons` are the
    verdicts on today's state, one for every player and concept. `refinements` are there
    where a player's preferences have strength, unknown comparisons or unseen states.
    """

    snapshot: Literal["now", "later"]
    players: tuple[str, ...]
    subject: str
    concepts: tuple[Concept, ...]
    feasible: int
    states: tuple[StateView, ...]
    today: int
    today_reasons: tuple[Reason, ...] = ()
    counts: dict[str, int] = Field(default_factory=dict)
    equilibria: tuple[Equilibrium, ...] = ()
    unlisted: int = 0
    firm: tuple[tuple[str, ...], ...] = ()
    firm_count: int = 0
    routes: tuple[Route, ...] = ()
    wishes: tuple[Wish, ...] = ()
    removals: tuple[Removal, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    left_out: tuple[str, ...] = ()
    sentence: str = ""
