"""How political a side is: whether an act between two sides is an event at all."""

from __future__ import annotations

from countermove.records.events import Party

__all__ = ["is_political", "weigh"]

BETWEEN_EQUALS = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AGREE"})
"""Types that only organized sides have with one another."""
VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
"""Types that any two sides that are more than people have, if one of them is organized."""
FORCE = frozenset({"COERCE", "ASSAULT", "PROTEST", "RETREAT", "CONCEDE"})
STRONG = frozenset({"MIL", "REB", "PRM", "LAB"})
"""Sectors that make a stand-off of whatever they do: arms, or a strike."""
OFFICIAL = frozenset({"GOV", "LEG", "SPY", "IGO", "PRE", "JUD", "COP", "OPP"})
ORGANIZED = frozenset({"PTY", "BUS", "UAF", "NGO", "REL", "NGM", "SOC", "AGR", "REF"})


def weigh(party: Party) -> int:
    """How political a side is: 3 a state, army or union, 2 organized, 1 a mere name, 0 people."""
    if party.sector in STRONG:
        return 3
    if party.sector in OFFICIAL or party.sector == "ELI":
        # Whoever held office still acts in politics; without a date all leaders are taken so.
        return 3 if party.side.isupper() else 2
    if party.sector in ORGANIZED:
        return 2
    if party.sector:
        return 1 if party.side.isupper() else 0
    return 3 if party.side.isupper() else 1


def is_political(source: Party, target: Party, action: str, mode: str) -> bool:
    """Whether an act of this type between these sides is one of politics, not of daily life.

    One side must be a state or its organs, or both organized. Courts that convict people are
    left out, and so is what officials do to people at home, unless it is force. People who
    protest, and help given abroad, count whoever is on the other side.
    """
    one, other = weigh(source), weigh(target)
    if action == "PROTEST" or (action == "AID" and one >= 2 and source.side != target.side):
        return True
    apart = source.side != target.side or is_domestic(target, action)
    if action in VERBAL and min(one, other) >= 1 and max(one, other) >= 2 and apart:
        return True
    if action == "COERCE" and one >= 2 and mode != "convict":
        return True
    if max(one, other) < 3 and min(one, other) < 2:
        return False
    if action in BETWEEN_EQUALS:
        return max(one, other) >= 3 and min(one, other) >= 1 and source.sector != "CVL"
    if mode == "convict":
        return one >= 2 and other >= 2
    if one < 2:
        return other >= 2 and one >= 1
    return source.side != target.side or is_domestic(target, action)


def is_domestic(target: Party, action: str) -> bool:
    """Whether an act within one country is politics: force, or between its institutions."""
    if action in FORCE:
        return True
    return weigh(target) >= 2 and (action != "REQUEST" or target.sector in OFFICIAL)
