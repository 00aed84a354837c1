"""What the numbers of sliders mean: against the stake of their player, in words at every stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from countermove.phrasing.numbers import number
from countermove.phrasing.stakes import say_against, say_part
from countermove.phrasing.times import say_wait
from countermove.records.numbers import NumberName
from countermove.records.stakes import player_of, stake_of
from countermove.records.standoffs import Standoff
from countermove.stressing.measures import TIMES

__all__ = ["Scale", "scale_of"]

STOPS = 60
"""Places of a slider that have words of their own; between two of them the nearer one's hold."""


@dataclass(frozen=True)
class Scale:
    """How a number is said: in short, as a whole, and whether against a stake."""

    short: Callable[[float], str]
    whole: Callable[[float], str]
    staked: bool

    def bound(self, value: float, direction: str) -> str:
        """Where the answer flips, as the slider shows it."""
        if not self.staked:
            return f"{direction} {self.short(value)}".strip()
        kind, _, part = self.short(value).partition(": ")
        if not part:
            return f"past {kind}"
        return f"past a {kind} as great" if part == "as much" else f"past a {kind} of {part}"

    def words(self, n: NumberName) -> list[str]:
        """What the slider's number is said as at each of its stops, from the lowest up."""
        step = (n.high - n.low) / STOPS
        return [self.whole(n.low + step * i) for i in range(STOPS + 1)]


def scale_of(standoff: Standoff, key: str) -> Scale:
    """A payoff is said against its player's stake; what is no payoff as the number it is."""
    player = player_of(key)
    if not player:
        say = say_wait if key.rpartition(".")[2] in TIMES else number
        return Scale(say, say, staked=False)
    stake = stake_of(standoff, player)
    return Scale(
        lambda value: say_end(value, say_part(value / stake.worth)),
        lambda value: say_size(value, say_against(value, stake.worth, stake.label)),
        staked=True,
    )


def say_end(value: float, part: str) -> str:
    """What stands at an end of a slider, where its stake is told beside it.

    >>> say_end(-12.0, "1.2 times"), say_end(3.0, "all"), say_end(0.0, "next to nothing")
    ('loss: 1.2 times', 'gain: as much', 'next to nothing')
    """
    if part == "next to nothing":
        return part
    return f"{name_of(value)}: {'as much' if part == 'all' else part}"


def say_size(value: float, words: str) -> str:
    """A size with what it is.

    >>> say_size(-2.0, "twice what a siege weighs"), say_size(1.0, "as much as a siege weighs")
    ('a loss of twice what a siege weighs', 'a gain as great as a siege')
    """
    if words.startswith("next to nothing"):
        return words
    if words.startswith("as much as "):
        return f"a {name_of(value)} as great as {words[11:].removesuffix(' weighs')}"
    return f"a {name_of(value)} of {words}"


def name_of(value: float) -> str:
    """What an amount is to the one whose it is."""
    return "loss" if value < 0 else "gain"
