"""The inverse and the negotiation question as records, and the snapshot in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.records.stability import CONCEPTS, Concept, PreferenceChange, Removal, Wish
from countermove.solving.stability.models import OptionModel
from countermove.solving.stability.removing import Removed, remove_options
from countermove.solving.stability.snapshots import Snapshot
from countermove.solving.stability.viewing import Views
from countermove.solving.stability.wishing import Raise, wish
from countermove.solving.stability.wording import Words, join, start

__all__ = ["describe_removals", "describe_wish", "sum_up"]

MOST_LISTED = 12
MOST_NAMED = 2


def describe_wish(views: Views, model: OptionModel, state: int, concept: Concept) -> Wish:
    """What would have to change for the state to be an equilibrium."""
    raises = wish(model, state, concept)
    changes = tuple(describe_raise(views, change, state) for change in raises)
    if not raises:
        text = (
            f"{start(views.words.quoted(state))} is already stable ({CONCEPTS[concept]}) for all."
        )
    else:
        names = join([views.words.player(r.player) for r in raises])
        text = (
            f"{start(views.words.quoted(state))} would be stable ({CONCEPTS[concept]}) for all if "
            f"{names} liked it better."
        )
    return Wish(
        wanted=views.add(state), concept=concept, already=not raises, changes=changes, sentence=text
    )


def describe_raise(views: Views, change: Raise, state: int) -> PreferenceChange:
    """One player's change of preference, named by the nearest state it must match."""
    inside = views.shot.model.in_force
    like = min(change.level_with, key=lambda s: ((s ^ state).bit_count(), sorted(inside(s))))
    name = views.words.player(change.player)
    count = "one state" if change.passed == 1 else f"{change.passed} states"
    fewest = change.fewest
    return PreferenceChange(
        player=views.shot.model.players[change.player],
        raised_to=views.add(like),
        passed=change.passed,
        fewest=None if fewest is None else tuple(views.add(s) for s in fewest),
        sentence=(
            f"{start(name)} would have to like it at least as well as {views.words.quoted(like)}, "
            f"past or level with {count}{word_fewest(views.words, fewest)}."
        ),
    )


def word_fewest(words: Words, fewest: Sequence[int] | None) -> str:
    """The smallest set of comparisons to turn round, named where they are few."""
    if fewest is None:
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
    if not removed.possible:
        text = f"{label} cannot be taken off the table: the rules leave nothing like today's state without it."
    elif not removed.moves:
        text = f"Without {label} the outcome is the same."
    else:
        parts = []
        if removed.lost:
            parts.append("gone: " + list_states(views, lost))
        if removed.gained:
            parts.append("new: " + list_states(views, gained))
        text = f"Without {label} the outcome moves. {'. '.join(map(start, parts))}."
    return Removal(
        option=name,
        player=shot.model.players[int(shot.model.owner[removed.option])],
        lost=tuple(views.add(s) for s in lost[:MOST_LISTED]),
        gained=tuple(views.add(s) for s in gained[:MOST_LISTED]),
        lost_count=len(lost),
        gained_count=len(gained),
        moves=removed.moves,
        sentence=text,
    )


def best_first(shot: Snapshot, states: Sequence[int]) -> list[int]:
    """States in falling order of the subject's ranking."""
    rank, inside = shot.model.rank[shot.subject], shot.model.in_force
    return sorted(states, key=lambda s: (-int(rank[s]), sorted(inside(s))))


def list_states(
    views: Views, states: Sequence[int], most: int = 3, total: int | None = None
) -> str:
    """Some states in a sentence, and how many more there are of them (or of `total`)."""
    named = [views.words.quoted(s) for s in states[:most]]
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
    listed = list_states(views, named, 3, firm)
    return f"{when}, {today}. Stable in the Nash or sequential sense: {listed}."
