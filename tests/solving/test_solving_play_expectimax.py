"""Play equals a brute-force expectimax that shares nothing with the compiled kernel."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from countermove.records.conditions import Condition, parse_condition
from countermove.records.standoffs import Standoff
from countermove.solving.play.clock import value_starts
from countermove.solving.play.draws import solve_draws
from countermove.solving.play.game import compile_game
from countermove.solving.play.passages import chance_kept
from countermove.solving.play.stages import solve_kept_stages, solve_stages

State = tuple[frozenset[str], frozenset[str]]
Forced = Callable[[int, State], frozenset[str] | None]


def holds(condition: Condition, state: State, slow: frozenset[str]) -> bool:
    on, done = state

    def look(name: str, asks_done: bool) -> Any:
        return np.bool_(name in done if asks_done and name in slow else name in on)

    return bool(condition.evaluate(look))


class Expectimax:
    """The game as the documentation tells it, on sets of names, by plain recursion."""

    def __init__(self, standoff: Standoff, first: str, best_reply: bool) -> None:
        self.standoff, self.best_reply = standoff, best_reply
        others = [p.id for p in standoff.others]
        subject = [standoff.subject]
        self.order = subject + others if first == "subject" else others + subject
        self.options = {o.name: o for _, o in standoff.options()}
        self.slow = frozenset(n for n, o in self.options.items() if o.takes is not None)
        self.chance = {c.name: c for c in standoff.chance}
        self.rules = [parse_condition(r) for r in standoff.rules]
        s = standoff.settings
        self.years = s.step.likely
        self.printed = max(1, round(s.horizon.likely / self.years))
        self.steps = max(self.printed, round(s.look_ahead.likely * s.horizon.likely / self.years))
        self.rate = math.log(1 + s.discount.likely)
        self.keep = math.exp(-self.rate * self.years)
        self.precision = s.precision.likely
        self.annuity = s.lasting_precision.likely * self.rate
        self.decisions = s.decisions.likely * self.years
        self.switches = sorted(self.slow) + sorted(self.chance)
        self.payoffs = [
            (i, payoff.condition, payoff.per_year, payoff.once)
            for i, player in enumerate(standoff.players)
            for payoff in player.payoffs
        ]

    def today(self) -> State:
        on = self.standoff.today()
        return on, frozenset(n for n in on & self.slow if self.options[n].done_today)

    def allowed(self, state: State) -> bool:
        return all(holds(r, state, self.slow) for r in self.rules)

    def moves(self, player: str, state: State) -> list[State]:
        own = sorted(o.name for o in self.standoff.player(player).options)
        found = []
        for bits in itertools.product((False, True), repeat=len(own)):
            chosen = frozenset(n for n, b in zip(own, bits, strict=True) if b)
            if any(self.options[n].lasting and n in state[0] and n not in chosen for n in own):
                continue
            if any(self.options[n].only_off and n in chosen - state[0] for n in own):
                continue
            moved = self.set_own(player, state, chosen)
            if self.allowed(moved):
                found.append(moved)
        return found

    def set_own(self, player: str, state: State, chosen: frozenset[str]) -> State:
        own = {o.name for o in self.standoff.player(player).options}
        on = (state[0] - own) | chosen
        return on, state[1] & on

    def come_near(self, player: str, state: State, course: frozenset[str]) -> State:
        """The course, or the allowed move fewest options away from it and what lasts."""
        own = {o.name for o in self.standoff.player(player).options}
        wanted = course | {n for n in state[0] & own if self.options[n].lasting}
        wanted -= {n for n in own - state[0] if self.options[n].only_off}
        options = self.moves(player, state)
        order = {n: i for i, n in enumerate(sorted(own))}

        def rank(moved: State) -> tuple[int, int]:
            mine = moved[0] & own
            return len(mine ^ wanted), sum(1 << order[n] for n in mine)

        return min(options, key=rank)

    def due(self, old: State, new: State) -> np.ndarray:
        total = np.zeros(len(self.standoff.players))
        for i, condition, _, once in self.payoffs:
            if once is not None and holds(condition, new, self.slow):
                total[i] += 0.0 if holds(condition, old, self.slow) else once.likely
        return total

    def flow(self, state: State) -> np.ndarray:
        total = np.zeros(len(self.standoff.players))
        for i, condition, per_year, _ in self.payoffs:
            if per_year is not None and holds(condition, state, self.slow):
                total[i] += per_year.likely
        return total

    def solve(self, forced: Forced, outcome: str) -> tuple[np.ndarray, np.ndarray]:
        """Values today by player in the file's order, and two chances: that the outcome holds at
        the horizon, and that it has held at a step's end by then."""
        names = [p.id for p in self.standoff.players]

        @cache
        def value(t: int, turn: int, state: State) -> tuple[np.ndarray, np.ndarray]:
            worth, p = play(t, turn, state)
            if turn > 0 or not 0 < t <= self.printed:
                return worth, p
            there = float(outcome in state[0])
            now, later = (there, 0.0) if t == self.printed else p
            return worth, np.array([now, max(there, later)])

        def play(t: int, turn: int, state: State) -> tuple[np.ndarray, np.ndarray]:
            if t == self.steps:
                return self.flow(state) / self.rate, np.zeros(2)
            if turn == len(self.order):
                return chance(t, 0, state)
            player = self.order[turn]
            setting = forced(t, state) if player == self.standoff.subject else None
            if setting is not None:
                moved = self.come_near(player, state, setting)
                worth, p = value(t, turn + 1, moved)
                return worth + self.due(state, moved), p
            ways = []
            for moved in self.moves(player, state):
                worth, p = value(t, turn + 1, moved)
                ways.append((worth + self.due(state, moved), p, moved))
            weights = self.weigh(t, player, state, [w[0][names.index(player)] for w in ways], ways)
            return (
                sum((w * way[0] for w, way in zip(weights, ways, strict=True)), np.zeros(1)),
                sum((w * way[1] for w, way in zip(weights, ways, strict=True)), np.zeros(2)),
            )

        @cache
        def chance(t: int, j: int, state: State) -> tuple[np.ndarray, np.ndarray]:
            if j == len(self.switches):
                worth, p = value(t + 1, 0, state)
                accrued = self.flow(state) * (1 - self.keep) / self.rate
                return accrued + self.keep * worth, p
            stay, stays = chance(t, j + 1, state)
            switched = self.switch(self.switches[j], state)
            if switched is None:
                return stay, stays
            moved, mean = switched
            odds = 1 - math.exp(-self.years / mean) if mean > 0 else 1.0
            worth, p = chance(t, j + 1, moved)
            gained = worth + self.due(state, moved)
            return (1 - odds) * stay + odds * gained, (1 - odds) * stays + odds * p

        return value(0, 0, self.today())

    def switch(self, name: str, state: State) -> tuple[State, float] | None:
        on, done = state
        if name in self.slow:
            takes = self.options[name].takes
            if name not in on or name in done or takes is None:
                return None
            moved, mean = (on, done | {name}), takes.likely
        else:
            c = self.chance[name]
            time = c.ends_after if name in on else c.starts_after
            if time is None:
                return None
            moved, mean = (on ^ {name}, done), time.likely
        return (moved, mean) if self.allowed(moved) else None

    def weigh(
        self, t: int, player: str, state: State, worths: list[float], ways: list[Any]
    ) -> list[float]:
        top = max(worths)
        if not self.best_reply:
            last = t == self.steps - 1
            year_point = (1.0 if last else 1 - self.keep) / self.rate
            return self.weigh_nests(state, worths, ways, self.precision / year_point)
        near = [i for i, w in enumerate(worths) if w >= top - 1e-9 * (1 + abs(top))]
        own = sorted(o.name for o in self.standoff.player(player).options)

        def rank(i: int) -> tuple[int, int]:
            on = ways[i][2][0]
            return len(on ^ state[0]), sum(1 << k for k, n in enumerate(own) if n in on)

        best = min(near, key=rank)
        return [float(i == best) for i in range(len(worths))]

    def weigh_nests(
        self, state: State, worths: list[float], ways: list[Any], scale: float
    ) -> list[float]:
        """Logit among moves that change the same options for good; between the sets of those,
        occasions to decide come so many times a step on average (Poisson), with odds to nothing
        for good that are exp(x)."""
        begun = [
            frozenset(n for n in way[2][0] ^ state[0] if n in self.options and self.final(n))
            for way in ways
        ]
        best = {g: max(w for w, b in zip(worths, begun, strict=True) if b == g) for g in begun}
        nothing: frozenset[str] = frozenset()
        odds = {g: math.exp(self.annuity * (v - best[nothing])) for g, v in best.items() if g}
        total = sum(odds.values())
        stays = math.exp(-self.decisions * total / (1 + total))
        chance = {g: (1 - stays) * o / total for g, o in odds.items()}
        chance[nothing] = stays
        raw = [math.exp(scale * (w - best[b])) for w, b in zip(worths, begun, strict=True)]
        sums = {g: sum(r for r, b in zip(raw, begun, strict=True) if b == g) for g in best}
        return [chance[b] * r / sums[b] for r, b in zip(raw, begun, strict=True)]

    def final(self, name: str) -> bool:
        return self.options[name].lasting or self.options[name].only_off


def draw_condition(rng: np.random.Generator, names: list[str], slow: list[str]) -> str:
    """A random condition over a few names."""
    atoms = [*names, *(f"done({n})" for n in slow)]
    a, b = (str(x) for x in rng.choice(atoms, 2))
    forms = (a, f"not {a}", f"{a} and not {b}", f"{a} or {b}", f"{a} and {b}", f"{a} implies {b}")
    return str(rng.choice(forms))


def draw_standoff(seed: int) -> Standoff:
    """A small random stand-off of two or three players, with everything the format has."""
    rng = np.random.default_rng(seed)
    sides = ["A", "B", "C"][: int(rng.choice([2, 2, 3]))]
    players: list[dict[str, Any]] = []
    for id in sides:
        options = []
        for i in range(int(rng.integers(1, 3 if len(sides) == 2 else 2))):
            option: dict[str, Any] = {"name": f"{id.lower()}{i}", "label": f"{id}{i}"}
            option |= {"lasting": bool(rng.random() < 0.3), "today": bool(rng.random() < 0.25)}
            if not option["lasting"]:
                once = np.random.default_rng((seed, ord(id), i)).random(2)
                option |= {"only_off": bool(once[0] < 0.4)}
                option["today"] |= bool(option["only_off"] and once[1] < 0.8)
            if rng.random() < 0.35:
                option |= {"takes": float(rng.choice([0.0, 0.7, 2.0]))}
                option |= {"done_today": bool(rng.random() < 0.5)}
            options.append(option)
        players.append({"id": id, "name": id, "options": options})
    chance: list[dict[str, Any]] = []
    for i in range(int(rng.integers(0, 3 if len(sides) == 2 else 2))):
        c: dict[str, Any] = {"name": f"x{i}", "label": f"X{i}", "today": bool(rng.random() < 0.5)}
        if rng.random() < 0.7:
            c["ends_after"] = float(rng.choice([0.0, 0.5, 3.0]))
        if rng.random() < 0.5:
            c["starts_after"] = float(rng.choice([0.5, 3.0]))
        chance.append(c)
    names = [o["name"] for p in players for o in p["options"]] + [c["name"] for c in chance]
    slow = [o["name"] for p in players for o in p["options"] if "takes" in o]
    for p in players:
        p["payoffs"] = [
            {
                "when": draw_condition(rng, names, slow),
                str(rng.choice(["per_year", "once"])): float(np.round(rng.normal() * 4, 2)),
            }
            for _ in range(int(rng.integers(1, 5)))
        ]
    settings = {
        "step": float(rng.choice([0.5, 1.0])),
        "horizon": float(rng.choice([1.0, 2.0])),
        "discount": float(rng.choice([0.05, 0.3])),
        "precision": float(rng.choice([0.3, 1.0, 4.0])),
        "lasting_precision": float(np.random.default_rng(seed).choice([0.05, 0.3, 2.0])),
        "decisions": float(np.random.default_rng(seed + 1).choice([0.5, 1.0, 3.0])),
        "look_ahead": float(np.random.default_rng(seed + 2).choice([1.0, 1.5, 2.0])),
        "first": str(rng.choice(["subject", "other"])),
    }
    body: dict[str, Any] = {"title": "t", "question": "q", "subject": "A", "settings": settings}
    body |= {"players": players, "chance": chance}
    standoff = Standoff.model_validate(body)
    rules = tuple(draw_condition(rng, names, []) for _ in range(int(rng.integers(0, 3))))
    oracle = Expectimax(standoff, "subject", False)
    kept = [r for r in rules if holds(parse_condition(r), oracle.today(), oracle.slow)]
    return Standoff.model_validate(body | {"rules": kept})


def draw_exclusive(seed: int) -> Standoff:
    """A random stand-off whose two chances exclude each other, with rules over them and moves."""
    drawn, rng = draw_standoff(seed), np.random.default_rng(seed)
    chance: list[dict[str, Any]] = []
    for i in range(2):
        c: dict[str, Any] = {"name": f"x{i}", "label": f"X{i}"}
        c["today"] = bool(not any(x["today"] for x in chance) and rng.random() < 0.4)
        c["starts_after"] = float(rng.choice([0.5, 3.0]))
        if rng.random() < 0.5:
            c["ends_after"] = float(rng.choice([0.0, 0.5, 3.0]))
        chance.append(c)
    more = [str(r) for r in ("x0 implies a0", "a0 implies x0", "x1", "b0 implies not x1")]
    wanted = ["at most one of (x0, x1)", *rng.choice(more, int(rng.integers(0, 3)), False)]
    body = drawn.model_dump() | {"chance": chance, "rules": []}
    oracle = Expectimax(Standoff.model_validate(body), "subject", False)
    today = oracle.today()
    rules = [str(r) for r in wanted if holds(parse_condition(str(r)), today, oracle.slow)]
    return Standoff.model_validate(body | {"rules": rules})


def check_equal(standoff: Standoff, best_reply: bool) -> None:
    oracle = Expectimax(standoff, standoff.settings.first, best_reply)
    game = compile_game(standoff)
    draws = solve_draws(game, outcomes=True, best_reply=best_reply)
    side_by_side = solve_draws(game, best_reply=best_reply)
    np.testing.assert_allclose(side_by_side.now, draws.now, rtol=1e-9, atol=1e-9)
    files = [p.id for p in standoff.players]
    columns = [files.index(id) for id in draws.players]
    outcome = game.outcomes[0].name
    for c, course in enumerate(game.courses):
        setting = frozenset(course.options)
        worth, chances = oracle.solve(partial(take_up, setting, frozenset(), 0), outcome)
        np.testing.assert_allclose(draws.now[0, c], worth[columns], rtol=1e-9, atol=1e-9)
        today = float(outcome in standoff.today())
        assert draws.chances[0, c, oracle.printed, 0] == pytest.approx(chances[0], abs=1e-9)
        assert draws.ever[0, c, -1, 0] == pytest.approx(max(today, chances[1]), abs=1e-9)
        worth, chances = oracle.solve(partial(keep, setting), outcome)
        np.testing.assert_allclose(draws.kept[0, c], worth[columns], rtol=1e-9, atol=1e-9)
        stages = solve_kept_stages(game, c, best_reply=best_reply)
        assert chance_kept(game, stages, c)[0] == pytest.approx(chances[0], abs=1e-9)


def check_waits(standoff: Standoff, best_reply: bool) -> None:
    """Holding still for some steps, with as many steps of play afterwards as the horizon has."""
    oracle = Expectimax(standoff, standoff.settings.first, best_reply)
    game, waits = compile_game(standoff), 2
    horizon = oracle.steps
    later, now = value_starts(game, solve_stages(game, best_reply=best_reply, more=waits), waits)
    columns = [[p.id for p in standoff.players].index(id) for id in game.layout.players]
    mine = {o.name for o in standoff.player("A").options}
    today = frozenset(standoff.today() & mine)
    for c, course in enumerate(game.courses):
        setting = frozenset(course.options)
        for wait in range(waits + 1):
            oracle.steps = horizon + wait
            for found, policy in (
                (later, partial(take_up, setting, today, wait)),
                (now, partial(take_up, setting, today, 0)),
            ):
                check_close(oracle, policy, found[c, wait], columns)


def check_close(oracle: Expectimax, forced: Forced, found: np.ndarray, columns: list[int]) -> None:
    """Equal to a billionth, or where near-ties magnify rounding, to what rounding does.

    Sharp replies over several steps can make a value follow the last digit of a number a
    hundred million times over; then the oracle itself is moved by one unit in the last place.
    """
    worth, _ = oracle.solve(forced, "")
    if np.allclose(found, worth[columns], rtol=1e-9, atol=1e-9):
        return
    exact = oracle.keep
    oracle.keep = exact * (1 + 1e-15)
    nudged, _ = oracle.solve(forced, "")
    oracle.keep = exact
    slack = 3 * float(np.abs(nudged - worth).max())
    assert slack < 1e-6
    np.testing.assert_allclose(found, worth[columns], rtol=1e-9, atol=slack)


def take_up(
    setting: frozenset[str], now: frozenset[str], wait: int, t: int, _: State
) -> frozenset[str] | None:
    """Hold still for some steps, take the course up, and then play freely."""
    return setting if t == wait else (now if t < wait else None)


def keep(setting: frozenset[str], t: int, _: State) -> frozenset[str]:
    """The course at every step."""
    return setting


@pytest.mark.parametrize("seed", range(40))
def test_play_equals_expectimax(seed: int) -> None:
    standoff, best_reply = draw_standoff(seed), seed % 4 == 0
    check_equal(standoff, best_reply)
    check_waits(standoff, best_reply)


@pytest.mark.parametrize("seed", range(30))
def test_play_with_chances_that_exclude_each_other_equals_expectimax(seed: int) -> None:
    check_equal(draw_exclusive(seed), seed % 4 == 0)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_exclusive_chances_on_five_hundred(block: int) -> None:
    for seed in range(5000 + 25 * block, 5025 + 25 * block):
        check_equal(draw_exclusive(seed), seed % 4 == 0)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(24))
def test_play_equals_expectimax_on_six_hundred(block: int) -> None:
    for seed in range(1000 + 25 * block, 1025 + 25 * block):
        standoff, best_reply = draw_standoff(seed), seed % 4 == 0
        check_equal(standoff, best_reply)
        check_waits(standoff, best_reply)
