"""The solver against a brute force written from the definitions, which shares no code with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.stability import Concept
from countermove.solving.stability.concepts.unknown import Extension
from countermove.solving.stability.judge import judge, judge_group
from countermove.solving.stability.models.graphs import build_graph, graph_from_moves, without
from countermove.solving.stability.models.models import GraphModel, OptionModel
from countermove.solving.stability.models.relations import Relations
from countermove.solving.stability.questions.hypergames import judge_hypergame

Group = tuple[int, ...]


@dataclass
class Plain:
    """A model as dictionaries: moves[i][s] and compare[i][a, b] in '>> > = < << ?'."""

    players: int
    states: list[int]
    moves: list[dict[int, set[int]]]
    compare: list[dict[tuple[int, int], str]]
    masks: list[int] | None = None

    def likes(self, i: int, a: int, b: int, maybe: bool) -> bool:
        return self.compare[i][a, b] in ((">", ">>", "?") if maybe else (">", ">>"))


def sequences(m: Plain, group: Group, start: int, improving: bool) -> set[int]:
    """Definition: grow the set of (state, last mover) until it stops growing."""

    def steps(state: int, last: int) -> set[tuple[int, int]]:
        return {
            (t, j)
            for j in group
            if j != last
            for t in m.moves[j][state]
            if not improving or m.likes(j, t, state, True)
        }

    grown = steps(start, -1)
    while True:
        more = grown.union(*(steps(t, j) for t, j in grown)) if grown else grown
        if more == grown:
            return {t for t, _ in grown}
        grown = more


def improvements(m: Plain, group: Group, s: int, maybe: bool) -> set[int]:
    return {u for u in sequences(m, group, s, False) if all(m.likes(i, u, s, maybe) for i in group)}


def hurts(m: Plain, group: Group, t: int, s: int, words: tuple[str, ...]) -> bool:
    return any(m.compare[i][t, s] in words for i in group)


def words_of(extension: str, strong: bool) -> tuple[str, ...]:
    if strong:
        return ("<<",)
    return ("=", "<", "<<", "?") if extension in "cd" else ("=", "<", "<<")


def is_stable(
    m: Plain, concept: str, group: Group, s: int, extension: str = "b", strong: bool = False
) -> bool:
    maybe, words = extension in "ac", words_of(extension, strong)
    rest = tuple(j for j in range(m.players) if j not in group)
    for u in improvements(m, group, s, maybe):
        if concept == "NASH":
            return False
        if concept == "SIM":
            answers = joint_outcomes(m, group, rest, s, u)
        else:
            answers = sequences(m, rest, u, concept == "SEQ")
        good = [t for t in answers if hurts(m, group, t, s, words)]
        if concept == "SMR":
            good = [
                t
                for t in good
                if all(hurts(m, group, z, s, words) for z in sequences(m, group, t, False))
            ]
        if not good:
            return False
    return True


def joint_outcomes(m: Plain, group: Group, rest: Group, s: int, u: int) -> set[int]:
    """Everybody in `rest` stays or makes one improvement from s, at least one does."""
    assert m.masks is not None
    choices = [[s, *sorted(t for t in m.moves[j][s] if m.likes(j, t, s, True))] for j in rest]
    own = 0
    for i in group:
        own |= m.masks[i]
    outcomes = set()
    for chosen in product(*choices):
        if all(t == s for t in chosen):
            continue
        result = (s & ~own) | (u & own)
        for j, t in zip(rest, chosen, strict=True):
            result = (result & ~m.masks[j]) | (t & m.masks[j])
        if result in m.states:
            outcomes.add(result)
    return outcomes


Limited = Callable[[Group, int, int], bool]


def limited_of(m: Plain, rank: list[dict[int, int]]) -> Limited:
    """L_h (group, state, h) from sets of expected outcomes, judged by the worst."""
    everyone = range(m.players)

    @cache
    def on_move(j: int, state: int, left: int) -> frozenset[int]:
        if left == 0:
            return frozenset([state])
        ways = {t: after(t, (j,), left - 1) for t in m.moves[j][state]}
        worth = {t: min(rank[j][x] for x in ways[t]) for t in ways}
        best = max(worth.values(), default=rank[j][state])
        if best <= rank[j][state]:
            return frozenset([state])
        return frozenset().union(*(ways[t] for t in ways if worth[t] == best))

    @cache
    def after(state: int, barred: Group, left: int) -> frozenset[int]:
        if left == 0:
            return frozenset([state])
        movers = [j for j in everyone if j not in barred and wants(j, state, left)]
        if not movers:
            return frozenset([state])
        return frozenset().union(*(on_move(j, state, left) for j in movers))

    @cache
    def wants(j: int, state: int, left: int) -> bool:
        return any(
            min(rank[j][x] for x in after(t, (j,), left - 1)) > rank[j][state]
            for t in m.moves[j][state]
        )

    @cache
    def stays(group: Group, s: int, h: int) -> bool:
        return not any(
            all(min(rank[i][x] for x in after(t, group, h - 1)) > rank[i][s] for i in group)
            for t in sequences(m, group, s, False) - {s}
        )

    return stays


def plain_from_options(model: OptionModel) -> Plain:
    states = [s for s in range(model.size) if model.feasible[s]]
    masks = [
        sum(1 << b for b in range(len(model.options)) if model.owner[b] == i)
        for i in range(len(model.players))
    ]

    def can(i: int, s: int, t: int) -> bool:
        changed = s ^ t
        off, on = s & ~t, t & ~s
        return bool(
            s != t and changed & ~masks[i] == 0 and not off & model.no_off and not on & model.no_on
        )

    moves = [{s: {t for t in states if can(i, s, t)} for s in states} for i in range(len(masks))]
    compare = [
        {
            (a, b): "=" if row[a] == row[b] else ">" if row[a] > row[b] else "<"
            for a in states
            for b in states
        }
        for row in model.rank.tolist()
    ]
    return Plain(len(masks), states, moves, compare, masks)


def draw_options(seed: int) -> OptionModel:
    """2 to 5 players, up to six options, ties, infeasible states, one-way options."""
    rng = random.Random(seed)
    players = rng.randint(2, 5)
    n = rng.randint(players, 6 if players < 5 else 5)
    owner = [*range(players), *(rng.randrange(players) for _ in range(n - players))]
    rng.shuffle(owner)
    size = 1 << n
    spread = rng.choice([3, size // 2, 10 * size])
    worth = np.array([[rng.randrange(spread) for _ in range(size)] for _ in range(players)])
    share = rng.choice([0.0, 0.0, 0.2, 0.5])
    feasible = np.array([rng.random() >= share for _ in range(size)])
    feasible[rng.randrange(size)] = True
    one_way = rng.choice([0, 0, 1, 2])
    no_off = sum(1 << b for b in rng.sample(range(n), one_way))
    no_on = rng.choice([0, 0, 1 << rng.randrange(n)])
    names = [f"P{i}" for i in range(players)]
    options = [f"o{b}" for b in range(n)]
    return OptionModel.build(
        names, options, owner, worth, feasible=feasible, no_off=no_off, no_on=no_on
    )


SIGNS = {2: ">>", 1: ">", 0: "=", -1: "<", -2: "<<", 3: "?"}


def draw_graph(seed: int, odd: bool = True) -> tuple[Plain, GraphModel]:
    """2 to 4 players on an explicit graph, not transitive, with unknown and strong pairs."""
    rng = random.Random(seed)
    players, count = rng.randint(2, 4), rng.randint(2, 8)
    states = list(range(count))
    thick = rng.choice([0.15, 0.3])
    moves = [
        {s: {t for t in states if t != s and rng.random() < thick} for s in states}
        for _ in range(players)
    ]
    rank = np.array([[rng.randrange(count) for _ in states] for _ in range(players)], np.int32)
    level = np.array([[r // rng.choice([2, 3]) for r in row] for row in rank.tolist()], np.int32)
    level = np.sort(level, axis=1)[np.arange(players)[:, None], rank.argsort(1).argsort(1)]
    level = np.array(
        [[level[i][rank[i] == r].min() for r in rank[i]] for i in range(players)], np.int32
    )
    pairs = {
        i: [
            (a, b, rng.choice([3, 3, 1, -2]))
            for a, b in combinations(states, 2)
            if odd and rng.random() < 0.15
        ]
        for i in range(players)
    }
    table: list[dict[tuple[int, int], str]] = []
    for i in range(players):
        known = {(a, a): "=" for a in states}
        for a, b in combinations(states, 2):
            up = int(np.sign(rank[i, a] - rank[i, b]))
            code = up * (2 if up and (level[i, a] - level[i, b]) * up > 0 else 1)
            known[a, b], known[b, a] = SIGNS[code], SIGNS[-code]
        for a, b, code in pairs[i]:
            known[a, b], known[b, a] = SIGNS[code], SIGNS[code if code == 3 else -code]
        table.append(known)
    graph = graph_from_moves(
        [f"P{i}" for i in range(players)],
        [str(s) for s in states],
        {i: {s: sorted(moves[i][s]) for s in states} for i in range(players)},
        Relations.build(rank, level, pairs),
    )
    return Plain(players, states, moves, table), graph


FOUR: list[Concept] = ["NASH", "SEQ", "GMR", "SMR"]
EXTENSIONS: list[Extension] = ["a", "b", "c", "d"]


def differences_in_options(seed: int) -> list[str]:
    """Every verdict of every player, and every coalition's, in option form."""
    model = draw_options(seed)
    plain = plain_from_options(model)
    concepts: list[Concept] = [*FOUR, "SIM"]
    fast = judge(model, concepts)
    graph = build_graph(model)
    wrong = []
    rng = random.Random(seed)
    groups = [g for n in range(1, plain.players + 1) for g in combinations(range(plain.players), n)]
    for concept in concepts:
        for i in range(plain.players):
            for s in range(model.size):
                expected = s in plain.states and is_stable(plain, concept, (i,), s)
                if bool(fast[concept][i, s]) != expected:
                    wrong.append(f"seed {seed}: {concept} of player {i} at {s}")
        for group in rng.sample(groups, min(len(groups), 4)):
            found = judge_group(graph, concept, group)
            for place, s in enumerate(plain.states):
                if bool(found[place]) != is_stable(plain, concept, group, s):
                    wrong.append(f"seed {seed}: {concept} of group {group} at {s}")
    return wrong


def differences_in_graphs(seed: int) -> list[str]:
    """Unknown and strong preferences, every group, on graphs that are not transitive."""
    plain, graph = draw_graph(seed)
    wrong = []
    groups = [g for n in (1, 2, 3) for g in combinations(range(plain.players), n)]
    for concept, extension, strong, group in product(FOUR, EXTENSIONS, (False, True), groups):
        found = judge_group(
            graph, concept, group, unknown=extension, strength="strong" if strong else "any"
        )
        for s in plain.states:
            if bool(found[s]) != is_stable(plain, concept, group, s, extension, strong):
                wrong.append(f"seed {seed}: {concept}_{extension} {strong} of {group} at {s}")
    return wrong


def differences_in_foresight(seed: int) -> list[str]:
    """Limited-move stability, and non-myopic stability as its long run."""
    plain, graph = draw_graph(seed, odd=False)
    rank = [dict(enumerate(row)) for row in graph.relations.rank.tolist()]
    limited = limited_of(plain, rank)
    wrong = []
    groups = [g for n in (1, 2) for g in combinations(range(plain.players), n)]
    for group in groups:
        for h in (1, 2, 3, 5):
            found = judge_group(graph, "LMH", group, horizon=h)
            wrong += [
                f"seed {seed}: L_{h} of {group} at {s}"
                for s in plain.states
                if bool(found[s]) != limited(group, s, h)
            ]
        found = judge_group(graph, "NM", group)
        for s in plain.states:
            tail = all(limited(group, s, h) for h in range(40, 80))
            if bool(found[s]) != tail:
                wrong.append(f"seed {seed}: NM of {group} at {s}")
    return wrong


def differences_in_views(seed: int) -> list[str]:
    """Hypergames: each player judges in its own view; what nobody sees is no state."""
    plain, graph = draw_graph(seed)
    rng = random.Random(seed)
    shares = rng.choice([0.1, 0.3])
    seen = [{s for s in plain.states if rng.random() >= shares} for _ in range(plain.players)]
    for some in seen:
        some.add(rng.choice(plain.states))
    views, narrow = [], []
    for some in seen:
        moves = [{s: row[s] & some for s in some} for row in plain.moves]
        narrow.append(Plain(plain.players, sorted(some), moves, plain.compare))
        views.append(without(graph, [str(s) for s in plain.states if s not in some]))
    wrong = []
    for concept, extension in product(FOUR, EXTENSIONS):
        found = judge_hypergame(views, concept, unknown=extension)
        expected = {
            str(s)
            for s in set().union(*seen)
            if all(
                s not in some or is_stable(m, concept, (i,), s, extension)
                for i, (some, m) in enumerate(zip(seen, narrow, strict=True))
            )
        }
        if set(found.equilibria) != expected:
            wrong.append(f"seed {seed}: {concept}_{extension} {found.equilibria} {expected}")
    return wrong


seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_option_form_equals_the_definitions(seed: int) -> None:
    assert differences_in_options(seed) == []


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_graphs_with_odd_preferences_equal_the_definitions(seed: int) -> None:
    assert differences_in_graphs(seed) == []


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_players_who_see_different_states_equal_the_definitions(seed: int) -> None:
    assert differences_in_views(seed) == []


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_foresight_equals_the_definitions(seed: int) -> None:
    assert differences_in_foresight(seed) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_no_difference_on_many_random_models() -> None:
    wrong = [d for seed in range(1200) for d in differences_in_options(seed)]
    wrong += [d for seed in range(800) for d in differences_in_graphs(seed)]
    wrong += [d for seed in range(400) for d in differences_in_views(seed)]
    wrong += [d for seed in range(200) for d in differences_in_foresight(seed)]
    assert wrong == []
