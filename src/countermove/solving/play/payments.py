"""Payoffs as arrays: what accrues a year in each state, and what falls due on a change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.conditions import Condition
from countermove.records.errors import TooLargeError
from countermove.records.numbers import keyed_payoffs
from countermove.records.standoffs import Standoff
from countermove.solving.play.layout import Codes, Layout

__all__ = ["Dues", "Worth", "list_dues", "weigh"]

MOST_DUES = 62


class Worth(NamedTuple):
    """What the kernels need to price states and changes.

    `states` is how many states there are. Yearly payoff k belongs to player
    `flow_player[k]`, is number `flow_number[k]`, and holds in the states
    `flow_state[flow_first[k]:flow_first[k + 1]]`. Set d of payments that fall due together
    lists its payoffs the same way.
    """

    states: int
    flow_player: NDArray[np.int32]
    flow_number: NDArray[np.int32]
    flow_first: NDArray[np.int64]
    flow_state: NDArray[np.int32]
    due_first: NDArray[np.int64]
    due_player: NDArray[np.int32]
    due_number: NDArray[np.int32]


@dataclass
class Dues:
    """The `once` payoffs, and a number for every set of them that can fall due together.

    Set 0 is the empty one. Grows while boards are set up, and is then frozen into `Worth`.
    """

    layout: Layout
    conditions: tuple[Condition, ...]
    players: tuple[int, ...]
    numbers: tuple[int, ...]
    sets: dict[int, int] = field(default_factory=lambda: {0: 0})

    def holding(self, codes: Codes) -> Codes:
        """Which conditions hold in each state, as bits."""
        bits = np.zeros(codes.shape, dtype=np.int64)
        for k, condition in enumerate(self.conditions):
            bits |= np.where(self.layout.truth(condition, codes), np.int64(1) << k, 0)
        return bits

    def identify(self, newly: Codes) -> NDArray[np.int32]:
        """The number of each set of payments, new ones added."""
        if not self.conditions:
            return np.zeros(newly.shape, dtype=np.int32)
        masks, place = np.unique(newly, return_inverse=True)
        ids = [self.sets.setdefault(int(mask), len(self.sets)) for mask in masks]
        return np.array(ids, dtype=np.int32)[place.reshape(newly.shape)]

    def between(self, before: Codes, after: Codes) -> NDArray[np.int32]:
        """The payments that fall due when each state becomes another."""
        return self.identify(self.holding(after) & ~self.holding(before))


def list_dues(standoff: Standoff, layout: Layout, place: dict[str, int]) -> Dues:
    """The `once` payoffs of a stand-off; `place` is the position of each number.

    Raises:
        TooLargeError: there are more than 62.
    """
    found = [
        (key, payoff.condition, p)
        for p, id in enumerate(layout.players)
        for key, payoff in sorted(keyed_payoffs(standoff.player(id)), key=lambda kp: kp[0])
        if payoff.once is not None
    ]
    if len(found) > MOST_DUES:
        raise TooLargeError(f"{len(found)} once payoffs are too many; the most is {MOST_DUES}")
    return Dues(
        layout,
        tuple(condition for _, condition, _ in found),
        tuple(p for _, _, p in found),
        tuple(place[key] for key, _, _ in found),
    )


def weigh(
    standoff: Standoff, layout: Layout, place: dict[str, int], dues: Dues, states: Codes
) -> Worth:
    """The arrays that price the states of a board and every change on it."""
    player, number, held = [], [], []
    for p, id in enumerate(layout.players):
        for key, payoff in sorted(keyed_payoffs(standoff.player(id)), key=lambda kp: kp[0]):
            if payoff.per_year is not None:
                player.append(p)
                number.append(place[key])
                held.append(np.flatnonzero(layout.truth(payoff.condition, states)))
    members = [[k for k in range(len(dues.conditions)) if mask >> k & 1] for mask in dues.sets]
    flat = [k for ks in members for k in ks]
    return Worth(
        states=len(states),
        flow_player=np.array(player, dtype=np.int32),
        flow_number=np.array(number, dtype=np.int32),
        flow_first=bounds([len(h) for h in held]),
        flow_state=np.concatenate([np.zeros(0, np.int64), *held]).astype(np.int32),
        due_first=bounds([len(ks) for ks in members]),
        due_player=np.array([dues.players[k] for k in flat], dtype=np.int32),
        due_number=np.array([dues.numbers[k] for k in flat], dtype=np.int32),
    )


def bounds(counts: list[int]) -> NDArray[np.int64]:
    """Where each of several runs starts, and where the last ends."""
    return np.concatenate([[0], np.cumsum(np.array(counts, dtype=np.int64))]).astype(np.int64)
