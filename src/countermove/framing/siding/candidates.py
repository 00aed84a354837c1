"""Which pairs of sides a stand-off can be between."""

from __future__ import annotations

from itertools import combinations

from countermove.framing.siding.tally import Tally

__all__ = ["list_pairs"]

MOST_SIDES = 14
"""Sides that are looked at in pairs: the most named, and whoever presses or is pressed."""


def list_pairs(tally: Tally) -> list[tuple[str, str]]:
    """The pairs of sides that appear in one sentence or do something to one another."""
    accounts = tally.accounts
    pressing = {side for pair, weight in tally.pressure.items() if weight for side in pair}
    ranked = sorted(
        accounts,
        key=lambda s: (-(accounts[s].mentions + 2 * (s in pressing)), s),
    )[:MOST_SIDES]
    return [
        (one, other)
        for one, other in combinations(sorted(ranked), 2)
        if tally.together(one, other)
        or tally.pressure.get((one, other))
        or tally.pressure.get((other, one))
        or (min(accounts[one].mentions, accounts[other].mentions) >= 3)
    ]
