"""Deals: states every side would rather have kept for good than what play leads to.

Points are never compared between players: a deal is better for each by its own measure, and
deals are listed unless another is better for all. Each comes with who would break it (who
gains by one move of its own, play then going on as solved), and what would hold it. Where
play leads is worked out with every side replying as well as it can: against logit play,
whose slips cost something, mere quiet would already count as a deal.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.phrasing.stakes import say_against
from countermove.records.numbers import keyed_payoffs
from countermove.records.results import Deal
from countermove.records.stakes import stake_of
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import back_to_moves, start_values
from countermove.solving.play.stages import Stages, begin, solve_stages
from countermove.solving.play.timing import fill_numbers

__all__ = ["find_deals"]

Array = NDArray[np.float64]

MOST_DEALS = 5
LEAST_GAIN = 1e-6


class Break(NamedTuple):
    """The move that tempts a player most away from a deal: where to, and by how much."""

    to: int
    gain: float


def find_deals(game: Game, theta: Array | None = None) -> tuple[Deal, ...]:
    """Deals at one row of the uncertain numbers (likely values without), best for the
    subject first, at most five.
    """
    row = None if theta is None else np.asarray(theta, dtype=np.float64).reshape(1, -1)
    numbers = fill_numbers(game, row)[0]
    stages = solve_stages(game, numbers, best_reply=True, kept=1)
    now = [begin(game, stages, 0, c)[game.starts.today] for c in range(len(game.courses))]
    expected = max(now, key=lambda values: values[0])
    keeping = keep_all(stages)
    places = candidates(game)
    gains = keeping[places] + paid_on_entry(game, places, numbers) - expected
    better = np.flatnonzero((gains > LEAST_GAIN).all(axis=1))
    order = undominated(better, gains)[:MOST_DEALS]
    return tuple(describe(game, stages, keeping, int(places[i]), gains[i]) for i in order)


def keep_all(stages: Stages) -> Array:
    """What each state is worth to each player `(S, P)` if nobody moves any more."""
    values: Array = start_values(stages.flow, stages.rate)
    for _ in stages.replies:
        values = back_to_moves(
            stages.board,
            stages.paid,
            stages.odds,
            stages.flow,
            stages.rate,
            stages.years,
            values,
        )
    return values


def candidates(game: Game) -> NDArray[np.int64]:
    """States that can be agreed on now: chance as today, nothing done that is not yet."""
    layout, states = game.layout, game.board.states
    chance = sum(layout.on[name] for name in layout.chance)
    fits = (states & chance) == (layout.today & chance)
    for name, bit in layout.done.items():
        done = ((states & layout.on[name]) != 0) & bool(layout.today & bit)
        fits &= ((states & bit) != 0) == done
    fits &= states != layout.today
    return np.flatnonzero(fits)


def paid_on_entry(game: Game, places: NDArray[np.int64], numbers: Array) -> Array:
    """Payments due to each player when today's state becomes each candidate."""
    layout, states = game.layout, game.board.states[places]
    today = np.full_like(states, layout.today)
    place = {key: i for i, key in enumerate(game.numbers)}
    paid = np.zeros((len(states), len(layout.players)))
    for p, id in enumerate(layout.players):
        for key, payoff in keyed_payoffs(game.standoff.player(id)):
            if payoff.once is not None:
                newly = layout.truth(payoff.condition, states)
                newly = newly & ~layout.truth(payoff.condition, today)
                paid[:, p] += newly * numbers[place[key]]
    return paid


def undominated(better: NDArray[np.int64], gains: Array) -> list[int]:
    """Those of the rows to which no other is better for all, best for the subject first."""
    kept = []
    for i in better:
        others = gains[better]
        worse = (others >= gains[i]).all(axis=1) & (others > gains[i] + LEAST_GAIN).any(axis=1)
        if not worse.any():
            kept.append(int(i))
    return sorted(kept, key=lambda i: (-gains[i, 0], i))


def tempt(game: Game, stages: Stages, keeping: Array, place: int, mover: int) -> Break | None:
    """The mover's best way out of a deal, if it gains by one."""
    board = game.board
    c = board.class_of[mover, place]
    edges = slice(board.first[c], board.first[c + 1])
    # Staying is judged by the deal's own worth, so it is not among the ways out.
    worth = (
        stages.after[0][mover][board.target[edges], mover] + stages.paid[board.due[edges], mover]
    )
    worth = np.where(board.target[edges] == place, -np.inf, worth)
    best = int(np.argmax(worth))
    gain = float(worth[best] - keeping[place, mover])
    return Break(int(board.target[edges][best]), gain) if gain > LEAST_GAIN else None


def describe(game: Game, stages: Stages, keeping: Array, place: int, gains: Array) -> Deal:
    """One deal with its gains, breakers and what would hold it."""
    layout = game.layout
    code = int(game.board.states[place])
    theirs = tuple(n for n in layout.in_force(code) if n not in layout.chance)
    labels = game.standoff.labels()
    label = "; ".join(labels[n] for n in theirs) or "Nothing in force on either side"
    breaks = {
        id: found
        for m, id in enumerate(layout.players)
        if (found := tempt(game, stages, keeping, place, m)) is not None
    }
    return Deal(
        state=theirs,
        label=label,
        gains={id: float(gains[m]) for m, id in enumerate(layout.players)},
        breakers=tuple(breaks),
        sentence=" ".join(
            [
                f"Every side gains if this is kept: {label}.",
                *holding(game, place, breaks, stages.rate),
            ]
        ),
    )


def holding(game: Game, place: int, breaks: dict[str, Break], rate: float) -> list[str]:
    """Who would break a deal and what would hold it, in words."""
    if not breaks:
        return ["Nobody gains by breaking it, since play as solved would follow."]
    labels, layout = game.standoff.labels(), game.layout
    found = []
    for id, way in breaks.items():
        old, new = int(game.board.states[place]), int(game.board.states[way.to])
        own = layout.names[layout.players.index(id)]
        on = [f"beginning: {labels[n]}" for n in own if layout.on[n] & new & ~old]
        off = [f"ending: {labels[n]}" for n in own if layout.on[n] & old & ~new]
        found.append(
            f"{game.standoff.player(id).name} would break it by {'; '.join(on + off)}; a cost of "
            f"more than {weigh(game, id, way.gain * rate)} every year on doing so would hold it."
        )
    return found


def weigh(game: Game, player: str, value: float) -> str:
    """The size of a value against a player's stake."""
    stake = stake_of(game.standoff, player)
    return say_against(value, stake.worth, stake.label)
