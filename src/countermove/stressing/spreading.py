"""Draws spread over threads of this machine, or over a Dask cluster: the same bytes either way.

Draws share nothing, so that however they are dealt out each gives the same result; they
are dealt out in rows and put together in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from countermove.records.errors import SettingsError
from countermove.records.progress import Progress, silent
from countermove.records.standoffs import Standoff
from countermove.solving.play import Game, compile_game, solve_draws
from countermove.stressing.decision import Array

__all__ = ["Solved", "Spread", "connect", "spread_over_cluster", "spread_over_threads"]

BATCH = 16
"""Rows in one task of a cluster."""


class Solved(NamedTuple):
    """What each course taken up now is worth to the subject (D, C), and the chances that the
    outcomes hold and that they have held (D, C, T + 1, O), of size nought where not asked for."""

    now: Array
    chances: Array
    ever: Array


Spread = Callable[[Array, bool, Progress], Solved]
"""Solve rows of numbers; the flag asks for chances as well."""


def spread_over_threads(workers: int | None) -> Callable[[Game], Spread]:
    """Solve on `workers` threads of this machine, or on as many as it has.

    Raises:
        SettingsError: `workers` is below 1.
    """
    if workers is not None and workers < 1:
        raise SettingsError(f"{workers} workers cannot do anything; it takes 1 or more")

    def choose(game: Game) -> Spread:
        return lambda theta, outcomes, tell: solve_rows(game, theta, outcomes, workers, tell)

    return choose


def solve_rows(
    game: Game, theta: Array, outcomes: bool, threads: int | None, progress: Progress
) -> Solved:
    """The subject's values, with the chances of outcomes where asked for."""
    drawn = solve_draws(
        game, theta, kept=False, outcomes=outcomes, threads=threads, progress=progress
    )
    return Solved(drawn.now[..., 0], drawn.chances, drawn.ever)


def connect(scheduler: str) -> Any:
    """A client of the Dask cluster at an address such as ``tcp://10.0.0.5:8786``.

    Raises:
        SettingsError: Dask is not installed, or nothing answers there.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise SettingsError(
            "a cluster takes the extra: pip install 'countermove[cluster]'"
        ) from error
    try:
        return distributed.Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers at {scheduler!r}") from error


def spread_over_cluster(client: Any) -> Callable[[Game], Spread]:
    """Solve on the workers of a Dask cluster; each compiles the stand-off once."""

    def choose(game: Game) -> Spread:
        text = game.standoff.model_dump_json()

        def spread(theta: Array, outcomes: bool, progress: Progress) -> Solved:
            parts = [theta[i : i + BATCH] for i in range(0, len(theta), BATCH)]
            tasks = [client.submit(solve_apart, text, p, outcomes, pure=False) for p in parts]
            results = []
            for task in tasks:
                results.append(task.result())
                done = min(len(results) * BATCH, len(theta))
                progress("solving draws", done, len(theta))
            return join(results)

        return spread

    return choose


def solve_apart(text: str, theta: Array, outcomes: bool) -> Solved:
    """Solve rows on a worker of a cluster, on one thread."""
    return solve_rows(compile_text(text), theta, outcomes, 1, silent)


@lru_cache(maxsize=4)
def compile_text(text: str) -> Game:
    """The game of a stand-off written as JSON, compiled once in each process."""
    return compile_game(Standoff.model_validate_json(text))


def join(parts: list[Solved]) -> Solved:
    """Rows one after another; chances padded with NaN where horizons differ."""
    return Solved(
        np.concatenate([part.now for part in parts]),
        join_times([part.chances for part in parts]),
        join_times([part.ever for part in parts]),
    )


def join_times(parts: list[Array]) -> Array:
    """Chances over time one after another, padded with NaN to the longest."""
    longest = max(part.shape[2] for part in parts)
    widths = [((0, 0), (0, 0), (0, longest - part.shape[2]), (0, 0)) for part in parts]
    padded = [np.pad(p, w, constant_values=np.nan) for p, w in zip(parts, widths, strict=True)]
    return np.concatenate(padded)
