"""Probabilistic Condorcet election: how likely each option is to win a contest of coalitions.

1. Over two options each actor backs the one it prefers, with its strength times the difference
   of its utilities; the sums are the strengths c_ij of i's coalition against j's.
2. i beats j with chance P_ij = c_ij² / (c_ij² + c_ji²), one half where nobody cares.
3. *Conditional*: p_i is proportional to the product of P_ij over all j, the chance of beating
   all others at once. *Uniform*: the favourite is challenged by an option drawn at random, and
   the winner is the new favourite; p is the long-run share of that chain, begun evenly.
   *Incentive*: the favourite j is challenged by i in proportion to c_ij P_ij.

Wise, Lester and Efird (2015), *An Introduction to the KAPSARC Toolkit for Behavioral Analysis
(KTAB) using one-dimensional spatial models*, KAPSARC; the rules are those of its source.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["elect_by_incentive", "elect_conditionally", "elect_uniformly", "face", "win"]

Array = NDArray[np.float64]

DOUBLINGS = 48
"""The chain is followed for 2^48 steps."""


def face(strengths: Array, utilities: Array) -> Array:
    """c_ij: the strength behind each option against each other one, `(options, options)`.

    `strengths` has one number for each actor, `utilities` is `(actors, options)`.
    """
    lead = utilities[:, :, None] - utilities[:, None, :]
    return np.asarray((strengths[:, None, None] * np.maximum(lead, 0.0)).sum(axis=0))


def win(coalitions: Array) -> Array:
    """P_ij: the chance that each option beats each other one; one half against itself.

    >>> strengths = np.array([[0, 51.212], [19.714, 0]])
    >>> round(float(win(strengths)[0, 1]), 4)
    0.8709
    """
    squared = coalitions**2
    whole = squared + squared.T
    return np.where(whole > 0, squared / np.where(whole > 0, whole, 1.0), 0.5)


def elect_conditionally(coalitions: Array) -> Array:
    """The chance that an option beats all others, given that one does."""
    chances = win(coalitions)
    logs = np.log(np.maximum(chances, 1e-300)).sum(axis=1)
    shares = np.exp(logs - logs.max())
    return np.asarray(shares / shares.sum())


def elect_uniformly(coalitions: Array) -> Array:
    """The long-run share of each option if any other may challenge the favourite."""
    count = len(coalitions)
    return settle(win(coalitions), np.full((count, count), 1.0 / count))


def elect_by_incentive(coalitions: Array) -> Array:
    """The long-run share of each option if challenges come as there is strength behind them."""
    chances = win(coalitions)
    urge = coalitions * chances + 1e-10 * np.eye(len(coalitions))
    return settle(chances, urge / urge.sum(axis=0))


def settle(chances: Array, challenges: Array) -> Array:
    """Where a chain leads in which the winner of each challenge is the next favourite.

    `challenges[i, j]` is the chance that i challenges the favourite j. Half of all steps
    stand still, so that no chain goes round for ever.
    """
    moves = challenges * chances
    np.fill_diagonal(moves, 0.0)
    chain = moves + np.diag(1.0 - moves.sum(axis=0))
    chain = (chain + np.eye(len(chain))) / 2
    for _ in range(DOUBLINGS):
        chain = chain @ chain
        chain /= chain.sum(axis=0)
    return np.asarray(chain.mean(axis=1))
