"""The stationary logit equilibrium beside sgamesolver, on the same games.

    python benchmarks/stationary.py --python PYTHON

PYTHON is an interpreter that has sgamesolver 1.0.2 (Eibelshäuser and Poensgen; MIT), which
needs NumPy 1 and so cannot stand beside this package. It follows the logit path of the whole
stochastic game to the same precision; ours iterates from the finite game. A game of ours with M
movers is theirs with a state for each pair of mover and state; payoffs are scaled so that a
discount at every move is ours at every step, and the precision is the same for every mover.
The game has 2 options of the players and 2 of chance; with 4 of theirs the peer did not end in
four minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermove.records.numbers import likely_values
from countermove.solving.play import Game, compile_game
from countermove.solving.play.stationary import certify_draws

sys.path.insert(0, str(Path(__file__).parent))
from play import Plain, make_standoff

Array = NDArray[np.float64]
LONG = 400.0
"""Years after which the finite game's values are those of the stationary one."""

PEER = """
import json, sys, time, warnings
import numpy as np, sgamesolver
warnings.filterwarnings("ignore")
told = json.load(open(sys.argv[1]))
game = sgamesolver.SGame([np.array(u) for u in told["u"]], [np.array(p) for p in told["phi"]],
                         told["delta"])
path = sgamesolver.homotopy.QRE(game)
path.solver_setup(target_lambda=told["precision"])
path.solver.verbose = False
start = time.perf_counter()
path.solve()
took = time.perf_counter() - start
print(json.dumps({"seconds": took, "value": float(path.equilibrium.values[told["start"], 0])}))
"""


class Chances:
    """Where a state leads within a step by itself, with what falls due on the way."""

    def __init__(self, plain: Plain, numbers: dict[str, float]) -> None:
        self.flow, self.due = plain.price(numbers)
        count, players = self.flow.shape
        step = numbers["settings.step"]
        # Backward steps are linear: on unit values they give the chances, on zeros the dues.
        self.reach = self.back(plain, np.eye(count), [], numbers, step)
        self.paid = self.back(plain, np.zeros((count, players)), self.due, numbers, step)

    @staticmethod
    def back(
        plain: Plain, values: Array, due: list[Any], numbers: dict[str, float], step: float
    ) -> Array:
        for to, name, lead in reversed(plain.flips):
            values = plain.flip(values, to, name, lead, due, numbers, step)
        return values


def write_game(game: Game, numbers: dict[str, float]) -> dict[str, Any]:
    """The game as sgamesolver takes it."""
    plain = Plain(game)
    chances = Chances(plain, numbers)
    movers, count = len(plain.moves), len(game.board.states)
    rate, step = np.log1p(numbers["settings.discount"]), numbers["settings.step"]
    keep = float(np.exp(-rate * step))
    each = keep ** (1 / movers)
    worth = chances.paid + chances.reach @ chances.flow * (1 - keep) / rate
    u, phi = [], []
    for m, (place, allowed) in enumerate(plain.moves):
        level = each ** (movers - 1 - m)
        for s in range(count):
            to = place[s][allowed[s]]
            gain = due_on_the_way(chances.due, s, to, movers) + (
                worth[to] if m == movers - 1 else 0
            )
            # A player's payoffs are scaled so that its precision is the same at its own move.
            scaled = gain * level / each ** (movers - 1 - np.arange(movers))
            shape = [len(to) if p == m else 1 for p in range(movers)]
            u.append(scaled.T.reshape(movers, *shape).tolist())
            onward = np.zeros((len(to), movers * count))
            if m == movers - 1:
                onward[:, :count] = chances.reach[to]
            else:
                onward[np.arange(len(to)), (m + 1) * count + to] = 1.0
            phi.append(onward.reshape(*shape, movers * count).tolist())
    precision = numbers["settings.precision"] * rate / (1 - keep)
    return {"u": u, "phi": phi, "delta": each, "precision": precision, "start": game.start}


def due_on_the_way(due: list[Any], s: int, to: NDArray[np.int64], movers: int) -> Array:
    """What falls due for each player when a move leads from state s to states `to`."""
    found = np.zeros((len(to), movers))
    for held, p, value in due:
        found[:, p] += value * (held[to] & ~held[s])
    return found


def far_value(game: Game) -> float:
    """The game's value to the subject today when play goes on for `LONG` years, by NumPy."""
    likely = game.likely.copy()
    likely[game.numbers.index("settings.horizon")] = LONG
    return Plain(replace(game, likely=likely)).solve_one(game.likely[game.columns])


def run_peer(python: str, told: dict[str, Any]) -> dict[str, float]:
    """The peer's time and its value of the game to the subject today."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.json"
        path.write_text(json.dumps(told))
        done = subprocess.run(
            [python, "-c", PEER, str(path)], capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", help="an interpreter that has sgamesolver")
    options = parser.parse_args()
    if options.python is None:
        print("no interpreter with sgamesolver is named, so there is nothing to compare with")
        return
    game = compile_game(make_standoff(1))
    numbers = likely_values(game.standoff)
    certify_draws(game)
    start = time.perf_counter()
    found = certify_draws(game)
    ours = time.perf_counter() - start
    peer = run_peer(options.python, write_game(game, numbers))
    gap = abs(peer["value"] - far_value(game))
    print(
        f"2 options, {len(game.board.states)} states: ours {ours * 1e3:.1f} ms "
        f"({found.iterations[0]} sweeps), sgamesolver {peer['seconds']:.2f} s "
        f"({peer['seconds'] / ours:.0f} times); values {gap:.1e} points apart"
    )


if __name__ == "__main__":
    main()
