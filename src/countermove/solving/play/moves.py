"""Where a mover can go from each state, and which states can be reached at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from countermove.records.errors import StandoffError, TooLargeError
from countermove.solving.play.layout import Codes, Layout

__all__ = ["Policy", "follow", "hold", "reach", "settings_of", "switch", "switches", "targets"]

Policy = Callable[[Codes], Codes]
"""Where a player goes from each state when it does not choose freely."""

MOST_STATES = 400_000
CHUNK = 1 << 19


def settings_of(layout: Layout, mover: int) -> Codes:
    """Every setting of a mover's own options as on bits, rising; rules are not looked at."""
    found = np.zeros(1, dtype=np.int64)
    for name in layout.names[mover]:
        found = np.concatenate([found, found | layout.on[name]])
    return np.sort(found)


def root(layout: Layout, mover: int, codes: Codes) -> Codes:
    """What of a state decides where the mover can go: its own free options left out."""
    return codes & ~(layout.own(mover) & ~layout.final)


def targets(layout: Layout, mover: int, roots: Codes) -> tuple[Codes, np.ndarray]:
    """Every move from each root, `(R, A)`, and whether it is allowed.

    A root keeps the done bits of options it shows as off: they stay done if kept on.
    """
    settings = settings_of(layout, mover)
    moved = layout.set_own(mover, roots[:, None], settings[None, :])
    allowed = layout.bind(mover, roots[:, None], settings[None, :]) == settings[None, :]
    return moved, allowed & layout.feasible(moved)


def hold(codes: Codes) -> Codes:
    """The policy of changing nothing."""
    return codes


def follow(layout: Layout, mover: int, names: frozenset[str]) -> Policy:
    """The policy of setting a mover's options to a course and keeping it.

    Where lasting options or rules stand in the way, the allowed setting that differs
    from the course in the fewest options (then the first in order) is taken instead.
    """
    wanted = sum(layout.on[name] for name in names)
    return partial(nearest_allowed, layout, mover, wanted)


def nearest_allowed(layout: Layout, mover: int, wanted: int, codes: Codes) -> Codes:
    """The states after the mover comes as near to a wanted setting as it can."""
    desired = layout.bind(mover, codes, wanted)
    moved = layout.set_own(mover, codes, desired)
    for i in np.flatnonzero(~layout.feasible(moved)):
        options, allowed = targets(layout, mover, root(layout, mover, codes[i : i + 1]))
        choices = options[0][allowed[0]]
        if not len(choices):
            raise StandoffError("a state was reached from which no move is allowed")
        apart = np.bitwise_count((choices ^ desired[i]) & layout.own(mover))
        moved[i] = choices[np.argmin(apart)]
    return moved


def switches(layout: Layout) -> list[tuple[str, bool]]:
    """What changes by itself in a step, in order: (name, whether it is a lead time)."""
    return [(name, True) for name in layout.done] + [(name, False) for name in layout.chance]


def switch(layout: Layout, name: str, lead: bool, codes: Codes) -> Codes:
    """Each state after one thing changed by itself, or itself where a rule forbids that."""
    if lead:
        begun = (codes & layout.on[name]) != 0
        moved = np.where(begun, codes | layout.done[name], codes)
    else:
        bit = layout.on[name]
        may = np.where(codes & bit, layout.ends & bit, layout.starts & bit) != 0
        moved = np.where(may, codes ^ bit, codes)
    return np.where(layout.feasible(moved), moved, codes)


def reach(layout: Layout, policies: dict[int, Policy], start: int) -> Codes:
    """Every state that can come about from `start`, sorted.

    Players with a policy follow it; the others move freely; everything that switches by
    itself may do so at any time.

    Raises:
        TooLargeError: there are more states than fit.
    """
    if not policies:
        refuse_too_many(count_free(layout))
    known = np.array([start], dtype=np.int64)
    frontier = known
    expanded = [known[:0] for _ in layout.players]
    while len(frontier):
        found = []
        for m, roots in enumerate(expanded):
            if m in policies:
                found.append(policies[m](frontier))
                continue
            new = np.setdiff1d(root(layout, m, frontier), roots)
            expanded[m] = np.union1d(roots, new)
            found.append(free_moves(layout, m, new))
        found += [switch(layout, name, lead, frontier) for name, lead in switches(layout)]
        frontier = np.setdiff1d(np.concatenate(found), known)
        known = np.union1d(known, frontier)
        refuse_too_many(len(known))
    return known


def refuse_too_many(states: int) -> None:
    """Refuse more states than fit."""
    if states > MOST_STATES:
        raise TooLargeError(
            f"more than {MOST_STATES} states can be reached; add rules, or fold options together"
        )


def count_free(layout: Layout) -> int:
    """How many states can come about from today's at least: all of them where there is no rule.

    Each option is off, on, or on and done, each chance on or off, whatever the others are;
    less where it is settled already. What a rule speaks of is held as it is today.
    """
    bound = {atom.option for rule in layout.rules for atom in rule.atoms()}
    count = 1
    for name, bit in layout.on.items():
        if name in bound:
            continue
        on = bool(layout.today & bit)
        if name in layout.chance:
            count *= 2 if (layout.ends if on else layout.starts) & bit else 1
        else:
            kept = bool((layout.lasting if on else layout.only_off) & bit)
            done = name in layout.done and not (kept and layout.today & layout.done[name])
            count *= (1 if kept else 2) + done
    return count


def free_moves(layout: Layout, mover: int, roots: Codes) -> Codes:
    """Every state a mover can go to from any of these roots."""
    size = max(1, CHUNK >> len(layout.names[mover]))
    found = np.zeros(0, dtype=np.int64)
    for i in range(0, len(roots), size):
        moved, allowed = targets(layout, mover, roots[i : i + size])
        found = np.union1d(found, moved[allowed])
        refuse_too_many(len(found))
    return found
