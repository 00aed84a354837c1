"""The negotiation question as records: what taking an option off the table does."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.letters import capital
from countermove.records.stability import Removal
from countermove.solving.stability.explaining.analysis import Analysis
from countermove.solving.stability.explaining.words import Words, list_states
from countermove.solving.stability.questions.negotiation import Removed

__all__ = ["describe_removal"]

MOST_OUTCOMES = 12
"""Outcomes lost or gained that a record lists."""


def describe_removal(
    analysis: Analysis, name: str, label: str, player: str, removed: Removed
) -> Removal:
    """One option of a player taken off the table; outcomes are states of the analysis."""
    words = analysis.words
    lost, gained = (
        words.best_first(analysis.subject, states) for states in (removed.lost, removed.gained)
    )
    return Removal(
        option=name,
        player=player,
        lost=tuple(words.number(s) for s in lost[:MOST_OUTCOMES]),
        gained=tuple(words.number(s) for s in gained[:MOST_OUTCOMES]),
        lost_count=len(lost),
        gained_count=len(gained),
        moves=removed.moves,
        sentence=word_removal(words, f"“{label}”", removed.possible, lost, gained),
    )


def word_removal(
    words: Words, label: str, possible: bool, lost: Sequence[int], gained: Sequence[int]
) -> str:
    """What taking an option off the table does, in a sentence."""
    if not possible:
        return (
            f"{label} cannot be taken off the table: the rules leave nothing like today's state "
            "without it."
        )
    if not lost and not gained:
        return f"Without {label} the outcome is the same."
    parts = ["gone: " + list_states(words, lost)] * bool(lost)
    parts += ["new: " + list_states(words, gained)] * bool(gained)
    return f"Without {label} the outcome moves. {'. '.join(map(capital, parts))}."
