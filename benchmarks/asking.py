"""What an interview costs: the first question, the next one, and conditioned draws.

    python benchmarks/asking.py [standoff.yaml] [--draws 1024]

Draws are solved once and kept, as a stress test keeps them; what is timed comes after. The
last line is the time of conditioned draws as a ratio to that of free ones, solving included and
left out. Without a file the bundled case is used.
"""

from __future__ import annotations

import argparse
import importlib.resources
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from countermove.eliciting import draw_free, load_draws, open_interview, save_draws
from countermove.records.halfspaces import list_halfspaces
from countermove.records.numbers import number_ranges
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_levers
from countermove.stressing.conditioning import draw_conditioned

BUNDLED = importlib.resources.files("countermove") / "catalog/worked/kazakhstan-2022/standoff.yaml"
LINE = {"this": "side_with_moscow", "than": "interfere", "by": "AB"}
T = TypeVar("T")


def clock(what: Callable[[], T]) -> tuple[float, T]:
    """Seconds something takes, and what comes of it."""
    start = time.perf_counter()
    found = what()
    return time.perf_counter() - start, found


def judged(standoff: Standoff) -> Standoff:
    """The bundled stand-off with one comparison of Russia's."""
    data = standoff.model_dump(mode="python", round_trip=True)
    data["players"][1]["matters_more"] = [LINE]
    return Standoff.model_validate(data)


def time_draws(standoff: Standoff, keys: tuple[str, ...], draws: int) -> float:
    """Seconds for the draws of the numbers alone."""
    fed = feed_levers(standoff)
    spaces = list_halfspaces(fed)
    generator = np.random.default_rng(7)
    return clock(lambda: draw_conditioned(number_ranges(fed), keys, spaces, draws, generator))[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path(str(BUNDLED)))
    parser.add_argument("--draws", type=int, default=1024)
    given = parser.parse_args()
    standoff = load_standoff(given.file)
    solved, drawn = clock(lambda: draw_free(standoff, given.draws, 7))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.npz"
        save_draws(drawn, path)
        first, interview = clock(lambda: open_interview(standoff, load_draws(path, drawn.stamp)))
    asking, ranked = clock(interview.next)
    print(f"solving the draws {solved:8.2f} s")
    print(f"first question    {first + asking:8.2f} s")
    if ranked is not None:
        following = clock(lambda: interview.answer(ranked.question, "first").next())[0]
        print(f"next question     {following:8.2f} s")
    if given.file == Path(str(BUNDLED)):
        keys = list(drawn.keys)
        free, bound = (time_draws(s, keys, given.draws) for s in (standoff, judged(standoff)))
        ratio = (solved + bound) / (solved + free)
        print(f"conditioned draws {bound / free:8.2f} of free ones, {ratio:.3f} with solving")


if __name__ == "__main__":
    main()
