"""What the expected-utility school would forecast from the same sides and numbers.

1. A side's utility of a state is its worth kept for good, from 0 (its worst) to 1 (its best).
2. Its capability is its power over the others: the share of the whole span of another's worth
   that its own options alone decide from today's state, the mean over the others.
3. Salience is taken as equal. The scale runs from 0, what is best for the subject, to 100,
   what is best for the side that presses it; a side stands where its own best state lies.
4. The forecasts are the weighted mean and median, and a probabilistic Condorcet election over
   today's state, every side's best state and the settlements.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.records.bargains import Actor, Contest, Forecast, Settlement
from countermove.solving.bargaining.condorcet import (
    elect_by_incentive,
    elect_conditionally,
    elect_uniformly,
    face,
)
from countermove.solving.bargaining.keeping import Table
from countermove.solving.bargaining.positions import find_mean, find_median
from countermove.solving.play.deals import candidates

__all__ = ["forecast"]

Array = NDArray[np.float64]

WARNING = (
    "This school counts capability as votes. It leaves out who moves when, what changes by "
    "itself, what cannot be undone, and whether a side would keep what it agrees to; capability "
    "is read from what each side's options do to the others, salience is taken as equal. It is "
    "a forecast to set beside play, not in its place."
)


def forecast(table: Table, settlements: tuple[Settlement, ...]) -> Forecast:
    """Median, mean and election over a game's states that can be agreed on now."""
    game = table.game
    places = np.append(candidates(game), game.start)
    utilities = scale(table.keeping[places])
    strengths = measure_power(table, places)
    line = 50.0 * (1.0 + utilities[:, 1] - utilities[:, 0])
    best = [int(np.argmax(utilities[:, m])) for m in range(len(game.layout.players))]
    actors = tuple(
        Actor(
            name=game.standoff.player(id).name,
            capability=float(strengths[m]),
            position=float(line[best[m]]),
            salience=1.0,
        )
        for m, id in enumerate(game.layout.players)
    )
    chosen = contest_places(table, places, best, settlements)
    coalitions = face(strengths, utilities[chosen].T)
    rules = (elect_conditionally, elect_uniformly, elect_by_incentive)
    chances = [rule(coalitions) for rule in rules]
    contests = tuple(
        Contest(
            label=name_state(table, int(places[i])),
            conditional=float(chances[0][k]),
            uniform=float(chances[1][k]),
            incentive=float(chances[2][k]),
        )
        for k, i in enumerate(chosen)
    )
    median, mean = find_median(actors), find_mean(actors)
    return Forecast(
        other=game.layout.players[1],
        actors=actors,
        median=median,
        mean=mean,
        contests=tuple(sorted(contests, key=lambda c: -c.uniform)),
        sentence=say(table, actors, median, mean, contests),
        warning=WARNING,
    )


def scale(worth: Array) -> Array:
    """Each column from 0, its least, to 1, its greatest; one half where all is one."""
    low, high = worth.min(axis=0), worth.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    return np.where(high > low, (worth - low) / span, 0.5)


def measure_power(table: Table, places: NDArray[np.int64]) -> Array:
    """Each side's power over the others, `(players,)`; equal where nobody has any."""
    game, layout = table.game, table.game.layout
    states = game.board.states[places]
    utilities = scale(table.keeping[places])
    own = [layout.own(m) for m in range(len(layout.players))]
    every = sum(own)
    found = np.zeros(len(own))
    for m, bits in enumerate(own):
        # States that differ from today's in this side's options alone.
        alone = (states & every & ~bits) == (layout.today & every & ~bits)
        spans = np.ptp(utilities[alone], axis=0)
        found[m] = np.delete(spans, m).mean()
    return found if found.sum() > 0 else np.ones(len(own))


def contest_places(
    table: Table, places: NDArray[np.int64], best: list[int], settlements: tuple[Settlement, ...]
) -> list[int]:
    """Which states stand for election: today's, every side's best, the settlements."""
    layout, states = table.game.layout, table.game.board.states[places]
    chance = frozenset(n for n in layout.chance if layout.today & layout.on[n])
    wanted = {frozenset(s.state) | chance for s in settlements}
    agreed = [i for i, code in enumerate(states) if frozenset(layout.in_force(int(code))) in wanted]
    return list(dict.fromkeys([len(places) - 1, *best, *agreed]))


def name_state(table: Table, place: int) -> str:
    """What is in force of the sides' options."""
    layout, labels = table.game.layout, table.game.standoff.labels()
    code = int(table.game.board.states[place])
    own = [labels[n] for n in layout.in_force(code) if n not in layout.chance]
    return "; ".join(own) or "Nothing in force on any side"


def say(
    table: Table, actors: tuple[Actor, ...], median: float, mean: float, found: tuple[Contest, ...]
) -> str:
    """The forecast in a sentence."""
    players = table.game.layout.players
    names = [table.game.standoff.player(id).name for id in players[:2]]
    likeliest = max(found, key=lambda c: c.uniform)
    power = ", ".join(f"{a.name} {a.capability:.2f}" for a in actors)
    return (
        f"From 0 (best for {names[0]}) to 100 (best for {names[1]}), the weighted mean is "
        f"{mean:.0f} and the weighted median {median:.0f}, with power {power}. In an election of "
        f"coalitions “{likeliest.label}” wins with {100 * likeliest.uniform:.0f} %."
    )
