"""What becomes of a snapshot's equilibria under strength, unknown comparisons, misperception.

The main verdicts take every ranking as complete and every state as seen. Where a player has
`much`, `unknown` or `unseen`, the same snapshot is judged again with them: once for each
extension to unknown comparisons (`concepts/unknown.py`), for strong stability
(`concepts/strength.py`), and with every player judging in its own view (`hypergames.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from countermove.phrasing.letters import capital
from countermove.records.conditions import Condition, Lookup, parse_condition
from countermove.records.errors import StandoffError, TooLargeError
from countermove.records.stability import CONCEPTS, Concept, Refinement
from countermove.records.standoffs import Player, Standoff
from countermove.solving.stability.concepts.unknown import EXTENSIONS, Extension
from countermove.solving.stability.conflicts.build_conflict import without
from countermove.solving.stability.explaining.state_records import Views
from countermove.solving.stability.explaining.summaries import best_first, list_states
from countermove.solving.stability.judge import Strength
from countermove.solving.stability.models.graphs import build_graph
from countermove.solving.stability.models.models import GraphModel, Ints, Verdicts
from countermove.solving.stability.models.rankings import prioritise
from countermove.solving.stability.models.relations import UNKNOWN, Pair
from countermove.solving.stability.models.snapshots import Snapshot, make_lookup
from countermove.solving.stability.questions.hypergames import judge_hypergame

__all__ = ["Doubts", "build_doubted", "describe_refinements", "find_doubts", "sum_refinements"]

MOST_STATES = 4096
MOST_PAIRS = 500_000
JUDGED: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")
LEAVES = {
    "a": "each leaves for what it cannot compare, and only what is known to be no better deters",
    "b": "each stays unless the gain is known, and only what is known to be no better deters",
    "c": "each leaves for what it cannot compare, and is deterred by it too",
    "d": "each stays unless the gain is known, and is deterred by what it cannot compare",
}


@dataclass(frozen=True, eq=False)
class Doubts:
    """What rankings do not say, by player and the numbers of the snapshot's feasible states."""

    level: Ints
    pairs: dict[int, list[Pair]]
    unseen: tuple[NDArray[np.int64], ...]

    @property
    def strong(self) -> bool:
        """Whether anything is much preferred."""
        return bool(self.level.any())

    @property
    def unknown(self) -> bool:
        """Whether some comparison is unknown."""
        return any(self.pairs.values())

    @property
    def unlike(self) -> bool:
        """Whether somebody does not see everything."""
        return any(len(row) for row in self.unseen)


def find_doubts(standoff: Standoff, shot: Snapshot) -> Doubts:
    """The stand-off's `much`, `unknown` and `unseen` in one snapshot.

    Raises:
        TooLargeError: there are too many states or unknown comparisons to list.
    """
    states = shot.model.states()
    if len(states) > MOST_STATES:
        raise TooLargeError(
            f"{len(states)} states are too many for strength, unknown and unseen; "
            f"the most is {MOST_STATES}"
        )
    chances = [c.name for c in standoff.chance]
    lookup = make_lookup(shot.options, shot.chance, chances, shot.when)
    players = [standoff.player(i) for i in shot.model.players]
    feasible = shot.model.feasible
    return Doubts(
        np.stack([grade(p, lookup, feasible)[states] for p in players]),
        {i: list_unknown(p, lookup, states) for i, p in enumerate(players)},
        tuple(np.flatnonzero(any_of(p.unseen, lookup, states)) for p in players),
    )


def grade(player: Player, lookup: Lookup, feasible: Verdicts) -> Ints:
    """The grade of every state by the player's `much`; all alike where it says nothing."""
    truths = [parse_condition(text).evaluate(lookup) for text in player.much]
    return prioritise([np.broadcast_to(t, feasible.shape) for t in truths], feasible)


def truth(condition: Condition, lookup: Lookup, states: NDArray[np.int64]) -> Verdicts:
    """Where the condition holds among the states."""
    full = condition.evaluate(lookup)
    return np.asarray(full[states] if full.ndim else np.full(len(states), full), np.bool_)


def any_of(texts: Sequence[str], lookup: Lookup, states: NDArray[np.int64]) -> Verdicts:
    """Where at least one of the conditions holds among the states."""
    found = np.zeros(len(states), np.bool_)
    for text in texts:
        found |= truth(parse_condition(text), lookup, states)
    return found


def list_unknown(player: Player, lookup: Lookup, states: NDArray[np.int64]) -> list[Pair]:
    """Every pair of states the player is not known to prefer either way."""
    pairs: set[tuple[int, int]] = set()
    for texts in player.unknown:
        one, other = (
            np.flatnonzero(truth(parse_condition(t), lookup, states)).tolist() for t in texts
        )
        if len(one) * len(other) > MOST_PAIRS:
            raise TooLargeError(f"too many unknown comparisons; the most is {MOST_PAIRS}")
        pairs |= {(min(a, b), max(a, b)) for a, b in product(one, other) if a != b}
    return [(a, b, UNKNOWN) for a, b in sorted(pairs)]


@dataclass(frozen=True, eq=False)
class Doubted:
    """The snapshot's graph with all doubts, and as every player sees it."""

    graph: GraphModel
    views: tuple[GraphModel, ...]
    doubts: Doubts


def build_doubted(shot: Snapshot, doubts: Doubts) -> Doubted:
    """The graph of the snapshot with all doubts.

    Raises:
        StandoffError: a player sees no state at all.
    """
    graph = build_graph(shot.model, level=doubts.level, pairs=doubts.pairs)
    for player, row in zip(graph.players, doubts.unseen, strict=True):
        if len(row) == graph.size:
            raise StandoffError(f"player {player} sees no state at all: loosen its `unseen`")
    views = (
        without(graph, [graph.labels[s] for s in row.tolist()]) if len(row) else graph
        for row in doubts.unseen
    )
    return Doubted(graph, tuple(views), doubts)


def describe_refinements(
    standoff: Standoff, views: Views, concepts: Sequence[Concept], left_out: list[str]
) -> tuple[Refinement, ...]:
    """The equilibria under every refinement that the stand-off calls for; none where none."""
    if not any(p.much or p.unknown or p.unseen for p in standoff.players):
        return ()
    try:
        doubts = find_doubts(standoff, views.shot)
    except TooLargeError as error:
        left_out.append(error.message)
        return ()
    extensions: list[Extension | None] = list(EXTENSIONS) if doubts.unknown else [None]
    strengths: list[Strength] = ["any", "strong"] if doubts.strong else ["any"]
    if not doubts.unknown and not doubts.unlike:
        strengths.remove("any")
    if not strengths:
        return ()
    doubted = build_doubted(views.shot, doubts)
    return tuple(
        refine(views, doubted, concept, extension, strength)
        for extension, strength, concept in product(extensions, strengths, concepts)
        if concept in JUDGED
    )


def refine(
    views: Views,
    doubted: Doubted,
    concept: Concept,
    extension: Extension | None,
    strength: Strength,
) -> Refinement:
    """One concept under one extension and strength, everybody judging in its own view."""
    found = judge_hypergame(doubted.views, concept, unknown=extension, strength=strength)
    patterns, labels = views.shot.model.states(), doubted.graph.labels
    states = best_first(views.shot, [int(patterns[labels.index(x)]) for x in found.equilibria])
    kind: Literal["", "strong"] = "strong" if strength == "strong" else ""
    return Refinement(
        concept=concept,
        extension=extension or "",
        strength=kind,
        perceived=doubted.doubts.unlike,
        states=tuple(views.add(s) for s in states),
        sentence=word(views, states, concept, extension, kind, doubted.doubts.unlike),
    )


def word(
    views: Views,
    states: Sequence[int],
    concept: Concept,
    extension: Extension | None,
    strength: str,
    perceived: bool,
) -> str:
    """A refinement in a sentence."""
    leads = ["as every side sees it"] if perceived else []
    leads += [f"where {LEAVES[extension]}"] if extension else []
    kind = f"{'strongly ' if strength else ''}stable ({CONCEPTS[concept]})"
    what = f"{kind}: {list_states(views.words, states)}" if states else f"no state is {kind}"
    return capital(", ".join([*leads, what])) + "."


def sum_refinements(views: Views, found: Sequence[Refinement]) -> str:
    """What the refinements come to, in sentences: by SEQ, or the first concept used."""
    concepts = [r.concept for r in found]
    if not concepts:
        return ""
    concept = "SEQ" if "SEQ" in concepts else concepts[0]
    asked = [r for r in found if r.concept == concept]
    told = [r.sentence for r in asked if not r.extension]
    for strength in ("", "strong"):
        sets = [set(r.states) for r in asked if r.extension and r.strength == strength]
        if sets:
            told.append(word_extensions(views, asked, sets, concept, strength))
    return " ".join(told)


def word_extensions(
    views: Views,
    asked: Sequence[Refinement],
    sets: Sequence[set[int]],
    concept: Concept,
    strength: str,
) -> str:
    """What holds under all four extensions to unknown comparisons, and what under some."""
    patterns = {number: state for state, number in views.places.items()}
    always, ever = set.intersection(*sets), set.union(*sets)
    kind = f"{'strongly ' if strength else ''}stable ({CONCEPTS[concept]})"
    seen = ", as every side sees it" if asked[0].perceived else ""

    def listed(numbers: set[int]) -> str:
        return list_states(views.words, best_first(views.shot, [patterns[n] for n in numbers]))

    text = f"However what cannot be compared is treated (a to d){seen}, "
    text += f"{kind}: {listed(always)}." if always else f"no state is {kind}."
    return text + (f" In some of the four ways only: {listed(ever - always)}." * (ever != always))
