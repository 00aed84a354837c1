"""How the answer changes with who moves first, precision, discount, step and horizon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from countermove.records.numbers import likely_values
from countermove.records.results import Table
from countermove.records.standoffs import Standoff
from countermove.solving.play.draws import Draws, solve_draws
from countermove.solving.play.game import Game

__all__ = ["lead_of", "vary"]


def vary(game: Game) -> Table:
    """The best course, its value and its lead over the next, as time and behaviour change."""
    rows = []
    for label, values in solve_variants(game):
        best, value, lead = lead_of(values)
        rows.append((label, game.courses[best].name, value, lead))
    return Table(
        columns=("variant", "best course", "value", "lead over the next"), rows=tuple(rows)
    )


def lead_of(values: np.ndarray) -> tuple[int, float, float | None]:
    """The first best of several values, that value, and by how much it leads the next."""
    best = int(np.argmax(values))
    rest = np.delete(values, best)
    return best, float(values[best]), float(values[best] - rest.max()) if len(rest) else None


def solve_variants(game: Game) -> Iterator[tuple[str, np.ndarray]]:
    """Each variant and what the courses are worth, at the likely values of everything else."""
    yield "as modelled", solve_draws(game, kept=False).now[0, :, 0]
    other: Literal["subject", "other"] = (
        "other" if game.standoff.settings.first == "subject" else "subject"
    )
    words = (
        "the other sides move first" if len(game.layout.players) > 2 else "the other moves first"
    )
    label = words if other == "other" else "the subject moves first"
    yield label, solve_draws(game, kept=False, first=other).now[0, :, 0]
    for player in game.standoff.others[1:]:
        early = solve_draws(game, kept=False, ahead=player.id)
        yield f"{player.name} moves before the other sides", early.now[0, :, 0]
    sharp = solve_draws(game, kept=False, best_reply=True)
    yield "every side replies as well as it can", sharp.now[0, :, 0]
    changes = list(list_settings(game.standoff))
    found = solve_rows(game, np.array([change_numbers(game, values) for _, values in changes]))
    for k, (label, _) in enumerate(changes):
        yield label, found.now[k, :, 0]


def change_numbers(game: Game, values: dict[str, float]) -> list[float]:
    """All numbers at their likely values but for some."""
    numbers = {**dict(zip(game.numbers, game.likely.tolist(), strict=True)), **values}
    return [numbers[key] for key in game.numbers]


WORDS = {
    "precision": "precision",
    "lasting_precision": "precision of what cannot be undone",
    "discount": "discount",
    "step": "step",
}


def list_settings(standoff: Standoff) -> Iterator[tuple[str, dict[str, float]]]:
    """Changes of one setting at a time, in words."""
    likely = likely_values(standoff)
    step, horizon = likely["settings.step"], likely["settings.horizon"]
    for key, word in WORDS.items():
        name = f"settings.{key}"
        yield f"half the {word}", {name: likely[name] / 2}
        yield f"double the {word}", {name: likely[name] * 2}
    yield "one more step", {"settings.horizon": horizon + step}
    yield "one step fewer", {"settings.horizon": max(step, horizon - step)}


def solve_rows(game: Game, numbers: np.ndarray) -> Draws:
    """The game at rows of all numbers, also of those that are certain."""
    every = replace(game, uncertain=game.numbers, columns=np.arange(len(game.numbers)))
    return solve_draws(every, numbers, kept=False)
