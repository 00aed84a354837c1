"""Free draws of a stand-off's numbers with what each course is worth in them, kept on disk.

Comparisons weigh these draws; none of them solves anything again.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from countermove.records.numbers import number_ranges
from countermove.records.preferences import COMPARED
from countermove.records.progress import Progress, silent
from countermove.records.record import canonical_json, digest
from countermove.records.standoffs import Standoff
from countermove.records.version import VERSION
from countermove.solving.levering import feed_levers
from countermove.stressing.decision import Array
from countermove.stressing.draws import draw_ranges
from countermove.stressing.plays import Playable, open_game
from countermove.stressing.spreading import spread_over_threads
from countermove.stressing.stress import Keep

__all__ = ["Draws", "draw_free", "hash_free", "keep_draws", "load_draws", "save_draws"]


@dataclass(frozen=True)
class Draws:
    """Numbers `theta` (D, N) under `keys`, and the worth `values` (D, C) of `courses` (names and
    labels) to the subject; `stamp` says what they were made from."""

    keys: tuple[str, ...]
    theta: Array
    courses: tuple[str, ...]
    labels: tuple[str, ...]
    values: Array
    stamp: str


def free(standoff: Standoff) -> Standoff:
    """The stand-off without anybody's comparisons."""
    none = dict.fromkeys((*COMPARED, "ranks"), ())
    players = tuple(p.model_copy(update=none) for p in standoff.players)
    return standoff.model_copy(update={"players": players})


def hash_free(standoff: Standoff, draws: int, seed: int) -> str:
    """What free draws depend on, as a hash: comparisons are no part of it."""
    bare = free(standoff).model_dump(mode="json")
    return digest(canonical_json([VERSION, draws, seed, bare]))


def draw_free(
    standoff: Standoff, draws: int = 1024, seed: int = 7, progress: Progress = silent
) -> Draws:
    """Draw and solve, whatever comparisons say.

    Raises:
        StandoffError, TooLargeError, SettingsError: as `stress`.
    """
    fed = feed_levers(free(standoff))
    play = open_game(fed, spread_over_threads(None))
    ranges = number_ranges(fed)
    keys = tuple(n.key for n in play.numbers)
    theta = draw_ranges([ranges[k] for k in keys], draws, np.random.default_rng(seed))

    values = play.solve(theta, progress=progress).now
    return gather(play, theta, values, hash_free(standoff, draws, seed))


def gather(play: Playable, theta: Array, values: Array, stamp: str) -> Draws:
    """Draws of a game with what its courses are worth in them."""
    return Draws(
        keys=tuple(n.key for n in play.numbers),
        theta=theta,
        courses=tuple(c.name for c in play.courses),
        labels=tuple(c.label for c in play.courses),
        values=values,
        stamp=stamp,
    )


def keep_draws(standoff: Standoff, draws: int, seed: int, path: Path) -> Keep:
    """What a stress test is to call with its draws, so that an interview starts from them."""
    stamp = hash_free(standoff, draws, seed)

    def keep(play: Playable, theta: Array, values: Array) -> None:
        save_draws(gather(play, theta, values, stamp), path)

    return keep


def save_draws(draws: Draws, path: Path) -> None:
    """Write draws to a file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        np.savez(
            file,
            keys=np.array(draws.keys),
            theta=draws.theta,
            courses=np.array(draws.courses),
            labels=np.array(draws.labels),
            values=draws.values,
            stamp=np.array(draws.stamp),
        )
    part.replace(path)


def load_draws(path: Path, stamp: str) -> Draws | None:
    """Read draws back; None where there are none, or they were made from something else."""
    try:
        with np.load(path, allow_pickle=False) as found:
            if str(found["stamp"]) != stamp:
                return None
            return Draws(
                keys=tuple(map(str, found["keys"])),
                theta=found["theta"],
                courses=tuple(map(str, found["courses"])),
                labels=tuple(map(str, found["labels"])),
                values=found["values"],
                stamp=stamp,
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None
