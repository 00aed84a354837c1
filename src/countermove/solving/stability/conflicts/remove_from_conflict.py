"""The negotiation question for a conflict file: options off the table one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from countermove.records.conflicts import Conflict
from countermove.solving.stability.conflicts.build_conflict import build_conflict
from countermove.solving.stability.conflicts.conflict_models import ConflictModels
from countermove.solving.stability.conflicts.solve_conflict import solve_conflict
from countermove.solving.stability.questions.evolution import paths_from
from countermove.solving.stability.questions.negotiation import Removed, remove_options

__all__ = ["remove_from_conflict"]


def remove_from_conflict(models: ConflictModels, today: int) -> Iterator[Removed]:
    """What each option's removal does, by sequential stability, in the order of the file.

    Outcomes are numbered as the file's states are.
    """
    conflict, words = models.conflict, models.view_words[0]
    if models.options is not None:
        start = words.located[today]
        for r in remove_options(models.options, start):
            yield Removed(
                r.option,
                r.possible,
                tuple(map(words.number, r.lost)),
                tuple(map(words.number, r.gained)),
            )
        return
    start_name = models.graph.labels[today]
    before = outcome(conflict, start_name)
    for number, option in enumerate(conflict.options):
        rest = without_option(conflict, option.name, start_name)
        if rest is None:
            yield Removed(number, False)
            continue
        lost, gained = compare_outcomes(conflict, rest, option.name, before)

        def place(names: Iterable[str]) -> tuple[int, ...]:
            return tuple(words.positions[name] for name in names)

        yield Removed(number, True, place(lost), place(gained))


def compare_outcomes(
    conflict: Conflict, rest: Conflict, option: str, before: set[str]
) -> tuple[set[str], set[str]]:
    """The outcomes lost and gained by the removal of an option that leaves `rest`."""
    after = outcome(rest, rest.today)
    moved = {name: twin(conflict, rest, name, option) for name in before}
    lost = {name for name, other in moved.items() if other not in after}
    return lost, after - {other for other in moved.values() if other is not None}


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
