"""The inverse question, options off the table, and what can be reached, against brute force."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.records.errors import InputError, SettingsError
from countermove.records.stability import Concept
from countermove.solving.stability import OptionModel, judge, remove_options, wish
from countermove.solving.stability.algorithms.reach import reach
from countermove.solving.stability.questions.evolution import block_move, subject_first
from countermove.solving.stability.questions.inverse import raise_state
from countermove.solving.stability.questions.negotiation import outcome, take_off

FIVE: list[Concept] = ["NASH", "SEQ", "GMR", "SMR", "SIM"]
seeds = st.integers(0, 2**32 - 1)


def draw(rng: random.Random, options: int = 4) -> OptionModel:
    k = rng.randint(2, 3)
    owner = [*range(k), *(rng.randrange(k) for _ in range(options - k))]
    size = 1 << options
    worth = np.array([[rng.randrange(size) for _ in range(size)] for _ in range(k)])
    feasible = np.array([rng.random() > 0.25 for _ in range(size)])
    feasible[0] = True
    return OptionModel.build(
        [f"P{i}" for i in range(k)],
        [f"o{b}" for b in range(options)],
        owner,
        worth,
        feasible=feasible,
        no_off=rng.choice([0, 0, 1]),
    )


def with_rank(model: OptionModel, player: int, state: int, rank: float) -> OptionModel:
    worth = model.rank.astype(float)
    worth[player, state] = rank
    return OptionModel.build(
        model.players,
        model.options,
        model.owner.tolist(),
        worth,
        feasible=model.feasible,
        no_off=model.no_off,
    )


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_the_least_raise_is_enough_and_nothing_less_is(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng)
    state = rng.choice(model.states().tolist())
    for concept in FIVE:
        stable = judge(model, [concept])[concept][:, state]
        changes = {c.player: c for c in wish(model, state, concept)}
        unstable = set(np.flatnonzero(~stable).tolist())
        together = raise_state(model, state, {i: c.level for i, c in changes.items()})
        assert judge(together, [concept])[concept][:, state].all()
        if concept == "SIM":  # there the raise of one may call for more of another
            assert set(changes) >= unstable
            continue
        assert set(changes) == unstable
        for i, change in changes.items():
            enough = with_rank(model, i, state, change.level)
            assert judge(enough, [concept])[concept][i, state]
            less = with_rank(model, i, state, change.level - 0.5)
            assert not judge(less, [concept])[concept][i, state]


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_the_fewest_reversals_are_enough_and_the_fewest(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng)
    state = rng.choice(model.states().tolist())
    for concept in FIVE:
        for change in wish(model, state, concept):
            i = change.player
            assert change.fewest is not None
            if judge(model, [concept])[concept][i, state]:  # SIM: called for by another's raise
                assert change.fewest == ()
                continue
            above = np.flatnonzero(model.rank[i] > model.rank[i, state]).tolist()
            assert set(change.fewest) <= set(above)
            assert judge(demoted(model, i, state, change.fewest), [concept])[concept][i, state]
            for n in range(min(len(change.fewest), 3)):
                for few in combinations(above, n):
                    less = demoted(model, i, state, few)
                    assert not judge(less, [concept])[concept][i, state]


def demoted(model: OptionModel, player: int, state: int, states: tuple[int, ...]) -> OptionModel:
    """The states brought level with `state` in one player's ranking."""
    changed = model
    for s in states:
        changed = with_rank_level(changed, player, s, state)
    return changed


def with_rank_level(model: OptionModel, player: int, state: int, level: int) -> OptionModel:
    return with_rank(model, player, state, float(model.rank[player, level]))


def test_a_wish_for_nothing_possible_is_refused() -> None:
    model = next(m for seed in range(9) if not (m := draw(random.Random(seed))).feasible.all())
    infeasible = int(np.flatnonzero(~model.feasible)[0])
    with pytest.raises(InputError, match="breaks a rule"):
        wish(model, infeasible, "NASH")
    unstable = int(np.flatnonzero(~judge(model, ["NASH"])["NASH"][0] & model.feasible)[0])
    with pytest.raises(SettingsError, match="LMH"):
        wish(model, unstable, "LMH")


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_reach_equals_a_plain_search(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng, 5)
    start = rng.choice(model.states().tolist())
    movers = rng.sample(range(len(model.players)), rng.randint(1, len(model.players)))
    for willing in (False, True):
        found, row = {start: 0}, [start]
        for s in row:
            for j in movers:
                for t in model.moves(j, s).tolist():
                    if t not in found and (not willing or model.better(j, t, s)):
                        found[t] = found[s] + 1
                        row.append(t)
        tree = reach(model, [start], movers, willing=willing)
        assert {s for s in range(model.size) if tree.has(s)} == set(found)
        for s, length in found.items():
            path = tree.path(s)
            assert len(path) == length
            assert all(m.end in model.moves(m.player, m.start).tolist() for m in path)
            assert not willing or all(model.better(m.player, m.end, m.start) for m in path)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_options_off_the_table_equal_a_model_without_them(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng)
    today = rng.choice(model.states().tolist())
    before = outcome(model, today)
    for removed in remove_options(model, today):
        b = removed.option
        start = today & ~(1 << b)
        assert removed.possible == bool(model.feasible[start])
        if not removed.possible:
            continue
        keep = [s for s in range(model.size) if not s >> b & 1]
        smaller = OptionModel.build(
            model.players,
            [o for x, o in enumerate(model.options) if x != b],
            [int(i) for x, i in enumerate(model.owner) if x != b],
            model.rank[:, keep],
            feasible=model.feasible[keep],
            no_off=(model.no_off & ((1 << b) - 1)) | (model.no_off >> (b + 1) << b),
        )
        after = {keep[s] for s in outcome(smaller, keep.index(start))}
        assert set(removed.lost) == {s for s in before if s - (s & 1 << b) not in after}
        assert set(removed.gained) == after - {s - (s & 1 << b) for s in before}


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_what_the_subject_can_block_or_bring_about(seed: int) -> None:
    rng = random.Random(seed)
    model = draw(rng)
    today = rng.choice(model.states().tolist())
    subject = rng.randrange(len(model.players))
    rest = [j for j in range(len(model.players)) if j != subject]
    starts = [today, *model.moves(subject, today).tolist()]
    helped = reach(model, starts, rest, willing=True)
    for state in model.states().tolist():
        free = {v: not reach(model, [v], rest, willing=False).has(state) for v in starts}
        block = block_move(model, subject, today, state)
        assert (block is not None) == any(free.values())
        if block is not None:
            assert free[block[0].end if block else today]
        brought = subject_first(helped, subject, today, state)
        ways = [v for v in starts if reach(model, [v], rest, willing=True).has(state)]
        assert (brought is not None) == bool(ways)
        if brought:
            assert brought[-1].end == state
            assert brought[0].start == today
            assert all(
                model.better(m.player, m.end, m.start) for m in brought if m.player != subject
            )


def test_an_option_the_rules_need_cannot_be_taken_off() -> None:
    model = OptionModel.build(
        ["A", "B"], ["a", "b"], [0, 1], np.zeros((2, 4)), feasible=np.array([0, 1, 0, 1], np.bool_)
    )
    assert take_off(model, 0) is None
    assert [r.possible for r in remove_options(model, 1)] == [False, True]
