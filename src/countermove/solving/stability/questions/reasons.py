"""Why a state is stable or not: the improvement that tempts and the countermove that deters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from countermove.records.errors import SettingsError
from countermove.records.stability import Concept
from countermove.solving.stability.algorithms.reach import reach
from countermove.solving.stability.algorithms.searches import Rules
from countermove.solving.stability.algorithms.sweeps import greatest_in_one_move
from countermove.solving.stability.models.models import GraphModel, Model, Move, OptionModel, ranks

__all__ = [
    "Explanation",
    "Path",
    "Temptation",
    "compare_states",
    "explain",
    "explain_main",
    "joint_outcomes",
    "sequences",
]


Path = tuple[Move, ...]


@dataclass(frozen=True)
class Temptation:
    """An improvement (a sequence of moves) and the sequence that deters it, None if nothing.

    `outcome` is where it all ends under SIM, whose moves are made from one state at once.
    """

    moves: tuple[Move, ...]
    deterred_by: tuple[Move, ...] | None
    outcome: int | None = None

    @property
    def state(self) -> int:
        """Where the improvement leads."""
        return self.moves[-1].end


@dataclass(frozen=True)
class Explanation:
    """Improvements of a group from a state, the most tempting first.

    `more` counts improvements that were found but not looked into. `expected` is what would
    follow an undeterred move, under foresight.
    """

    concept: Concept
    group: tuple[int, ...]
    state: int
    temptations: tuple[Temptation, ...]
    more: int = 0
    expected: tuple[Move, ...] = ()

    @property
    def stable(self) -> bool:
        """Whether every improvement is deterred."""
        return all(t.deterred_by is not None for t in self.temptations)

    @property
    def further(self) -> int:
        """How many improvements there are beside the main one."""
        return max(len(self.temptations) - 1, 0) + self.more

    @property
    def main(self) -> Temptation | None:
        """The most tempting improvement; the most tempting undeterred one if there is one."""
        undeterred = [t for t in self.temptations if t.deterred_by is None]
        return next(iter(undeterred or self.temptations), None)


def explain(
    model: Model, concept: Concept, group: tuple[int, ...], state: int, rules: Rules | None = None
) -> Explanation:
    """Every improvement of the group from the state, each with what deters it.

    For NASH, SEQ, GMR, SMR and SIM; found by search from the definitions, in rising length,
    so that a shortest deterring sequence is given, and of those a plain one.

    Raises:
        SettingsError: the concept is none of these.
    """
    check_explained(concept)
    rule = rules or Rules()
    ends, path = improvements(model, group, state, rule)
    found = (weigh(model, concept, group, state, path(end), rule) for end in ends)
    return Explanation(concept, group, state, tuple(found))


def weigh(
    model: Model,
    concept: Concept,
    group: tuple[int, ...],
    state: int,
    path: tuple[Move, ...],
    rules: Rules,
    movers: Sequence[int] | None = None,
) -> Temptation:
    """An improvement with what deters it, if anything does; `movers` are as in `explain_main`."""
    end = path[-1].end
    if concept == "SIM":
        return Temptation(path, *find_joint(model, group, (state, end), rules, movers))
    return Temptation(path, find_deterrent(model, concept, group, state, end, rules))


def explain_main(
    model: Model,
    concept: Concept,
    group: tuple[int, ...],
    state: int,
    stable: bool,
    rules: Rules | None = None,
    movers: Sequence[int] | None = None,
) -> Explanation:
    """The main reason only, for a verdict already known: quick where improvements are many.

    Where the state is stable, the most tempting improvement and what deters it; otherwise
    the most tempting one that nothing deters. `movers` limits who may move at the same time
    under SIM, as the tableau does.
    """
    check_explained(concept)
    rule = rules or Rules()
    ends, path = improvements(model, group, state, rule)
    for end in ends:
        main = weigh(model, concept, group, state, path(end), rule, movers)
        if stable or main.deterred_by is None:
            return Explanation(concept, group, state, (main,), len(ends) - 1)
    return Explanation(concept, group, state, ())


def check_explained(concept: Concept) -> None:
    """Refuse a concept whose verdicts no single countermove explains."""
    if concept not in ("NASH", "SEQ", "GMR", "SMR", "SIM"):
        raise SettingsError(f"{concept} is explained by expected play, not by one countermove")


def compare_states(model: Model, player: int, one: int, other: int) -> int:
    """How `one` compares with `other`, as in `Relations.compare`."""
    if isinstance(model, GraphModel):
        return model.relations.compare(player, one, other)
    a, b = int(model.rank[player, one]), int(model.rank[player, other])
    return (a > b) - (a < b)


def sequences(
    model: Model, movers: tuple[int, ...], start: int, *, improving: bool = False
) -> Iterator[tuple[Move, ...]]:
    """Legal sequences of the movers' moves, shortest first, one to every (state, last mover).

    From each state moves that change few options come before those that change many, and of
    those the ones their mover likes best.
    """
    row: list[tuple[tuple[Move, ...], int, int]] = [((), start, -1)]
    seen: set[tuple[int, int]] = set()
    while row:
        following = []
        for path, state, last in row:
            for j, end in next_moves(model, [j for j in movers if j != last], state):
                if (end, j) in seen or (improving and compare_states(model, j, end, state) <= 0):
                    continue
                seen.add((end, j))
                longer = (*path, Move(j, state, end))
                yield longer
                following.append((longer, end, j))
        row = following


def next_moves(model: Model, movers: list[int], state: int) -> list[tuple[int, int]]:
    """The movers' moves from a state, the plainest first; the order of the model is no matter."""
    found: list[tuple[int | str, ...]] = []
    rank = ranks(model)
    for j in movers:
        targets = model.moves(j, state)
        switched = targets ^ state if isinstance(model, OptionModel) else targets * 0
        liking, number = -rank[j, targets], model.canonical[targets]
        keys = np.bitwise_count(switched), liking, number, targets
        for *key, end in zip(*(k.tolist() for k in keys), strict=True):
            found.append((*key, model.players[j], end))
    place = model.players.index
    return [(place(str(name)), int(end)) for *_, name, end in sorted(found)]


def improvements(
    model: Model, group: tuple[int, ...], state: int, rules: Rules
) -> tuple[list[int], Callable[[int], Path]]:
    """The states that every member prefers (or may prefer), and a shortest sequence to each.

    The most tempting come first: by the sum of the members' ranks, then the shorter.
    """
    if isinstance(model, GraphModel):
        return improvements_in_graph(model, group, state, rules)
    rank = model.rank[list(group)]
    tree = reach(model, [state], group, willing=False)
    better = (rank > rank[:, [state]]).all(axis=0) & (tree.parent >= 0)
    ends = np.flatnonzero(better)
    keys = model.canonical[ends], tree.steps(ends), -rank[:, ends].sum(axis=0, dtype=np.int64)
    return ends[np.lexsort(keys)].tolist(), tree.path


def improvements_in_graph(
    model: GraphModel, group: tuple[int, ...], state: int, rules: Rules
) -> tuple[list[int], Callable[[int], Path]]:
    """`improvements` in an explicit graph."""
    wanted = (1, 2, 3) if rules.leaves_unknown else (1, 2)
    rank = model.relations.rank
    found: dict[int, Path] = {}
    for path in sequences(model, group, state):
        end = path[-1].end
        likes = (compare_states(model, i, end, state) in wanted for i in group)
        if end not in found and all(likes):
            found[end] = path
    appeal = {s: -sum(int(rank[i, s]) for i in group) for s in found}
    order = sorted(found, key=lambda s: (appeal[s], len(found[s]), int(model.canonical[s])))
    return order, found.__getitem__


def hurts(model: Model, group: tuple[int, ...], state: int, origin: int, rules: Rules) -> bool:
    """Whether some member is deterred at `state` from leaving `origin`."""
    bad = {0: (0, -1, -2), 1: (0, -1, -2, 3), 2: (-2,)}[rules.deterrent]
    return any(compare_states(model, i, state, origin) in bad for i in group)


def find_deterrent(
    model: Model, concept: Concept, group: tuple[int, ...], state: int, end: int, rules: Rules
) -> tuple[Move, ...] | None:
    """A shortest sequence of the others that deters the improvement to `end`, if any."""
    rest = tuple(j for j in range(len(model.players)) if j not in group)
    if concept == "NASH":
        return None
    if isinstance(model, OptionModel) and not can_deter(model, concept, group, (state, end)):
        return None
    for path in sequences(model, rest, end, improving=concept == "SEQ"):
        last = path[-1].end
        if hurts(model, group, last, state, rules) and (
            concept != "SMR"
            or all(
                hurts(model, group, way[-1].end, state, rules)
                for way in sequences(model, group, last)
            )
        ):
            return path
    return None


def can_deter(
    model: OptionModel, concept: Concept, group: tuple[int, ...], move: tuple[int, int]
) -> bool:
    """Whether the others can get anywhere that deters the move (from, to); quick to deny.

    The way out of a coalition under SMR is not looked at: that is left to the search.
    """
    state, end = move
    rest = [j for j in range(len(model.players)) if j not in group]
    worth = model.rank
    if concept == "SMR" and len(group) == 1:
        worth = worth.copy()
        worth[group[0]] = greatest_in_one_move(model, group[0], worth[group[0]])
    reached = reach(model, [end], rest, willing=concept == "SEQ").parent >= 0
    return any(bool((reached & (worth[i] <= model.rank[i, state])).any()) for i in group)


def joint_choices(
    model: Model,
    group: tuple[int, ...],
    state: int,
    end: int,
    movers: Sequence[int] | None = None,
) -> Iterator[tuple[tuple[Move, ...], int]]:
    """Improvements of others at the same moment, fewest movers first, and the joint outcome.

    Every one of the moves leads from `state`; infeasible joint outcomes are left out.
    """
    masks, patterns, number = origins(model)
    everyone = range(len(model.players)) if movers is None else movers
    rest = [j for j in everyone if j not in group]
    own = sum(masks[i] for i in group)
    choices = [
        [
            state,
            *(t for t in model.moves(j, state).tolist() if compare_states(model, j, t, state) > 0),
        ]
        for j in rest
    ]
    ranked = sorted(
        product(*choices),
        key=lambda c: (sum(t != state for t in c), sorted(model.canonical[list(c)].tolist())),
    )
    for chosen in ranked[1:]:
        joint = (patterns(state) & ~own) | (patterns(end) & own)
        for j, target in zip(rest, chosen, strict=True):
            joint = (joint & ~masks[j]) | (patterns(target) & masks[j])
        outcome = number(joint)
        if outcome is not None:
            pairs = zip(rest, chosen, strict=True)
            yield tuple(Move(j, state, t) for j, t in pairs if t != state), outcome


def joint_outcomes(model: Model, group: tuple[int, ...], state: int, end: int) -> list[int]:
    """Everything that simultaneous improvements of others may make of the move to `end`."""
    return sorted({outcome for _, outcome in joint_choices(model, group, state, end)})


def find_joint(
    model: Model,
    group: tuple[int, ...],
    move: tuple[int, int],
    rules: Rules,
    movers: Sequence[int] | None = None,
) -> tuple[tuple[Move, ...] | None, int | None]:
    """The fewest simultaneous improvements of others that deter the move, and the outcome."""
    state, end = move
    for moves, outcome in joint_choices(model, group, state, end, movers):
        if hurts(model, group, outcome, state, rules):
            return moves, outcome
    return None, None


def origins(
    model: Model,
) -> tuple[list[int], Callable[[int], int], Callable[[int], int | None]]:
    """Players' bits, the pattern of a state, and the state of a pattern (None if none)."""
    if isinstance(model, OptionModel):
        feasible = model.feasible
        return (
            model.masks().tolist(),
            lambda state: state,
            lambda pattern: pattern if feasible[pattern] else None,
        )
    if model.patterns is None or model.masks is None:
        raise SettingsError("SIM needs states made of options; this graph has plain states")
    number = dict(zip(*(a.tolist() for a in model.settings()), strict=True))
    return model.masks.tolist(), model.patterns.tolist().__getitem__, number.get
