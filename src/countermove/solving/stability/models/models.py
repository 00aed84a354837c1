"""Models of a conflict as plain arrays: in option form, and as an explicit graph of moves.

Fang, Hipel and Kilgour, *Interactive Decision Making: The Graph Model for Conflict
Resolution* (Wiley, 1993), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import InputError, SettingsError
from countermove.records.standoff_checks import nearest
from countermove.solving.stability.models.relations import Relations

__all__ = ["GraphModel", "Ints", "Model", "Move", "OptionModel", "Verdicts", "ranks"]

Ints = NDArray[np.int32]
Verdicts = NDArray[np.bool_]


@dataclass(frozen=True)
class Move:
    """One player's move from a state to a state."""

    player: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class OptionModel:
    """Players, each with yes/no options; a state is a bit pattern, option 0 the lowest bit.

    `owner[b]` is the player that owns option b. `feasible` has 2^n truth values. `rank` has
    a row per player: higher is better, equal is a tie, -1 where a state is infeasible.
    `no_off` holds the bits that can never be switched off again (`lasting`), `no_on` those
    that can never be switched on. From a state a player reaches every feasible state that
    differs only in its own options and respects these.
    """

    players: tuple[str, ...]
    options: tuple[str, ...]
    owner: NDArray[np.int64]
    feasible: Verdicts
    rank: Ints
    no_off: int = 0
    no_on: int = 0

    def __post_init__(self) -> None:
        size = 1 << len(self.options)
        if self.rank.shape != (len(self.players), size) or self.feasible.shape != (size,):
            raise InputError(
                f"a model of {len(self.players)} players and {len(self.options)} options takes "
                f"ranks of shape {(len(self.players), size)}, not {self.rank.shape}"
            )
        if len(self.owner) != len(self.options) or not set(self.owner.tolist()) <= set(
            range(len(self.players))
        ):
            raise InputError("every option needs an owner among the players")
        if not self.feasible.any():
            raise InputError("no state is feasible: the rules contradict each other")

    @classmethod
    def build(
        cls,
        players: Sequence[str],
        options: Sequence[str],
        owner: Sequence[int],
        worth: NDArray[np.float64] | NDArray[np.int64] | Ints,
        *,
        feasible: Verdicts | None = None,
        no_off: int = 0,
        no_on: int = 0,
    ) -> OptionModel:
        """A model from any numbers that order the states, one row per player."""
        size = 1 << len(options)
        allowed = np.ones(size, np.bool_) if feasible is None else np.asarray(feasible, np.bool_)
        rank = np.stack([dense_rank(row, allowed) for row in np.asarray(worth)])
        return cls(
            tuple(players),
            tuple(options),
            np.asarray(owner, np.int64),
            allowed,
            rank,
            no_off,
            no_on,
        )

    @property
    def size(self) -> int:
        """How many bit patterns there are, infeasible ones included."""
        return len(self.feasible)

    @cached_property
    def canonical(self) -> NDArray[np.int64]:
        """A number for every state that does not depend on the order of options."""
        states, key = np.arange(self.size, dtype=np.int64), np.zeros(self.size, np.int64)
        for place, bit in enumerate(sorted(range(len(self.options)), key=self.options.__getitem__)):
            key |= (states >> bit & 1) << place
        return key

    @cached_property
    def own(self) -> tuple[int, ...]:
        """The bits of every player's options."""
        bits = [0] * len(self.players)
        for bit, player in enumerate(self.owner.tolist()):
            bits[player] |= 1 << bit
        return tuple(bits)

    def mask(self, player: int) -> int:
        """The bits of a player's options."""
        return self.own[player]

    def masks(self) -> NDArray[np.int64]:
        """The bits of every player's options, as an array."""
        return np.array(self.own, np.int64)

    def states(self) -> NDArray[np.int64]:
        """The feasible bit patterns in rising order."""
        return np.flatnonzero(self.feasible)

    def moves(self, player: int, state: int) -> NDArray[np.int64]:
        """The states the player can reach from `state` in one move, in rising order."""
        targets = submasks(self.changeable(player, state)) ^ state
        targets = np.sort(targets[self.feasible[targets]])
        return np.asarray(targets[targets != state], np.int64)

    def changeable(self, player: int, state: int) -> int:
        """The player's bits that may still be switched in `state`."""
        return self.mask(player) & ~(state & self.no_off) & ~(~state & self.no_on)

    def better(self, player: int, one: int, other: int) -> bool:
        """Whether the player prefers state `one` to state `other`."""
        return bool(self.rank[player, one] > self.rank[player, other])

    def in_force(self, state: int) -> tuple[str, ...]:
        """The names of the options in force in a state."""
        return tuple(name for b, name in enumerate(self.options) if state >> b & 1)

    def pattern(self, names: Sequence[str]) -> int:
        """The state in which exactly these options are in force.

        Raises:
            InputError: there is no option of one of the names.
        """
        for name in names:
            if name not in self.options:
                raise InputError(f"there is no option {name!r}; {nearest(name, self.options)}")
        return sum(1 << self.options.index(name) for name in set(names))


@dataclass(frozen=True, eq=False)
class GraphModel:
    """States with explicit moves, which need not be transitive, and any preferences.

    Player i's moves from s are ``targets[starts[i, s]:starts[i, s + 1]]``. `patterns` gives
    every state as a bit pattern where states come from options (needed for SIM only), and
    `masks` the bits of every player. `members` are further patterns and the states they are
    coalesced into.
    """

    players: tuple[str, ...]
    labels: tuple[str, ...]
    starts: NDArray[np.int64]
    targets: Ints
    relations: Relations
    patterns: NDArray[np.int64] | None = None
    masks: NDArray[np.int64] | None = None
    members: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None

    def __post_init__(self) -> None:
        shape = (len(self.players), len(self.labels) + 1)
        if self.starts.shape != shape:
            raise InputError(f"the graph's starts take shape {shape}, not {self.starts.shape}")
        if len(self.targets) and not 0 <= self.targets.min() <= self.targets.max() < self.size:
            raise InputError("a move leads to a state that does not exist")

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.labels)

    def settings(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Every pattern that stands for a state, in rising order, and the states.

        Raises:
            SettingsError: states are not made of options.
        """
        if self.patterns is None:
            raise SettingsError("SIM needs states made of options; this graph has plain states")
        more = self.members or (np.zeros(0, np.int64), np.zeros(0, np.int64))
        patterns, first = np.unique(np.concatenate([self.patterns, more[0]]), return_index=True)
        states = np.concatenate([self.states(), more[1]])[first]
        return np.asarray(patterns, np.int64), np.asarray(states, np.int64)

    def named_patterns(self) -> Iterator[tuple[str, int]]:
        """Every label with the bit pattern behind it; none where states have no options."""
        if self.patterns is not None:
            yield from zip(self.labels, self.patterns.tolist(), strict=True)

    def states(self) -> NDArray[np.int64]:
        """All state numbers."""
        return np.arange(self.size, dtype=np.int64)

    @cached_property
    def canonical(self) -> NDArray[np.int64]:
        """A number for every state that does not depend on the order of states."""
        key = np.empty(self.size, np.int64)
        key[sorted(range(self.size), key=self.labels.__getitem__)] = np.arange(self.size)
        return key

    def moves(self, player: int, state: int) -> NDArray[np.int64]:
        """The states the player can reach from `state` in one move, in rising order."""
        row = self.targets[self.starts[player, state] : self.starts[player, state + 1]]
        return np.sort(row).astype(np.int64)

    def better(self, player: int, one: int, other: int) -> bool:
        """Whether the player is known to prefer state `one` to state `other`."""
        return self.relations.compare(player, one, other) in (1, 2)


Model = OptionModel | GraphModel


def ranks(model: Model) -> Ints:
    """Every player's rank of every state (players x states), higher is better."""
    return model.rank if isinstance(model, OptionModel) else model.relations.rank


def dense_rank(worth: NDArray[np.generic], feasible: Verdicts) -> Ints:
    """0 for the worst feasible state upwards, ties sharing a number; -1 where infeasible."""
    rank = np.full(len(feasible), -1, np.int32)
    rank[feasible] = np.unique(worth[feasible], return_inverse=True)[1]
    return rank


def submasks(mask: int) -> NDArray[np.int64]:
    """Every bit pattern inside `mask`, 0 first."""
    result = np.zeros(1, np.int64)
    while mask:
        low = mask & -mask
        result = np.concatenate([result, result | low])
        mask ^= low
    return result
