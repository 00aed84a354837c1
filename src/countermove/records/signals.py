"""What `signal` returns: what to make of threats, and where bluffing pays."""

from __future__ import annotations

from countermove.records.record import Record

__all__ = ["Caught", "Deterred", "Show", "SignalPlay", "Signals", "Threat"]


class SignalPlay(Record):
    """One equilibrium of a threat, in chances (0 to 1).

    `threat`: the maker threatens. `meant`: a threat would be carried out; `meant_silent`: a
    maker that stays silent would have carried one out. `resisted`: the target resists a
    threat. `steady`: play that strays a little from it comes back.
    """

    threat: float
    meant: float
    meant_silent: float
    resisted: float
    steady: bool
    sentence: str


class Show(Record):
    """A show of force that costs the maker `cost` points a year whatever follows.

    `meant` and `resisted` have one entry for each equilibrium of the game in which such a
    show is the only way to threaten.
    """

    cost: float
    meant: tuple[float, ...]
    resisted: tuple[float, ...]


class Caught(Record):
    """Play if being caught bluffing cost the maker `cost` points a year, by equilibrium."""

    cost: float
    threat: tuple[float, ...]
    meant: tuple[float, ...]
    resisted: tuple[float, ...]


class Deterred(Record):
    """An equilibrium of the game with two kinds of maker and target (chances, 0 to 1)."""

    name: str
    hard_demands: float
    soft_demands: float
    soft_defies: float
    believed: float
    sentence: str


class Threat(Record):
    """A threat one side can make: what it is, what it asks, and what to make of it.

    `numbers` are the payoffs of the game in points a year, each side's own: the maker's
    against today's, the target's against giving in. The target does best to resist while
    fewer than `resist_below` of such threats are meant; bluffing pays the maker while fewer
    than `bluff_below` are resisted.
    """

    maker: str
    target: str
    option: str
    label: str
    asks: tuple[str, ...]
    asks_label: str
    numbers: dict[str, float]
    meant_before: float
    resist_below: float
    bluff_below: float
    plays: tuple[SignalPlay, ...]
    shows: tuple[Show, ...]
    caught: tuple[Caught, ...]
    deterred: tuple[Deterred, ...]
    sentences: tuple[str, ...]


class Signals(Record):
    """Every threat worth telling of, those against the subject first."""

    standoff_sha256: str
    version: str
    draws: int
    seed: int
    caught: float
    threats: tuple[Threat, ...]
    left_out: int
    notes: tuple[str, ...]
