"""Comparisons as half-spaces: what each requires of the numbers, Σ count · number ≥ 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from countermove.records.conditions import parse_condition
from countermove.records.misplaced import MisplacedError
from countermove.records.numbers import number_ranges
from countermove.records.preferences import COMPARED, Preference
from countermove.records.situations import count_effect, count_worth, find_situation

if TYPE_CHECKING:
    from countermove.records.standoffs import Standoff

__all__ = ["ABOUT", "HalfSpace", "judged_numbers", "list_halfspaces", "middles_of"]

ABOUT = 1.25
"""What is about as bad as something else is at most so many times as bad."""

TIMES = {"matters_more": 1.0, "at_least_twice": 2.0, "at_most_twice": 2.0, "about_as_bad": ABOUT}
Counts = dict[str, float]


class HalfSpace(NamedTuple):
    """Numbers for which a comparison holds: the sum over `counts` of count × number is ≥ 0.

    `place` is where the comparison stands; one that is `about_as_bad` makes two half-spaces.
    """

    place: str
    counts: Counts
    sure: float


def list_halfspaces(standoff: Standoff) -> tuple[HalfSpace, ...]:
    """What all comparisons of a stand-off require, in the order of the file.

    Raises:
        MisplacedError: a comparison sets something beside itself, or beside something that
            makes no difference to the player.
    """
    found: list[HalfSpace] = []
    middles: dict[str, float] = {}
    for player in standoff.players:
        for kind, number, preference in player.preferences():
            place = f"players.{player.id}.{kind}[{number}]"
            middles = middles or middles_of(standoff)
            for counts in require(standoff, player.id, kind, preference, place, middles):
                found.append(HalfSpace(place, counts, preference.sure))
        found += rank_situations(standoff, player.id)
    return tuple(found)


def middles_of(standoff: Standoff) -> dict[str, float]:
    """The middle of every number's range."""
    return {key: (r.low + r.high) / 2 for key, r in number_ranges(standoff).items()}


def require(
    standoff: Standoff,
    player: str,
    kind: str,
    preference: Preference,
    place: str,
    middles: Mapping[str, float],
) -> list[Counts]:
    """What one comparison requires, one mapping for each half-space."""
    first, second = preference.conditions()
    places = (f"{place}.this", f"{place}.{COMPARED[kind]}")
    if kind == "prefers":
        ahead, behind = (
            count_worth(standoff, player, find_situation(standoff, c, p))
            for c, p in zip((first, second), places, strict=True)
        )
        return [refuse_empty(subtract(ahead, behind), place)]
    ahead, behind = (
        size_of(count_effect(standoff, player, c, p), middles, p)
        for c, p in zip((first, second), places, strict=True)
    )
    times = TIMES[kind]
    found = []
    if kind != "at_most_twice":
        least = 1 / times if kind == "about_as_bad" else times
        found.append(subtract(ahead, behind, least))
    if kind in ("about_as_bad", "at_most_twice"):
        found.append(subtract({k: v * times for k, v in behind.items()}, ahead))
    return [refuse_empty(counts, place) for counts in found]


def size_of(effect: Counts, middles: Mapping[str, float], place: str) -> Counts:
    """How much something matters, gain or loss: the effect, turned round where it is a loss.

    Whether it is one is read off the middles of the ranges.
    """
    refuse_empty(effect, place)
    total = sum(count * middles[key] for key, count in effect.items())
    return {key: -count for key, count in effect.items()} if total < 0 else effect


def subtract(first: Counts, second: Counts, times: float = 1.0) -> Counts:
    """`first` less `times` × `second`, without what comes to nought."""
    keys = dict.fromkeys([*first, *second])
    rest = {k: first.get(k, 0.0) - times * second.get(k, 0.0) for k in keys}
    return {k: v for k, v in rest.items() if v}


def refuse_empty(counts: Counts, place: str) -> Counts:
    """Refuse a comparison that no number decides."""
    if not counts:
        raise MisplacedError(
            "no payoff of this player tells the one from the other; compare situations that "
            "make a difference to it, or add a payoff",
            place=place,
        )
    return counts


def rank_situations(standoff: Standoff, player: str) -> Iterator[HalfSpace]:
    """What an order of situations, best first, requires: each at least as good as the next."""
    owner = standoff.player(player)
    places = [f"players.{player}.ranks[{i}]" for i in range(len(owner.ranks))]
    worths = [
        count_worth(standoff, player, find_situation(standoff, parse_condition(text), place))
        for text, place in zip(owner.ranks, places, strict=True)
    ]
    for place, better, worse in zip(places[1:], worths, worths[1:], strict=False):
        yield HalfSpace(place, refuse_empty(subtract(better, worse), place), 1.0)


def judged_numbers(standoff: Standoff) -> frozenset[str]:
    """The keys of the numbers that a comparison by a person speaks of."""
    return frozenset(k for space in list_halfspaces(standoff) for k in space.counts)
