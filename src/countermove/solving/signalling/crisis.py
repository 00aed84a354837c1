"""Crisis bargaining: a threat whose maker may or may not mean it (Lewis and Schultz 2003).

1. The challenger stays silent, which ends at `silence` for it, or threatens.
2. The target gives in (`conceded` to the challenger, `giving_in` to itself) or resists.
3. After resistance the challenger carries the threat out (`fight`, and `fought` to the
   target) or backs down (`caught`, and `kept` to the target).

What carrying it out and being caught are worth to the challenger, and what being fought is
worth to the target, each of them alone knows: to the other side they are normal with the mean
given here and a standard deviation (`doubt_fight`, `doubt_caught`, `doubt_fought`). All else is
known to both. Each side's payoffs are in its own unit and are never compared.

Lewis and Schultz (2003), *Revealing Preferences: Empirical Estimation of a Crisis Bargaining
Game with Incomplete Information*, Political Analysis 11(4); with all three deviations 1 these
are the formulas of Jo (2011) and Crisman-Cox and Gibilisco (2021).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from countermove.records.errors import SettingsError

__all__ = [
    "MOST_SURE",
    "CrisisGame",
    "believe",
    "challenge_chance",
    "cutoff",
    "means_it",
    "resolve",
]

Array = NDArray[np.float64]

MOST_SURE = 38.0
"""Deviations beyond which a chance cannot be told from 0 or 1."""

LEAST_CHANCE = 1e-290

NODES, WEIGHTS = np.polynomial.legendre.leggauss(80)
EVEN = 0.5 * (NODES + 1.0)
SHARES = EVEN**3 * (10.0 - 15.0 * EVEN + 6.0 * EVEN**2)
SHARE_WEIGHTS = 15.0 * (EVEN * (1.0 - EVEN)) ** 2 * WEIGHTS
"""Gauss-Legendre on (0, 1), its points crowded at both ends, where normal tails are steep."""


@dataclass(frozen=True)
class CrisisGame:
    """One threat: seven payoffs and three standard deviations, as the module describes them.

    Raises:
        SettingsError: giving in gains the challenger nothing or costs the target nothing, a
            deviation is not above zero, or a number is not finite.
    """

    silence: float
    conceded: float
    fight: float
    caught: float
    giving_in: float
    kept: float
    fought: float
    doubt_fight: float = 1.0
    doubt_caught: float = 1.0
    doubt_fought: float = 1.0

    def __post_init__(self) -> None:
        if not np.isfinite(list(vars(self).values())).all():
            raise SettingsError("a crisis game takes finite payoffs and deviations")
        if self.conceded <= self.silence:
            raise SettingsError("the challenger must gain by what it asks: conceded > silence")
        if self.kept <= self.giving_in:
            raise SettingsError("the target must lose by giving in: kept > giving_in")
        if min(self.doubt_fight, self.doubt_caught, self.doubt_fought) <= 0:
            raise SettingsError("each deviation takes a number above zero")


def cutoff(game: CrisisGame, resistance: Array | float) -> Array:
    """What the better of fighting and being caught must be worth for a threat to pay.

    `resistance` is the chance that the target resists; at 0 every threat pays (minus infinity).
    """
    with np.errstate(divide="ignore"):
        lost = (game.conceded - game.silence) / np.asarray(resistance, dtype=np.float64)
    return np.asarray(game.conceded - lost, dtype=np.float64)


def challenge_chance(game: CrisisGame, cut: Array | float) -> Array:
    """The chance that the challenger threatens, exact also where it is tiny."""
    fight, caught = tails(game, np.asarray(cut, dtype=np.float64))
    return np.asarray(fight + caught - fight * caught, dtype=np.float64)


def tails(game: CrisisGame, cut: Array) -> tuple[Array, Array]:
    """The chances that fighting, and that being caught, is worth more than `cut`."""
    return (
        ndtr((game.fight - cut) / game.doubt_fight),
        ndtr((game.caught - cut) / game.doubt_caught),
    )


def means_it(game: CrisisGame, cut: Array | float) -> Array:
    """The chance that the challenger threatens and would carry it out.

    That is P(fight > caught and fight > cut): the tail of fighting beyond `cut` is cut into
    shares, and the chance that being caught is worth less is averaged over them, apart above
    and below the mean of being caught, where that chance bends.
    """
    tail, _ = tails(game, np.asarray(cut, dtype=np.float64)[..., None])
    bend = np.minimum(ndtr((game.fight - game.caught) / game.doubt_fight), tail)
    found = np.zeros(tail.shape[:-1])
    for start, width in ((0.0 * bend, bend), (bend, tail - bend)):
        worth = game.fight - game.doubt_fight * ndtri(start + SHARES * width)
        less = ndtr((worth - game.caught) / game.doubt_caught)
        found += width[..., 0] * (less * SHARE_WEIGHTS).sum(axis=-1)
    return found


def believe(game: CrisisGame, cut: Array | float) -> Array:
    """The chance that a threat is meant, by Bayes's rule.

    Where threats are too rare for a number, they come from whichever tail is the thicker.
    """
    threatens = challenge_chance(game, cut)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.minimum(means_it(game, cut) / threatens, 1.0)
    hardly = float((game.fight - game.silence) / game.doubt_fight)
    likelier = hardly > (game.caught - game.silence) / game.doubt_caught
    return np.where(threatens > LEAST_CHANCE, shares, float(likelier))


def resolve(game: CrisisGame, belief: Array | float) -> Array:
    """How far resistance is worth it to a target that holds a threat meant with this chance.

    In its own deviations, at most 38: the chance that it resists is their normal
    distribution function.
    """
    belief = np.asarray(belief, dtype=np.float64)
    with np.errstate(divide="ignore", over="ignore"):
        spare = (game.kept - game.giving_in) / belief
    sure = (game.fought - game.kept + spare) / game.doubt_fought
    return np.asarray(np.clip(sure, -MOST_SURE, MOST_SURE))
