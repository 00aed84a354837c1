"""The inverse and the negotiation question for a conflict file (`wishing`, `removing`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from countermove.records.conflicts import Conflict
from countermove.records.stability import CONCEPTS, Concept, PreferenceChange, Removal, Wish
from countermove.solving.stability.conflicts.build_conflict import build_conflict, solve_conflict
from countermove.solving.stability.conflicts.judge_conflict import Court
from countermove.solving.stability.explaining.graph_routes import paths_from
from countermove.solving.stability.explaining.state_words import StateWords
from countermove.solving.stability.explaining.summaries import (
    MOST_LISTED,
    word_raise,
    word_removal,
    word_wish,
)
from countermove.solving.stability.explaining.words import Words
from countermove.solving.stability.questions.inverse import Raise, wish
from countermove.solving.stability.questions.negotiation import remove_options

__all__ = ["Inquirer", "list_removals", "without_option"]


@dataclass(frozen=True, eq=False)
class Inquirer:
    """Asks the inverse question in a model whose states `number` numbers as the file does."""

    words: Words
    number: Mapping[int, int]

    def wish(self, state: int, concept: Concept) -> Wish:
        """What would have to change for the state to be an equilibrium."""
        raises = wish(self.words.model, state, concept)
        return Wish(
            wanted=self.number[state],
            concept=concept,
            already=not raises,
            changes=tuple(self.change(r) for r in raises),
            sentence=word_wish(self.words, state, [r.player for r in raises], CONCEPTS[concept]),
        )

    def change(self, change: Raise) -> PreferenceChange:
        """One player's change of preference."""
        like = min(change.level_with, key=self.words.quoted)
        fewest = change.fewest
        return PreferenceChange(
            player=self.words.model.players[change.player],
            raised_to=self.number[like],
            passed=change.passed,
            fewest=None if fewest is None else tuple(self.number[s] for s in fewest),
            sentence=word_raise(self.words, change, like),
        )


def list_removals(court: Court, words: StateWords, subject: int, today: int) -> tuple[Removal, ...]:
    """What each option's removal does to the outcome, by sequential stability."""
    labels = court.model.labels
    rank, number = court.model.relations.rank[subject], court.model.canonical

    def places(names: Iterable[str]) -> list[int]:
        found = [labels.index(name) for name in names]
        return sorted(found, key=lambda s: (-int(rank[s]), int(number[s])))

    made = []
    for option, (possible, lost, gained) in zip(
        court.conflict.options, removals_of(court, labels[today]), strict=True
    ):
        told = places(lost), places(gained)
        label = f"“{option.label or option.name}”"
        made.append(
            Removal(
                option=option.name,
                player=option.player,
                lost=tuple(told[0][:MOST_LISTED]),
                gained=tuple(told[1][:MOST_LISTED]),
                lost_count=len(lost),
                gained_count=len(gained),
                moves=bool(lost or gained),
                sentence=word_removal(words, label, possible, *told),
            )
        )
    return tuple(made)


Outcome = tuple[bool, set[str], set[str]]
"""Whether an option can be taken off the table, and the outcomes lost and gained."""


def removals_of(court: Court, today: str) -> list[Outcome]:
    """What each option's removal does, in the order of the options."""
    if court.options is None:
        before = outcome(court.conflict, today)
        return [remove(court.conflict, o.name, today, before) for o in court.conflict.options]
    labels, place = court.model.labels, court.places[0]
    name = {pattern: labels[s] for s, pattern in place.items()}
    start = place[labels.index(today)]
    return [
        (r.possible, {name[s] for s in r.lost}, {name[s] for s in r.gained})
        for r in remove_options(court.options, start)
    ]


def remove(conflict: Conflict, option: str, today: str, before: set[str]) -> Outcome:
    """What one option's removal does."""
    rest = without_option(conflict, option, today)
    if rest is None:
        return False, set(), set()
    after = outcome(rest, rest.today)
    moved = {name: twin(conflict, rest, name, option) for name in before}
    lost = {name for name, other in moved.items() if other not in after}
    return True, lost, after - {other for other in moved.values() if other is not None}


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
