"""The inverse and the negotiation question as records, and the snapshot in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.stability import CONCEPTS, Concept, PreferenceChange, Removal, Wish
from countermove.solving.stability.explaining.state_records import Views
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.models.models import OptionModel
from countermove.solving.stability.models.snapshots import Snapshot
from countermove.solving.stability.questions.inverse import Raise, wish
from countermove.solving.stability.questions.negotiation import Removed, remove_options

__all__ = [
    "MOST_LISTED",
    "describe_removals",
    "describe_wish",
    "list_states",
    "sum_up",
    "word_raise",
    "word_removal",
    "word_wish",
]

MOST_LISTED = 12
MOST_NAMED = 2


def describe_wish(views: Views, model: OptionModel, state: int, concept: Concept) -> Wish:
    """What would have to change for the state to be an equilibrium."""
    raises = wish(model, state, concept)
    changes = tuple(describe_raise(views, change, state) for change in raises)
    text = word_wish(views.words, state, [r.player for r in raises], CONCEPTS[concept])
    return Wish(
        wanted=views.add(state), concept=concept, already=not raises, changes=changes, sentence=text
    )


def word_wish(words: Words, state: int, players: Sequence[int], concept: str) -> str:
    """Who would have to like the state better, in a sentence."""
    what = capital(words.quoted(state))
    if not players:
        return f"{what} is already stable ({concept}) for all."
    names = join([words.player(i) for i in players])
    return f"{what} would be stable ({concept}) for all if {names} liked it better."


def describe_raise(views: Views, change: Raise, state: int) -> PreferenceChange:
    """One player's change of preference, named by the nearest state it must match."""
    inside = views.shot.model.in_force
    like = min(change.level_with, key=lambda s: ((s ^ state).bit_count(), sorted(inside(s))))
    fewest = change.fewest
    return PreferenceChange(
        player=views.shot.model.players[change.player],
        raised_to=views.add(like),
        passed=change.passed,
        fewest=None if fewest is None else tuple(views.add(s) for s in fewest),
        sentence=word_raise(views.words, change, like),
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


def describe_removals(shot: Snapshot, views: Views, concept: Concept) -> tuple[Removal, ...]:
    """Each option taken off the table, in the order of the file."""
    found = {
        shot.model.options[r.option]: r for r in remove_options(shot.model, shot.today, concept)
    }
    return tuple(describe_removal(shot, views, found[name]) for name in views.order)


def describe_removal(shot: Snapshot, views: Views, removed: Removed) -> Removal:
    """One option taken off the table."""
    name = shot.model.options[removed.option]
    label = f"“{views.words.labels[name]}”"
    lost, gained = best_first(shot, removed.lost), best_first(shot, removed.gained)
    return Removal(
        option=name,
        player=shot.model.players[int(shot.model.owner[removed.option])],
        lost=tuple(views.add(s) for s in lost[:MOST_LISTED]),
        gained=tuple(views.add(s) for s in gained[:MOST_LISTED]),
        lost_count=len(lost),
        gained_count=len(gained),
        moves=removed.moves,
        sentence=word_removal(views.words, label, removed.possible, lost, gained),
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


def best_first(shot: Snapshot, states: Sequence[int]) -> list[int]:
    """States in falling order of the subject's ranking."""
    rank, inside = shot.model.rank[shot.subject], shot.model.in_force
    return sorted(states, key=lambda s: (-int(rank[s]), sorted(inside(s))))


def list_states(
    words: Words, states: Sequence[int], most: int = 3, total: int | None = None
) -> str:
    """Some states in a sentence, and how many more there are of them (or of `total`)."""
    named = [words.quoted(s) for s in states[:most]]
    rest = (len(states) if total is None else total) - len(named)
    more = [f"{rest} more"] if rest > 0 else []
    return "; ".join(named + more)


def sum_up(
    views: Views,
    held: Sequence[Concept],
    found: Sequence[tuple[int, tuple[Concept, ...]]],
    firm: int,
) -> str:
    """The snapshot in a sentence or two: `held` by today's state, and the `firm` equilibria.

    Of those, which hold in the Nash or sequential sense, the first few of `found` are named.
    """
    when = "Now" if views.shot.when == "now" else "When the clock has run out"
    kind = f"stable ({join([CONCEPTS[c] for c in held])})"
    today = f"today's state is {kind if held else 'not stable under any concept used'}"
    if not firm:
        return f"{when}, {today}; no state is stable in the Nash or sequential sense."
    named = [s for s, concepts in found if {"NASH", "SEQ"} & set(concepts)]
    listed = list_states(views.words, named, 3, firm)
    return f"{when}, {today}. Stable in the Nash or sequential sense: {listed}."
