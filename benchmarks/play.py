"""How long play takes: the compiled kernel beside plain NumPy, and Gambit where installed.

    python benchmarks/play.py [--draws 1024] [--threads 2]

The large game has 10 options of the players, 2 of chance, 2 with lead time and 20 steps.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import resource
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermove.records.numbers import keyed_payoffs, number_ranges
from countermove.records.standoffs import Standoff
from countermove.solving.play import Game, compile_game, solve_draws
from countermove.solving.play.efg import write_efg
from countermove.solving.play.layout import Layout
from countermove.solving.play.moves import root, switch, switches, targets
from countermove.solving.play.stages import solve_stages

Array = NDArray[np.float64]
NUDGE = 1 + 1e-12
"""Less than any number is known to; what it moves is decided by rounding."""


def make_standoff(each: int, seed: int = 1) -> Standoff:
    """Two sides with `each` options, additive payoffs and some that join two options.

    None of them lasts: a lasting move has a hazard of its own, which the plain program beside
    the kernel leaves to the independent one of the tests.
    """
    rng = np.random.default_rng(seed)
    names = {side: [f"{side.lower()}{i}" for i in range(each)] for side in "AB"}
    players: list[dict[str, Any]] = []
    for side, own in names.items():
        options = [{"name": n, "label": n} for n in own]
        options[0]["takes"] = [1.0, 3.0, 6.0]  # type: ignore[assignment]
        payoffs = [{"when": n, "per_year": spread(rng)} for n in (*names["A"], *names["B"])]
        for _ in range(each):
            a, b = rng.choice(names["A"]), rng.choice(names["B"])
            payoffs.append({"when": f"{a} and {b}", "per_year": spread(rng)})
        payoffs.append({"when": f"{names['B'][-1]} and busy", "once": spread(rng)})
        payoffs.append({"when": f"storm and not done({own[0]})", "per_year": spread(rng)})
        players.append({"id": side, "name": side, "options": options, "payoffs": payoffs})
    chance = [
        {"name": "busy", "label": "busy", "today": True, "ends_after": [1.0, 3.0, 6.0]},
        {"name": "storm", "label": "storm", "starts_after": 5.0, "ends_after": 0.5},
    ]
    courses = {"hold": (), "one": (names["A"][0],), "all": tuple(names["A"])}
    body = {"title": "benchmark", "question": "?", "subject": "A", "players": players}
    return Standoff.model_validate(body | {"chance": chance, "courses": courses})


def spread(rng: np.random.Generator) -> list[float]:
    """A range of payoff points about a random middle."""
    middle = float(rng.normal() * 5)
    return [middle - 3, middle, middle + 3]


def draw(game: Game, draws: int) -> Array:
    """Random values for the uncertain numbers of a game."""
    rng, ranges = np.random.default_rng(7), number_ranges(game.standoff)
    return np.stack([ranges[key].quantile(rng.random(draws)) for key in game.uncertain], axis=1)


class Plain:
    """The free game in plain NumPy: every state's moves gathered as one dense table."""

    def __init__(self, game: Game) -> None:
        self.game, layout, states = game, game.layout, game.board.states
        self.moves = [self.list_moves(layout, m) for m in range(len(layout.players))]
        self.flips = [
            (np.searchsorted(states, switch(layout, name, lead, states)), name, lead)
            for name, lead in switches(layout)
        ]

    def list_moves(self, layout: Layout, m: int) -> tuple[NDArray[np.int64], Any]:
        states = self.game.board.states
        moved, allowed = targets(layout, m, root(layout, m, states))
        place = np.searchsorted(states, np.where(allowed, moved, states[:, None]))
        return place, allowed

    def solve(self, theta: Array) -> Array:
        """The subject's values today under free play, `(D,)`."""
        return np.array([self.solve_one(row) for row in theta])

    def solve_one(self, row: Array) -> float:
        game = self.game
        numbers = dict(zip(game.numbers, game.likely, strict=True))
        numbers |= dict(zip(game.uncertain, row, strict=True))
        rate, step = np.log1p(numbers["settings.discount"]), numbers["settings.step"]
        steps = round(numbers["settings.look_ahead"] * numbers["settings.horizon"] / step)
        keep = np.exp(-rate * step)
        flow, due = self.price(numbers)
        values = flow / rate
        for t in reversed(range(steps)):
            values = flow * (1 - keep) / rate + keep * values
            for to, name, lead in reversed(self.flips):
                values = self.flip(values, to, name, lead, due, numbers, step)
            point = 1 / rate if t == steps - 1 else (1 - keep) / rate
            for m in reversed(range(len(self.moves))):
                values = self.move(values, m, due, numbers["settings.precision"] / point)
        return float(values[game.start, 0])

    def price(self, numbers: dict[str, float]) -> tuple[Array, list[tuple[Any, int, float]]]:
        game = self.game
        flow = np.zeros((len(game.board.states), len(game.layout.players)))
        due = []
        for p, id in enumerate(game.layout.players):
            for key, payoff in keyed_payoffs(game.standoff.player(id)):
                held = game.layout.truth(payoff.condition, game.board.states)
                value = numbers[key]
                if payoff.once is not None:
                    due.append((held, p, value))
                else:
                    flow[:, p] += held * value
        return flow, due

    def flip(
        self,
        values: Array,
        to: Any,
        name: str,
        lead: bool,
        due: list[tuple[Any, int, float]],
        numbers: dict[str, float],
        step: float,
    ) -> Array:
        layout, states = self.game.layout, self.game.board.states
        on = (states & layout.on[name]) != 0
        owner = next(
            (p for p, own in zip(layout.players, layout.names, strict=True) if name in own), ""
        )
        if lead:
            mean = np.full(len(states), numbers[f"players.{owner}.options.{name}.takes"])
        else:
            ends = numbers.get(f"chance.{name}.ends_after", np.inf)
            mean = np.where(on, ends, numbers.get(f"chance.{name}.starts_after", np.inf))
        p = np.where(to == np.arange(len(states)), 0.0, 1 - np.exp(-step / mean))[:, None]
        gained = values[to].copy()
        for held, i, value in due:
            gained[:, i] += value * (held[to] & ~held)
        return (1 - p) * values + p * gained

    def move(self, values: Array, m: int, due: list[tuple[Any, int, float]], scale: float) -> Array:
        place, allowed = self.moves[m]
        q = values[place]
        for held, i, value in due:
            q[:, :, i] += value * (held[place] & ~held[:, None])
        mine = np.where(allowed, q[:, :, m], -np.inf)
        weights = np.exp(scale * (mine - mine.max(axis=1, keepdims=True)))
        weights /= weights.sum(axis=1, keepdims=True)
        return np.einsum("sa,sap->sp", weights, q)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    for each, plain_draws in ((3, 64), (5, 2)):
        game = compile_game(make_standoff(each))
        theta = draw(game, options.draws)
        start = time.perf_counter()
        solve_draws(game, theta[:1])
        print(
            f"{2 * each} options: {len(game.board.states)} states, first solve (with compiling) "
            f"{time.perf_counter() - start:.2f} s"
        )
        start, used = time.perf_counter(), time.process_time()
        found = solve_draws(game, theta, threads=options.threads, progress=show)
        print(
            f"  kernel, {options.draws} draws, all courses now and kept: "
            f"{time.perf_counter() - start:.1f} s wall, {time.process_time() - used:.1f} s CPU"
        )
        time_outcomes(game, theta[:64])
        compare_plain(game, theta[:plain_draws], options.draws)
        assert np.isfinite(found.now).all()
    compare_gambit()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.2f} GB")


def time_outcomes(game: Game, theta: Array) -> None:
    """What it takes to follow every outcome beside working out what the courses are worth."""
    took = []
    for outcomes in (False, True):
        solve_draws(game, theta[:2], kept=False, outcomes=outcomes, threads=1)
        start = time.process_time()
        solve_draws(game, theta, kept=False, outcomes=outcomes, threads=1)
        took.append((time.process_time() - start) / len(theta))
    print(
        f"  {len(game.outcomes)} outcomes of {len(game.courses)} courses, CPU a draw: "
        f"{took[1] * 1e3:.1f} ms, values alone {took[0] * 1e3:.1f} ms "
        f"({took[1] / took[0]:.1f} times)"
    )


def compare_plain(game: Game, theta: Array, draws: int) -> None:
    """The free game both ways: the same values, and the time for each draw."""
    start = time.process_time()
    plain = Plain(game).solve(theta)
    each = (time.process_time() - start) / len(theta)
    rows = np.tile(game.likely, (len(theta), 1))
    rows[:, game.columns] = theta
    solve_stages(game, rows[0])
    start = time.process_time()
    ours = np.array([solve_stages(game, row).today[game.start, 0] for row in rows])
    mine = (time.process_time() - start) / len(theta)
    moved = np.array([solve_stages(game, row * NUDGE).today[game.start, 0] for row in rows])
    steady = np.isclose(moved, ours, rtol=1e-8)
    # Sharp replies near a tie magnify the last digit of a number over all the steps: where one
    # program by itself tells another value after a nudge, two programs have none to agree on.
    assert steady.mean() >= 0.9, f"{steady.sum()} of {len(rows)} draws can be compared"
    np.testing.assert_allclose(ours[steady], plain[steady], rtol=1e-7, atol=1e-7)
    print(f"  free game: the same both ways in all {steady.sum()} steady draws of {len(rows)}")
    print(
        f"  free game, CPU a draw: kernel {mine * 1e3:.1f} ms, NumPy {each * 1e3:.1f} ms "
        f"({each / mine:.0f} times; {each * draws:.0f} s for {draws} draws)"
    )


def compare_gambit() -> None:
    """A tree small enough for pygambit's agent logit: the same values, and the time of each."""
    if importlib.util.find_spec("pygambit") is None:
        print("Gambit: pygambit is not installed, so there is nothing to compare with")
        return
    pygambit = importlib.import_module("pygambit")
    body = make_standoff(2).model_dump(mode="python", round_trip=True)
    standoff = Standoff.model_validate(body | {"settings": {"step": 1, "horizon": 1}})
    game = compile_game(standoff)
    text = write_efg(game)
    stages = solve_stages(game)
    start = time.perf_counter()
    solve_stages(game)
    ours = time.perf_counter() - start
    tree = pygambit.read_efg(io.StringIO(text))
    start = time.perf_counter()
    pygambit.qre.logit_solve_lambda(tree, float(stages.replies[0].scale))
    theirs = time.perf_counter() - start
    print(
        f"one step as a tree of {text.count(chr(10)) - 2} nodes: kernel {ours * 1e3:.2f} ms, "
        f"pygambit {theirs * 1e3:.1f} ms"
    )


def show(_what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r  {done}/{total}", end="\n" if done == total else "", file=sys.stderr)


if __name__ == "__main__":
    main()
