"""The second route over the draws: how often it settles, and how often it answers otherwise."""

from __future__ import annotations

from countermove.solving.play.stationary import certify_draws
from countermove.stressing.decision import Array, best
from countermove.stressing.plays import Playable

__all__ = ["certify_shares"]

MOST_CERTIFIED = 16
LEAST_CERTIFIED = 4
STATES = 20_000
"""States certified in all; a draw of a big game takes seconds."""


def certify_shares(
    play: Playable, theta: Array, values: Array, workers: int | None
) -> tuple[float, float | None, int]:
    """The share of draws whose stationary play did not settle; among those that did, the
    share in which another course is best than in the finite game (None where none did);
    and how many draws were tried: the first of the sequence, which are spread evenly.
    """
    count = STATES // len(play.game.board.states)
    tried = theta[: min(max(count, LEAST_CERTIFIED), MOST_CERTIFIED)]
    found = certify_draws(play.game, tried, threads=workers)
    settled = found.settled
    unsettled = float(1 - settled.mean())
    if not settled.any():
        return unsettled, None, len(tried)
    other = best(found.now[:, play.order]) != best(values[: len(tried)])
    return unsettled, float(other[settled].mean()), len(tried)
