"""What sides that could go on as they are may settle on, with payments between some of them.

1. `gains` are what a settlement is worth to each side over what it expects without one, in its
   own points; `rates` are how many of its points one unit of money is worth to it (0: it neither
   pays nor is paid).
2. In money, each side that trades gains gain / rate. A settlement with payments leaves all
   better off if every side that does not trade gains, and those that trade gain in sum.
3. The range: a side may pay anything short of its gain in money, and must be paid more than
   its loss. With a good worth 1, and a war that costs A c_A and B c_B and is won by A with
   chance p, A's share may so lie anywhere in (p - c_A, p + c_B) (Fearon 1995).
4. The Nash bargaining solution maximises the product of gains: those that trade share the sum
   evenly in money, whatever their rates.

Nash (1950), *The Bargaining Problem*, Econometrica 18(2); Fearon (1995), *Rationalist
Explanations for War*, International Organization 49(3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["find_range", "nash_product", "share_out"]

Array = NDArray[np.float64]


def in_money(gains: Array, rates: Array) -> Array:
    """Each side's gain in money, 0 for those that do not trade; any shape `(..., sides)`."""
    return np.where(rates > 0, gains / np.where(rates > 0, rates, 1.0), 0.0)


def share_out(gains: Array, rates: Array) -> Array:
    """What each side is paid (below 0: pays) in the Nash bargaining solution; sums to 0.

    >>> war = np.array([0.6 - 0.1, 0.4 - 0.3])  # p = 0.6, costs 0.1 and 0.3
    >>> paid = share_out(np.array([0.0, 1.0]) - war, np.array([1.0, 1.0]))
    >>> round(float(paid[0]), 6)
    0.7
    """
    trading = rates > 0
    count = int(trading.sum())
    if count < 2:
        return np.zeros_like(gains)
    money = in_money(gains, rates)
    return np.where(trading, money.sum(axis=-1, keepdims=True) / count - money, 0.0)


def find_range(gains: Array, rates: Array, payer: int) -> tuple[float, float] | None:
    """The payments by one side that leave all better off, above the first and below the second.

    None where there are none. What the payer does not pay, the others that trade do.

    >>> war = np.array([0.6 - 0.1, 0.4 - 0.3])
    >>> low, high = find_range(np.array([0.0, 1.0]) - war, np.array([1.0, 1.0]), 1)
    >>> round(low, 6), round(high, 6)
    (0.5, 0.9)
    """
    if not (gains[rates <= 0] > 0).all() or (rates > 0).sum() < 2 or not rates[payer] > 0:
        return None
    money = in_money(gains, rates)
    low, high = -float(money.sum() - money[payer]), float(money[payer])
    return (low, high) if low < high else None


def nash_product(gains: Array, rates: Array) -> Array:
    """The logarithm of the product of gains after the best payments; minus infinity if not all
    gain. `gains` is `(..., sides)`.
    """
    left = gains + share_out(gains, rates) * rates
    logs = np.log(np.where(left > 0, left, 1.0)).sum(axis=-1)
    return np.where((left > 0).all(axis=-1), logs, -np.inf)
