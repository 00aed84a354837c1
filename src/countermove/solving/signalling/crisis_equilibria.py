"""All perfect Bayesian equilibria of the crisis bargaining game.

1. An equilibrium is a chance of resistance that reproduces itself: it sets what must be gained
   for a threat to pay (`cutoff`), that sets how far a threat is believed (`believe`), and that
   sets how far resistance is worth it (`resolve`). Every act is taken by some type, so beliefs
   follow from Bayes's rule alone.
2. It is sought on the scale of `resolve`, where what is nearly certain keeps its digits.
3. Over an interval of that scale the chance that a threat is made and meant, and that it is
   made at all, both fall; so their ratio, and the reply, lie between bounds taken at the two
   ends. An interval that lies outside the bounds of its reply holds no equilibrium.
4. The other intervals are halved until they are narrower than a ten-thousandth; where the
   reply crosses the interval inside one, Brent's method finds the equilibrium; where it only
   touches it, the point of touching is one.

Hence none is missed but two that lie within a ten-thousandth of each other. Lewis and Schultz
(2003); that the game may have several, and that most estimates take one at random, Jo (2011),
*Nonuniqueness of the Equilibrium in Lewis and Schultz's Model*, Political Analysis 19(3).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from countermove.solving.signalling.crisis import (
    MOST_SURE,
    CrisisGame,
    believe,
    challenge_chance,
    cutoff,
    means_it,
    resolve,
)

__all__ = ["CrisisEquilibrium", "find_equilibria"]

Array = NDArray[np.float64]

CELLS = 64
HALVINGS = 14
MOST_CELLS = 1 << 14
TOUCHING = 1e-9
NUDGE = 1e-5


@dataclass(frozen=True)
class CrisisEquilibrium:
    """One equilibrium.

    `threat` is the chance that the challenger threatens, `meant` that a threat is meant,
    `meant_silent` that a challenger which stays silent would have carried one out rather than
    be caught, `resisted` that a threat is resisted. `steady` says that play which strays a
    little from it comes back.
    """

    threat: float
    meant: float
    meant_silent: float
    resisted: float
    steady: bool


def find_equilibria(game: CrisisGame) -> tuple[CrisisEquilibrium, ...]:
    """All perfect Bayesian equilibria, the least resistance first; there is at least one.

    >>> three = CrisisGame(0, 1, -1.9, -1.2, 0, 1, -2.8)
    >>> [round(e.resisted, 7) for e in find_equilibria(three)]
    [0.2964518, 0.4724232, 0.8740314]
    """
    edges = keep_cells(game, np.linspace(-MOST_SURE, MOST_SURE, CELLS + 1))
    found = [root for cells in edges for root in roots_of(game, cells)]
    apart: list[float] = []
    for root in sorted(found):
        if not apart or root - apart[-1] > NUDGE:
            apart.append(root)
    return tuple(describe(game, root) for root in apart)


def reply(game: CrisisGame, sure: Array | float) -> Array:
    """How far resistance is worth it if the challenger expects it to be worth `sure`."""
    return resolve(game, believe(game, cutoff(game, ndtr(sure))))


def surplus(game: CrisisGame, sure: float) -> float:
    """By how much the reply exceeds what was expected; 0 at an equilibrium."""
    return float(reply(game, sure)) - sure


def keep_cells(game: CrisisGame, edges: Array) -> list[Array]:
    """Runs of adjacent narrow cells that may hold an equilibrium, each as its cells' edges."""
    low, high = edges[:-1], edges[1:]
    for _ in range(HALVINGS):
        kept = may_hold(game, low, high)
        low, high = low[kept], high[kept]
        if 2 * len(low) > MOST_CELLS:
            break
        middle = (low + high) / 2
        low, high = np.sort(np.r_[low, middle]), np.sort(np.r_[middle, high])
    kept = may_hold(game, low, high)
    low, high = low[kept], high[kept]
    ends = np.flatnonzero(low[1:] > high[:-1]) + 1
    runs = zip(np.split(low, ends), np.split(high, ends), strict=True)
    return [np.r_[a, b[-1:]] for a, b in runs if len(a)]


def may_hold(game: CrisisGame, low: Array, high: Array) -> NDArray[np.bool_]:
    """Whether each interval meets the bounds of its reply."""
    near, far = cutoff(game, ndtr(low)), cutoff(game, ndtr(high))
    with np.errstate(invalid="ignore", divide="ignore"):
        least = means_it(game, far) / challenge_chance(game, near)
        most = np.minimum(means_it(game, near) / challenge_chance(game, far), 1.0)
    bounds = resolve(game, np.nan_to_num(most, nan=1.0)), resolve(game, np.nan_to_num(least))
    slack = 1e-9 * (1.0 + np.abs(low))  # what rounding may have taken from the bounds
    return np.asarray((bounds[0] <= high + slack) & (bounds[1] >= low - slack))


def roots_of(game: CrisisGame, edges: Array) -> list[float]:
    """The equilibria among some adjacent cells."""
    from scipy.optimize import brentq  # slow to import, and `signal` alone needs it

    values = reply(game, edges) - edges
    found = [float(e) for e, v in zip(edges, values, strict=True) if v == 0]
    for (a, b), (u, v) in zip(pairwise(edges), pairwise(values), strict=True):
        if u * v < 0:
            found.append(float(brentq(lambda x: surplus(game, x), a, b, xtol=1e-14)))
    return found or touching(game, edges)


def touching(game: CrisisGame, edges: Array) -> list[float]:
    """Where the reply touches what was expected without crossing it, if it does."""
    from scipy.optimize import minimize_scalar  # slow to import, as above

    best = minimize_scalar(
        lambda x: abs(surplus(game, x)),
        bounds=(edges[0], edges[-1]),
        method="bounded",
        options={"xatol": 1e-12},
    )
    return [float(best.x)] if best.fun < TOUCHING else []


def describe(game: CrisisGame, sure: float) -> CrisisEquilibrium:
    """The chances at one equilibrium."""
    cut = cutoff(game, ndtr(sure))
    threat, meant = float(challenge_chance(game, cut)), float(means_it(game, cut))
    ever, silent = float(means_it(game, -np.inf)), 1.0 - threat
    slope = (reply(game, sure + NUDGE) - reply(game, sure - NUDGE)) / (2 * NUDGE)
    return CrisisEquilibrium(
        threat=threat,
        meant=float(believe(game, cut)),
        meant_silent=max(0.0, ever - meant) / silent if silent > 0 else 0.0,
        resisted=float(ndtr(sure)),
        steady=bool(slope < 1.0),
    )
