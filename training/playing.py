"""What the game says of a text: the chance of each event by each year, over draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats.qmc import Sobol

from countermove.framing import frame
from countermove.framing.playbook_scales import Scales
from countermove.records.events import Event
from countermove.records.numbers import number_ranges
from countermove.records.ranges import Duration, Range
from countermove.solving.play import compile_game, solve_draws

YEARS = (1, 2, 5, 10)


def play_text(
    events: Sequence[Event], scales: Scales, *, draws: int = 32, step: float = 0.5
) -> dict[tuple[str, int], float]:
    """By event and year, the mean chance that it has happened by then; on the course *hold*."""
    standoff = frame(events, subject="ISL", other="NOR", scales=scales)
    settings = standoff.settings.model_copy(
        update={
            "step": Duration.model_validate(step),
            "horizon": Duration.model_validate(float(YEARS[-1])),
            "discount": Range.model_validate(0.05),
        }
    )
    asked = {
        "settings": settings,
        "courses": {"hold": standoff.courses["hold"]},
        "outcomes": tuple(o for o in standoff.outcomes if o.counts_as),
    }
    game = compile_game(standoff.model_copy(update=asked), kept=False)
    found = solve_draws(game, draw(game, draws), kept=False, outcomes=True, threads=1)
    return {
        (o.counts_as, years): float(found.ever[:, 0, round(years / step), i].mean())
        for i, o in enumerate(game.outcomes)
        for years in YEARS
    }


def draw(game, draws: int) -> NDArray[np.float64]:
    """The same evenly spread points for every scale."""
    ranges = number_ranges(game.standoff)
    points = Sobol(len(game.uncertain), scramble=True, rng=7).random(draws)
    columns = [ranges[key].quantile(points[:, i]) for i, key in enumerate(game.uncertain)]
    return np.stack(columns, axis=1)
