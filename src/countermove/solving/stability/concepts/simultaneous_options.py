"""Simultaneous stability in option form with complete rankings, without a list of moves.

The definition is that of `simultaneous`. For every state the own patterns of each player's
improvements are listed once; the joint patterns of all others are built by combining the
lists, so that testing an improvement against one joint choice is a single look-up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import TooLargeError
from countermove.solving.compiling import compiled
from countermove.solving.stability.models.models import OptionModel, Verdicts

__all__ = ["sim_in_options"]

MOST_CHOICES = 20_000_000_000


def sim_in_options(model: OptionModel) -> Verdicts:
    """For every player and bit pattern, whether it is feasible and SIM-stable.

    Raises:
        TooLargeError: there are too many joint choices of improvements.
    """
    masks = model.masks()
    widest = 1 << max(int(m).bit_count() for m in masks)
    room = np.zeros((len(masks), widest), np.int32)
    result = np.zeros(model.rank.shape, np.bool_)
    one_way = (model.no_off, model.no_on)
    most = float(len(masks) * model.size**2)  # no more, however preferences are
    if most > MOST_CHOICES:
        most = count_choices(model.rank, masks, one_way, room, MOST_CHOICES)
    if most > MOST_CHOICES:
        raise TooLargeError(
            f"SIM would take more than {MOST_CHOICES:.0e} joint choices of improvements; "
            "leave it out"
        )
    judge_options_at_once(model.rank, masks, one_way, room, result)
    return result


@compiled
def list_improvements(
    rank: NDArray[np.int32],
    masks: NDArray[np.int64],
    one_way: tuple[int, int],
    s: int,
    room: NDArray[np.int32],
) -> None:
    """Fill each player's row with the number of its improvements from s, then their patterns.

    Entry 0 of a row is the number; a row has as many places as a player has settings, and
    the present setting is no improvement, so that it always fits.
    """
    for j in range(len(masks)):
        vary = int(masks[j]) & ~(s & one_way[0]) & ~(~s & one_way[1])
        bar = rank[j, s]
        count = 0
        sub = vary
        while sub:
            if rank[j, s ^ sub] > bar:
                count += 1
                room[j, count] = (s ^ sub) & masks[j]
            sub = (sub - 1) & vary
        room[j, 0] = count


@compiled
def count_choices(
    rank: NDArray[np.int32],
    masks: NDArray[np.int64],
    one_way: tuple[int, int],
    room: NDArray[np.int32],
    most: float,
) -> float:
    """How many joint choices of improvements there are, over all states and players.

    Counting ends once there are more than `most`.
    """
    total = 0.0
    for s in range(rank.shape[1]):
        if rank[0, s] >= 0:
            list_improvements(rank, masks, one_way, s, room)
            product = 1.0
            for j in range(len(masks)):
                product *= room[j, 0] + 1.0
            total += product * len(masks)
            if total > most:
                break
    return total


@compiled
def combine(
    masks: NDArray[np.int64],
    i: int,
    s: int,
    room: NDArray[np.int32],
    joint: NDArray[np.int32],
) -> NDArray[np.int32]:
    """The patterns of everybody but i, for every joint choice; the first is nobody moving.

    `joint` is returned, or a larger array if it is too small.
    """
    count = 1
    for j in range(len(masks)):
        if j != i:
            count *= room[j, 0] + 1
    if count > len(joint):
        joint = np.empty(count, np.int32)
    joint[0] = 0
    count = 1
    for j in range(len(masks)):
        if j == i:
            continue
        own = np.int32(s & masks[j])
        for c in range(1, room[j, 0] + 1):
            for x in range(count):
                joint[c * count + x] = joint[x] | room[j, c]
        for x in range(count):
            joint[x] |= own
        count *= room[j, 0] + 1
    return joint


@compiled
def judge_options_at_once(
    rank: NDArray[np.int32],
    masks: NDArray[np.int64],
    one_way: tuple[int, int],
    room: NDArray[np.int32],
    result: NDArray[np.bool_],
) -> None:
    """Judge every state for every player against all joint choices of the others."""
    joint = np.empty(64, np.int32)
    for s in range(rank.shape[1]):
        if rank[0, s] < 0:
            continue
        list_improvements(rank, masks, one_way, s, room)
        for i in range(len(masks)):
            result[i, s] = True
            if room[i, 0] == 0:
                continue
            joint = combine(masks, i, s, room, joint)
            choices = 1
            for j in range(len(masks)):
                choices *= room[j, 0] + 1 if j != i else 1
            row, bar = rank[i], np.uint32(rank[i, s])
            for c in range(1, room[i, 0] + 1):
                own = room[i, c]
                x = 1
                while x < choices and np.uint32(row[joint[x] | own]) > bar:
                    x += 1
                if x >= choices:
                    result[i, s] = False
                    break
