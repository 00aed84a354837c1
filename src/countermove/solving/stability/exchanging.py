"""Between stand-offs and conflicts: what lets a stand-off go out to, or come in from, others."""

from __future__ import annotations

from typing import Any

import numpy as np

from countermove.records.conflicts import Conflict, ConflictOption, ConflictPlayer
from countermove.records.errors import InputError, TooLargeError
from countermove.records.standoffs import Standoff
from countermove.solving.stability.conflicts import option_frame
from countermove.solving.stability.models import OptionModel
from countermove.solving.stability.optioning import name_strategies, turn_round
from countermove.solving.stability.patterns import cover_states
from countermove.solving.stability.snapshots import OneOff, When, take_snapshot
from countermove.solving.stability.wording import join

__all__ = ["conflict_from_standoff", "standoff_from_conflict"]

MOST_STATES = 4096


def conflict_from_standoff(standoff: Standoff, when: When, *, once: OneOff = "spread") -> Conflict:
    """One snapshot of a stand-off as a conflict: numbered states and rankings.

    States are numbered from 1 in rising order of their bits, options in the order of their
    names.

    Raises:
        TooLargeError: there are too many states to list.
    """
    shot = take_snapshot(standoff, when, once=once)
    model, states = shot.model, shot.model.states().tolist()
    if len(states) > MOST_STATES:
        raise TooLargeError(
            f"{len(states)} feasible states are too many to list; the most is {MOST_STATES}"
        )
    number = {s: str(place + 1) for place, s in enumerate(states)}
    names = {p.id: p.name for p in standoff.players}
    owner = [model.players[int(i)] for i in model.owner]
    return Conflict(
        title=f"{standoff.title} ({when})",
        about=standoff.question,
        source="a stand-off file, at its likely values",
        seen="table seen",
        options=tuple(
            ConflictOption(name=o.name, label=o.label, player=owner[b], lasting=o.lasting)
            for b, o in enumerate(shot.options)
        ),
        states={number[s]: (model.in_force(s),) for s in states},
        players=tuple(
            ConflictPlayer(id=i, name=names[i], ranking=ranking_of(model, place, number))
            for place, i in enumerate(model.players)
        ),
        today=number[shot.today],
    )


def ranking_of(
    model: OptionModel, player: int, number: dict[int, str]
) -> tuple[tuple[str, ...], ...]:
    """A player's ranking, best first, ties together."""
    rank = model.rank[player]
    levels = np.unique(rank[list(number)])[::-1]
    return tuple(tuple(n for s, n in number.items() if rank[s] == level) for level in levels)


def standoff_from_conflict(conflict: Conflict, subject: str) -> Standoff:
    """A conflict as a stand-off without a clock, to be gone on with by hand.

    Rankings and priorities are kept as they are; forbidden settings become rules. Strategies
    of a graph of moves become options, and options that can only be given up are turned round
    (`optioning`). Coalesced states are told apart again, as ties; a note says so.

    Raises:
        InputError: it has what a stand-off cannot say: moves that no options have, unknown or
            strong preferences, states somebody does not see.
    """
    refuse_unsaid(conflict, subject)
    conflict = turn_round(conflict if conflict.options else name_strategies(conflict))
    frame = option_frame(conflict)
    today = conflict.today or next(iter(conflict.states))
    return Standoff.model_validate(
        {
            "title": conflict.title,
            "question": f"What should {subject} do now?",
            "subject": subject,
            "players": [player_of(conflict, p, today) for p in conflict.players],
            "rules": [rule_of(conflict, p) for p in cover_states(~frame.feasible)],
            "notes": notes_of(conflict),
        }
    )


def notes_of(conflict: Conflict) -> list[str]:
    """Where it is from, and what was coalesced there."""
    joined = [name for name, settings in conflict.states.items() if len(settings) > 1]
    text = f"{join(joined)}: one state there, several here that are liked equally"
    return [f"From a published conflict or a file: {conflict.source}"] + [text] * bool(joined)


def refuse_unsaid(conflict: Conflict, subject: str) -> None:
    """Refuse what a stand-off cannot say."""
    if subject not in {p.id for p in conflict.players}:
        ids = ", ".join(p.id for p in conflict.players)
        raise InputError(f"there is no player {subject!r}; there are {ids}")
    if conflict.options and conflict.moves:
        raise InputError("a stand-off has no moves of its own; give options or moves, not both")
    if any(p.unknown or p.much_over or p.unseen for p in conflict.players):
        raise InputError("a stand-off has no unknown or strong preferences, nor unseen states")


def player_of(conflict: Conflict, player: ConflictPlayer, today: str) -> dict[str, Any]:
    """A player as a stand-off has it."""
    in_force = conflict.states[today][0]
    return {
        "id": player.id,
        "name": player.name or player.id,
        "options": [
            {
                "name": o.name,
                "label": o.label or o.name,
                "lasting": o.lasting,
                "today": o.name in in_force,
            }
            for o in conflict.options
            if o.player == player.id
        ],
        "priorities": player.priorities,
        "ranking": [
            [setting for state in group for setting in conflict.states[state]]
            for group in player.ranking
        ],
    }


def rule_of(conflict: Conflict, pattern: tuple[tuple[int, bool], ...]) -> str:
    """A forbidden pattern as a rule in words."""
    names = [o.name for o in conflict.options]
    return "not (" + " and ".join(names[b] if on else f"not {names[b]}" for b, on in pattern) + ")"
