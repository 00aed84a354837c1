"""How the answer changes with who moves first, precision, discount, step and horizon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from countermove.records.numbers import likely_values, set_numbers
from countermove.records.results import Table
from countermove.records.standoffs import Standoff
from countermove.solving.play.draws import Draws, solve_draws
from countermove.solving.play.game import Game

__all__ = ["lead_of", "vary"]


def vary(game: Game) -> Table:
    """The best course, its value and its lead over the next, as time and behaviour change."""
    rows = []
    for label, draws in solve_variants(game):
        best, value, lead = lead_of(draws.now[0, :, 0])
        rows.append((label, game.courses[best].name, value, lead))
    return Table(
        columns=("variant", "best course", "value", "lead over the next"), rows=tuple(rows)
    )


def lead_of(values: np.ndarray) -> tuple[int, float, float | None]:
    """The first best of several values, that value, and by how much it leads the next."""
    best = int(np.argmax(values))
    rest = np.delete(values, best)
    return best, float(values[best]), float(values[best] - rest.max()) if len(rest) else None


def solve_variants(game: Game) -> Iterator[tuple[str, Draws]]:
    """Each variant solved at the likely values of everything else."""
    yield "as modelled", solve_draws(game, kept=False)
    other: Literal["subject", "other"] = (
        "other" if game.standoff.settings.first == "subject" else "subject"
    )
    yield f"the {other} moves first", solve_draws(game, kept=False, first=other)
    yield "every side replies as well as it can", solve_draws(game, kept=False, best_reply=True)
    for label, values in list_settings(game.standoff):
        numbers = [{**likely_values(game.standoff), **values}[key] for key in game.numbers]
        yield label, solve_row(game, np.array(numbers))


def list_settings(standoff: Standoff) -> Iterator[tuple[str, dict[str, float]]]:
    """Changes of one setting at a time, in words."""
    likely = likely_values(standoff)
    step, horizon = likely["settings.step"], likely["settings.horizon"]
    for key, word in (("precision", "precision"), ("discount", "discount"), ("step", "step")):
        name = f"settings.{key}"
        yield f"half the {word}", {name: likely[name] / 2}
        yield f"double the {word}", {name: likely[name] * 2}
    yield "one more step", {"settings.horizon": horizon + step}
    yield "one step fewer", {"settings.horizon": max(step, horizon - step)}


def solve_row(game: Game, numbers: np.ndarray) -> Draws:
    """The game at one row of all numbers, also of those that are certain."""
    fixed = set_numbers(game.standoff, dict(zip(game.numbers, numbers.tolist(), strict=True)))
    return solve_draws(refill(game, fixed, numbers), kept=False)


def refill(game: Game, standoff: Standoff, numbers: np.ndarray) -> Game:
    """The same arrays with other likely values, and nothing left uncertain."""
    return type(game)(
        **{
            **vars(game),
            "standoff": standoff,
            "likely": numbers,
            "uncertain": (),
            "columns": np.zeros(0, dtype=np.int64),
        }
    )
