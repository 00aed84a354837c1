"""How often each course is best, and what it costs where it is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.stressing.decision import Array, best

__all__ = ["QUANTILES", "Shares", "count_shares", "lead_noise"]

QUANTILES = (0.5, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Shares:
    """Per course (C,): share best, its standard error, expected value and regret.

    `quantiles` has shape (len(QUANTILES), C): regret not exceeded in that share of draws.
    """

    best: Array
    error: Array
    expected: Array
    expected_regret: Array
    quantiles: Array

    @property
    def leader(self) -> int:
        """The course that is best most often; of equals, the one worth more on average."""
        return int(np.lexsort((-self.expected, -self.best))[0])


def count_shares(values: Array) -> Shares:
    """Shares and regret of each course over draws, from `values` (D, C).

    Regret is what a course is worth less than the best one in the same draw. The
    standard error is that of independent draws, sqrt(p (1 − p) / D): an upper bound in
    practice, since Sobol points are more even than independent ones.
    """
    draws, courses = values.shape
    share = np.bincount(best(values), minlength=courses) / draws
    regret = values.max(axis=1, keepdims=True) - values
    return Shares(
        best=share,
        error=np.sqrt(share * (1 - share) / draws),
        expected=values.mean(axis=0),
        expected_regret=regret.mean(axis=0),
        quantiles=np.quantile(regret, QUANTILES, axis=0),
    )


def lead_noise(first: float, second: float, draws: int) -> float:
    """Standard error of the difference of two shares of the same draws (multinomial)."""
    return float(np.sqrt(max(first + second - (first - second) ** 2, 0.0) / draws))
