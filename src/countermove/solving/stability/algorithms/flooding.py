"""The least value reachable by improvements of the others, by flooding backwards.

States are taken as targets in rising order of the focal player's rank. Each target floods
backwards along improvements of the others to every state not reached before, which thereby
gets its least value. Within a cell (states that differ only in bits a player can switch both
ways) sorted by that player's rank, the states that improve to a given one are a prefix, so
one pointer per cell suffices: every state is labelled once and every prefix walked once.
Time O(k S) per player beyond one sort of every cell; memory 12 k S bytes. One-way bits
(`lasting`) split cells; a state then looks into the cells that can lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.solving.compiling import compiled
from countermove.solving.stability.models.models import Ints, OptionModel, submasks

__all__ = ["Cells", "least_in_improvements", "sort_cells"]


class Cells(NamedTuple):
    """States sorted within cells, by player.

    ``table[i, key | deps[starts[i] + r]]`` is the state of r-th lowest rank for player i in
    the cell whose two-way bits of i (`free`) are taken out of `key`; `own` are all its bits,
    `falls` those that can only be switched on, `rises` those that can only be switched off.
    """

    table: NDArray[np.int32]
    deps: NDArray[np.int64]
    starts: NDArray[np.int64]
    free: NDArray[np.int64]
    own: NDArray[np.int64]
    falls: int
    rises: int


def sort_cells(model: OptionModel) -> Cells:
    """Sort every cell of every player by that player's rank, infeasible states last."""
    own = model.masks()
    free = own & ~np.int64(model.no_off | model.no_on)
    patterns = [submasks(int(m)) for m in free]
    table = np.empty(model.rank.shape, np.int32)
    for i, dep in enumerate(patterns):
        sort_player(model.rank[i], int(free[i]), dep, table[i])
    starts = np.cumsum([0, *map(len, patterns)]).astype(np.int64)
    falls, rises = model.no_off & ~model.no_on, model.no_on & ~model.no_off
    return Cells(table, np.concatenate(patterns), starts, free, own, falls, rises)


@compiled
def sort_player(
    rank: NDArray[np.int32], free: int, dep: NDArray[np.int64], table: NDArray[np.int32]
) -> None:
    """Fill `table[key | dep[r]]` with the state of r-th lowest rank in the cell of `key`."""
    cell = len(dep)
    values = np.empty(cell, np.uint32)  # as unsigned, -1 (infeasible) comes last
    states = np.empty(cell, np.int32)
    for key in range(len(rank)):
        if key & free:
            continue
        if cell > 64:
            for r in range(cell):
                values[r] = np.uint32(rank[key | dep[r]])
            order = np.argsort(values)
            for r in range(cell):
                table[key | dep[r]] = key | dep[order[r]]
            continue
        for r in range(cell):  # insertion sort of a small cell
            state = key | dep[r]
            value = np.uint32(rank[state])
            place = r
            while place > 0 and values[place - 1] > value:
                values[place] = values[place - 1]
                states[place] = states[place - 1]
                place -= 1
            values[place] = value
            states[place] = state
        for r in range(cell):
            table[key | dep[r]] = states[r]


def least_in_improvements(
    model: OptionModel, cells: Cells, focal: int, group: Sequence[int] = ()
) -> Ints:
    """For every state, the least rank of `focal` after any improvements of the others.

    The others are the players that are neither `focal` nor in its `group`. The state itself
    counts (no improvement made). -1 where infeasible.
    """
    least = np.full(model.size, -1, np.int32)
    pointer = np.zeros(model.rank.shape, np.int32)
    movers = [j for j in range(len(model.players)) if j != focal and j not in group]
    others = np.array(movers, np.int64)
    order = rising_order(model.rank[focal])
    flood(model.rank, cells, (focal, others), order, pointer, least)
    return least


def rising_order(rank: Ints) -> Ints:
    """The feasible states in rising order of rank."""
    order = np.argsort(rank, kind="stable").astype(np.int32)
    return np.asarray(order[np.count_nonzero(rank < 0) :], np.int32)


@compiled
def flood(
    rank: NDArray[np.int32],
    cells: Cells,
    sides: tuple[int, NDArray[np.int64]],
    order: NDArray[np.int32],
    pointer: NDArray[np.int32],
    least: NDArray[np.int32],
) -> None:
    """Label every state with the least rank; see the module for the method.

    `sides` are the focal player and those who move.
    """
    focal, movers = sides
    stack = np.empty(len(order) + 1, np.int32)
    for target in order:
        if least[target] >= 0:
            continue
        label = rank[focal, target]
        least[target] = label
        stack[0] = target
        top = 1
        while top:
            top -= 1
            state = int(stack[top])
            for j in movers:
                top = label_sources(rank, cells, (j, state), (pointer, least), (stack, top))


@compiled
def label_sources(
    rank: NDArray[np.int32],
    cells: Cells,
    move: tuple[int, int],
    marks: tuple[NDArray[np.int32], NDArray[np.int32]],
    pile: tuple[NDArray[np.int32], int],
) -> int:
    """Label and stack what improves to a state by one move of j; the new height."""
    j, state = move
    pointer, least = marks
    stack, top = pile
    start, size = cells.starts[j], cells.starts[j + 1] - cells.starts[j]
    bar, label = rank[j, state], least[state]
    vary = cells.own[j] & ((state & cells.falls) | (~state & cells.rises))
    base = state & ~cells.free[j]
    sub = vary
    while True:  # every setting of one-way bits from which `state` can be reached
        key = base ^ sub
        place = pointer[j, key]
        while place < size:
            source = cells.table[j, key | cells.deps[start + place]]
            if rank[j, source] < 0 or rank[j, source] >= bar:
                break
            place += 1
            if least[source] < 0:
                least[source] = label
                stack[top] = source
                top += 1
        pointer[j, key] = place
        if sub == 0:
            return top
        sub = (sub - 1) & vary
