"""A game as arrays: states, the moves from them, what switches by itself, what falls due.

Many states offer the mover exactly the same moves with the same payments: such states form
a *class*, whose choice is worked out once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import TooLargeError
from countermove.solving.play.layout import Codes, Layout
from countermove.solving.play.moves import Policy, reach, root, switch, switches, targets
from countermove.solving.play.payments import Dues

__all__ = ["Board", "Ints", "Starts", "locate", "set_board"]

Ints = NDArray[np.int32]

MOST_EDGES = 40_000_000
CHUNK = 1 << 20


class Board(NamedTuple):
    """The arrays the kernels read.

    `states` (S) are the codes; `own` (M) the mover's on bits. Mover m has the classes
    `class_start[m]` to `class_start[m + 1]`; `class_of` is (M, S); class c has the edges
    `first[c]` to `first[c + 1]` into `target` (a state's position) and `due` (which set of
    payments falls due) and `nest`: 0 where the move changes nothing for good, else a
    number for the set of final options that it changes; mover m has `nests[m]` such numbers, 0 with
    them. Switch j leads from state s to `switch_to[j, s]`, -1 where it
    cannot, after a mean time given by number `switch_number[j, s]`.
    """

    states: Codes
    own: Codes
    class_start: Ints
    class_of: Ints
    first: NDArray[np.int64]
    target: Ints
    due: Ints
    nest: Ints
    nests: Ints
    switch_to: Ints
    switch_number: Ints
    switch_due: Ints


class Starts(NamedTuple):
    """Taking a course up: from state h of the board on which the subject holds still.

    `target[c, h]` is the state of the free board that course c leads to and `due[c, h]` the
    payments; `place[h]` is where h stands on the free board; `today` its position among h.
    """

    target: Ints
    due: Ints
    place: Ints
    today: int


class Edges(NamedTuple):
    """One mover's classes: class of each state, edges per class, targets, payments, nests."""

    class_of: Ints
    counts: NDArray[np.int64]
    target: Ints
    due: Ints
    nest: Ints


def set_board(
    layout: Layout,
    dues: Dues,
    numbers: dict[str, int],
    policies: dict[int, Policy],
    start: int,
) -> Board:
    """The board of all states that can come about from `start` under the policies.

    `numbers` gives the position of each mean time, by ``name`` and kind of switch.

    Raises:
        TooLargeError: there are more states or moves than fit.
    """
    states = reach(layout, policies, start)
    movers = range(len(layout.players))
    edges = [
        follow_edges(dues, states, policies[m](states))
        if m in policies
        else free_edges(layout, dues, states, m)
        for m in movers
    ]
    counts = np.concatenate([e.counts for e in edges])
    starts = np.cumsum([0] + [len(e.counts) for e in edges])
    to, number, due = set_switches(layout, dues, numbers, states)
    return Board(
        states=states,
        own=np.array([layout.own(m) for m in movers], dtype=np.int64),
        class_start=starts.astype(np.int32),
        class_of=np.stack([e.class_of + starts[m] for m, e in enumerate(edges)]).astype(np.int32),
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        target=np.concatenate([e.target for e in edges]),
        due=np.concatenate([e.due for e in edges]),
        nest=np.concatenate([e.nest for e in edges]),
        nests=np.array([e.nest.max(initial=0) + 1 for e in edges], dtype=np.int32),
        switch_to=to,
        switch_number=number,
        switch_due=due,
    )


def locate(states: Codes, codes: Codes) -> Ints:
    """The position of each code among the sorted states; all must be there."""
    return np.searchsorted(states, codes).astype(np.int32)


def follow_edges(dues: Dues, states: Codes, moved: Codes) -> Edges:
    """One class and one edge for each state: the mover follows a policy."""
    count = len(states)
    due = dues.between(states, moved)
    return Edges(
        class_of=np.arange(count, dtype=np.int32),
        counts=np.ones(count, dtype=np.int64),
        target=locate(states, moved),
        due=due,
        nest=np.zeros(count, dtype=np.int32),
    )


def free_edges(layout: Layout, dues: Dues, states: Codes, mover: int) -> Edges:
    """The classes of a mover that chooses freely."""
    roots, root_of = np.unique(root(layout, mover, states), return_inverse=True)
    paid = dues.holding(states)
    relevant = relevant_payments(layout, dues, mover, roots)
    keys = np.stack([root_of.astype(np.int64), paid & relevant[root_of]], axis=1)
    classes, class_of = np.unique(keys, axis=0, return_inverse=True)
    counts, target, due, nest = [], [], [], []
    for i in range(0, len(classes), size := chunk(layout, mover)):
        part = classes[i : i + size]
        moved, allowed = targets(layout, mover, roots[part[:, 0]])
        counts.append(allowed.sum(axis=1))
        target.append(locate(states, moved[allowed]))
        newly = dues.holding(moved[allowed]) & ~np.repeat(part[:, 1], counts[-1])
        due.append(dues.identify(newly))
        changed = moved[allowed] ^ np.repeat(roots[part[:, 0]], counts[-1])
        nest.append(number_nests(layout, mover, changed))
        if sum(len(t) for t in target) > MOST_EDGES:
            raise TooLargeError("there are too many moves for play; fold options together")
    return Edges(
        class_of.reshape(-1).astype(np.int32),
        np.concatenate(counts).astype(np.int64),
        np.concatenate(target),
        np.concatenate(due),
        np.concatenate(nest),
    )


def number_nests(layout: Layout, mover: int, changed: Codes) -> Ints:
    """A number for the set of a mover's final options among what moves change; 0 for none."""
    found = np.zeros(len(changed), dtype=np.int32)
    final = [n for n in layout.names[mover] if layout.on[n] & layout.final]
    for i, name in enumerate(final):
        found |= ((changed & layout.on[name]) != 0).astype(np.int32) << i
    return found


def chunk(layout: Layout, mover: int) -> int:
    """How many roots to expand at once, so that memory stays small."""
    return max(1, CHUNK >> len(layout.names[mover]))


def relevant_payments(layout: Layout, dues: Dues, mover: int, roots: Codes) -> Codes:
    """For each root, the payments whose condition holds after some move from it."""
    found = np.zeros(len(roots), dtype=np.int64)
    for i in range(0, len(roots), size := chunk(layout, mover)):
        moved, allowed = targets(layout, mover, roots[i : i + size])
        held = np.where(allowed, dues.holding(moved), 0)
        found[i : i + size] = np.bitwise_or.reduce(held, axis=1)
    return found


def set_switches(
    layout: Layout, dues: Dues, numbers: dict[str, int], states: Codes
) -> tuple[Ints, Ints, Ints]:
    """Where each thing that changes by itself leads, after what mean time, paying what."""
    shape = (len(switches(layout)), len(states))
    to = np.full(shape, -1, dtype=np.int32)
    number = np.zeros(shape, dtype=np.int32)
    due = np.zeros(shape, dtype=np.int32)
    for j, (name, lead) in enumerate(switches(layout)):
        moved = switch(layout, name, lead, states)
        changed = moved != states
        to[j, changed] = locate(states, moved[changed])
        due[j] = dues.between(states, moved)
        if lead:
            number[j] = numbers[f"{name}.takes"]
        else:
            ends = (states & layout.on[name]) != 0
            number[j] = np.where(
                ends, numbers.get(f"{name}.ends_after", 0), numbers.get(f"{name}.starts_after", 0)
            )
    return to, number, due
