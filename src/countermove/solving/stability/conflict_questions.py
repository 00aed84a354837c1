"""The inverse and the negotiation question for a conflict file (`wishing`, `removing`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from countermove.records.conflicts import Conflict
from countermove.records.stability import CONCEPTS, Concept, PreferenceChange, Removal, Wish
from countermove.solving.stability.conflicts import build_conflict, solve_conflict
from countermove.solving.stability.graph_routing import paths_from
from countermove.solving.stability.state_words import StateWords
from countermove.solving.stability.summing_up import word_raise, word_removal, word_wish
from countermove.solving.stability.wishing import Raise, wish

__all__ = ["list_removals", "list_wishes", "without_option"]


def list_wishes(
    words: StateWords, subject: int, today: int, wanted: Sequence[str], concepts: Sequence[Concept]
) -> tuple[Wish, ...]:
    """What must change for the wanted states to be equilibria, or the subject's best one."""
    labels = words.model.labels
    states = [labels.index(name) for name in wanted] or [best_of(words, subject, today)]
    return tuple(describe_wish(words, s, c) for s in states for c in concepts)


def best_of(words: StateWords, subject: int, today: int) -> int:
    """The subject's best state: today's if it is among them, else the first by name."""
    rank, number = words.model.relations.rank[subject], words.model.canonical
    best = [s for s in range(words.model.size) if rank[s] == rank.max()]
    return min(best, key=lambda s: (s != today, int(number[s])))


def describe_wish(words: StateWords, state: int, concept: Concept) -> Wish:
    """What would have to change for the state to be an equilibrium."""
    raises = wish(words.model, state, concept)
    return Wish(
        wanted=state,
        concept=concept,
        already=not raises,
        changes=tuple(describe_raise(words, r) for r in raises),
        sentence=word_wish(words, state, [r.player for r in raises], CONCEPTS[concept]),
    )


def describe_raise(words: StateWords, change: Raise) -> PreferenceChange:
    """One player's change of preference."""
    like = min(change.level_with, key=lambda s: int(words.model.canonical[s]))
    return PreferenceChange(
        player=words.model.players[change.player],
        raised_to=like,
        passed=change.passed,
        fewest=change.fewest,
        sentence=word_raise(words, change, like),
    )


def list_removals(
    conflict: Conflict, words: StateWords, subject: int, today: int
) -> tuple[Removal, ...]:
    """What each option's removal does to the outcome, by sequential stability."""
    labels = words.model.labels
    before = outcome(conflict, labels[today])
    rank, number = words.model.relations.rank[subject], words.model.canonical

    def places(names: Iterable[str]) -> list[int]:
        found = [labels.index(name) for name in names]
        return sorted(found, key=lambda s: (-int(rank[s]), int(number[s])))

    made = []
    for option in conflict.options:
        rest = without_option(conflict, option.name, labels[today])
        lost: set[str] = set()
        gained: set[str] = set()
        if rest is not None:
            after = outcome(rest, rest.today)
            moved = {name: twin(conflict, rest, name, option.name) for name in before}
            lost = {name for name, other in moved.items() if other not in after}
            gained = after - set(moved.values())
        told = places(lost), places(gained)
        made.append(
            Removal(
                option=option.name,
                player=option.player,
                lost=tuple(told[0]),
                gained=tuple(told[1]),
                lost_count=len(lost),
                gained_count=len(gained),
                moves=bool(lost or gained),
                sentence=word_removal(
                    words, f"“{option.label or option.name}”", rest is not None, *told
                ),
            )
        )
    return tuple(made)


def outcome(conflict: Conflict, today: str) -> set[str]:
    """The equilibria that come about from today's state by moves their movers prefer."""
    model = build_conflict(conflict)
    start = model.labels.index(today)
    paths = paths_from(model, start, range(len(model.players)), True)
    return {name for name in solve_conflict(conflict, "SEQ") if model.labels.index(name) in paths}


def without_option(conflict: Conflict, option: str, today: str) -> Conflict | None:
    """The conflict in which an option is never in force, withdrawn if it is today.

    None where no state like today's is left.
    """
    states = {
        name: tuple(s for s in settings if option not in s)
        for name, settings in conflict.states.items()
    }
    kept = {name: settings for name, settings in states.items() if settings}
    start = find_setting(kept, set(conflict.states[today][0]) - {option})
    if start is None:
        return None
    players = [
        p.model_copy(
            update={
                "ranking": tuple(r for g in p.ranking if (r := tuple(s for s in g if s in kept))),
                "much_over": (),
            }
        )
        for p in conflict.players
    ]
    changes = {"states": kept, "players": tuple(players), "today": start, "published": ()}
    return conflict.model_copy(update=changes)


def find_setting(states: dict[str, tuple[tuple[str, ...], ...]], wanted: set[str]) -> str | None:
    """The state in which exactly these options are in force."""
    return next((n for n, settings in states.items() if wanted in map(set, settings)), None)


def twin(conflict: Conflict, rest: Conflict, name: str, option: str) -> str | None:
    """The state that differs from another at most in lacking an option."""
    if name in rest.states:
        return name
    return find_setting(rest.states, set(conflict.states[name][0]) - {option})
