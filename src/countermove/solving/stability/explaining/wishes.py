"""The inverse question as records: what would have to change for a state to be stable."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.stability import CONCEPTS, Concept, PreferenceChange, Wish
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.questions.inverse import Raise, wish

__all__ = ["describe_wishes"]

ASKED: tuple[Concept, ...] = ("NASH", "SEQ")
MOST_NAMED = 2


def describe_wishes(
    words: Words, states: Sequence[int], concepts: Sequence[Concept]
) -> tuple[Wish, ...]:
    """For each of the model's states, what would make it an equilibrium, by NASH and SEQ."""
    return tuple(describe_wish(words, s, c) for s in states for c in concepts if c in ASKED)


def describe_wish(words: Words, state: int, concept: Concept) -> Wish:
    """What would have to change for one state to be an equilibrium."""
    raises = wish(words.model, state, concept)
    changes = tuple(describe_raise(words, change, state) for change in raises)
    return Wish(
        wanted=words.number(state),
        concept=concept,
        already=not raises,
        changes=changes,
        sentence=word_wish(words, state, [r.player for r in raises], CONCEPTS[concept]),
    )


def word_wish(words: Words, state: int, players: Sequence[int], concept: str) -> str:
    """Who would have to like the state better, in a sentence."""
    what = capital(words.quoted(state))
    if not players:
        return f"{what} is already stable ({concept}) for all."
    names = join([words.player(i) for i in players])
    return f"{what} would be stable ({concept}) for all if {names} liked it better."


def describe_raise(words: Words, change: Raise, state: int) -> PreferenceChange:
    """One player's change of preference, named by the nearest state it must match."""
    like, fewest = words.nearest(state, change.level_with), change.fewest
    return PreferenceChange(
        player=words.model.players[change.player],
        raised_to=words.number(like),
        passed=change.passed,
        fewest=None if fewest is None else tuple(words.number(s) for s in fewest),
        sentence=word_raise(words, change, like),
    )


def word_raise(words: Words, change: Raise, like: int) -> str:
    """How much better a player would have to like the state, and the least that would do."""
    count = "one state" if change.passed == 1 else f"{change.passed} states"
    return (
        f"{capital(words.player(change.player))} would have to like it at least as well as "
        f"{words.quoted(like)}, past or level with {count}{word_fewest(words, change.fewest)}."
    )


def word_fewest(words: Words, fewest: Sequence[int] | None) -> str:
    """The smallest set of comparisons to turn round, named where they are few."""
    if not fewest:
        return ""
    if len(fewest) > MOST_NAMED:
        return f"; no fewer than {len(fewest)} single comparisons would have to be turned round"
    named = sorted(words.quoted(s) for s in fewest)
    return f"; or no longer prefer {' or '.join(named)} to it"
