"""`solve`: what is stable and why, how play unfolds, what the readings and levers say."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.records.numbers import likely_values
from countermove.records.progress import Progress, named, silent
from countermove.records.record import canonical_json, digest
from countermove.records.results import Solution
from countermove.records.stability import Concept
from countermove.records.standoffs import Standoff
from countermove.records.version import VERSION
from countermove.solving.diagnosing import diagnose
from countermove.solving.levering import cost_levers, feed_payoffs
from countermove.solving.play.deals import find_deals
from countermove.solving.play.game import compile_game
from countermove.solving.play.unfolding import unfold
from countermove.solving.stability import DEFAULT_CONCEPTS, analyse, describe_difference

__all__ = ["hash_standoff", "solve"]

STAGES = ("what is stable now", "what is stable later", "play", "readings", "levers")


def solve(
    standoff: Standoff,
    *,
    concepts: Sequence[Concept] = DEFAULT_CONCEPTS,
    moves_ahead: int = 3,
    wanted: Sequence[Sequence[str]] = (),
    progress: Progress = silent,
) -> Solution:
    """Solve a stand-off at its likely values by every method.

    What its levers cost is first fed into the payoffs (`feed_payoffs`). `concepts` are those
    of stability (`moves_ahead` is how far LMH looks), `wanted` states (sets of options in
    force) to answer the inverse question for. `progress` is
    told the name of each part before it begins, and how far a part is that takes long.

    Raises:
        StandoffError: the stand-off cannot be as it is described.
        SettingsError: there is no such concept.
        TooLargeError: it will not fit in memory.
    """

    def begin(stage: int) -> None:
        progress(STAGES[stage], 0, 100)

    def meter(stage: int) -> Progress:
        return named(progress, STAGES[stage])

    fed = feed_payoffs(standoff)
    game = compile_game(fed)  # first, since it refuses what is too large by counting states
    begin(0)
    now = analyse(fed, "now", concepts, progress=meter(0), horizon=moves_ahead, wanted=wanted)
    begin(1)
    later = analyse(fed, "later", concepts, progress=meter(1), horizon=moves_ahead, wanted=wanted)
    begin(2)
    play = unfold(game)
    deals = find_deals(game)
    begin(3)
    diagnoses = diagnose(fed)
    begin(4)
    return Solution(
        standoff_sha256=hash_standoff(standoff),
        version=VERSION,
        settings=list_settings(fed),
        now=now,
        later=later,
        difference=describe_difference(now, later),
        play=play,
        diagnoses=diagnoses,
        levers=cost_levers(fed),
        deals=deals,
    )


def hash_standoff(standoff: Standoff) -> str:
    """The SHA-256 of a stand-off's canonical JSON."""
    return digest(canonical_json(standoff.model_dump(mode="json")))


def list_settings(standoff: Standoff) -> dict[str, str | float | int | bool]:
    """Time and behaviour at their likely values, and who moves first."""
    numbers = likely_values(standoff)
    settings: dict[str, str | float | int | bool] = {
        key.removeprefix("settings."): value
        for key, value in numbers.items()
        if key.startswith("settings.")
    }
    return settings | {"first": standoff.settings.first}
