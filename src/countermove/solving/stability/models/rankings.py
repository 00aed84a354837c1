"""Rankings of states from payoffs, from a list, or by option prioritisation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from countermove.records.conditions import Lookup, Mask, parse_condition
from countermove.records.errors import InputError
from countermove.solving.stability.models.models import dense_rank

__all__ = ["option_lookup", "prioritise", "prioritise_options", "rank_listed", "rank_worths"]


def rank_worths(worth: NDArray[np.float64], feasible: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Ranks by worth (points), higher is better; sums that differ by rounding only are ties."""
    scale = float(np.abs(worth[feasible]).max(initial=1.0))
    return dense_rank(np.round(worth / scale, 10), feasible)


def rank_listed(groups: Sequence[Sequence[int]], feasible: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Ranks from groups of tied states, best first; feasible states not listed come last.

    Raises:
        InputError: a state stands twice.
    """
    worth = np.zeros(len(feasible), np.int64)
    listed: set[int] = set()
    for place, group in enumerate(groups):
        for state in group:
            if state in listed:
                raise InputError(f"state {state} stands twice in a ranking")
            listed.add(state)
            worth[state] = len(groups) - place
    return dense_rank(worth, feasible)


def prioritise(truths: Sequence[Mask], feasible: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Option prioritisation: the first statement that tells two states apart decides.

    Peng, Hipel and Fraser; Fang, Hipel, Kilgour and Peng (2003), "A decision support system
    for interactive decision making", IEEE Trans. SMC-C 33(1). Equal to weights of 2^-j.
    """
    rank = np.zeros(len(feasible), np.int64)
    for truth in truths:
        rank = dense_rank(2 * rank + np.asarray(truth, np.int64), feasible).astype(np.int64)
    return dense_rank(rank, feasible)


def option_lookup(options: Sequence[str]) -> Lookup:
    """The truth of an option's name in every bit pattern; done(x) is the same as x."""
    states = np.arange(1 << len(options), dtype=np.int64)

    def lookup(name: str, done: bool) -> Mask:  # noqa: ARG001
        if name not in options:
            raise InputError(f"there is no option {name!r}; known names: {', '.join(options)}")
        return np.asarray(states >> list(options).index(name) & 1, np.bool_)

    return lookup


def prioritise_options(
    options: Sequence[str], statements: Sequence[str], feasible: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """`prioritise` from statements in words (if, iff, and, or, not), most important first."""
    lookup = option_lookup(options)
    return prioritise([parse_condition(text).evaluate(lookup) for text in statements], feasible)
