"""Between stand-offs and conflicts: what lets a stand-off go out to, or come in from, others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from countermove.phrasing.lists import join
from countermove.records.conflicts import Conflict, ConflictOption, ConflictPlayer
from countermove.records.errors import InputError, TooLargeError
from countermove.records.standoffs import Standoff
from countermove.solving.stability.conflicts.build_conflict import build_conflict, option_frame
from countermove.solving.stability.conflicts.options_of_strategies import (
    name_strategies,
    turn_round,
)
from countermove.solving.stability.conflicts.patterns import cover_states
from countermove.solving.stability.models.doubts import Doubts, find_doubts
from countermove.solving.stability.models.models import OptionModel
from countermove.solving.stability.models.snapshots import OneOff, When, take_snapshot

__all__ = ["conflict_from_standoff", "standoff_from_conflict"]

MOST_STATES = 4096


def conflict_from_standoff(standoff: Standoff, when: When, *, once: OneOff = "spread") -> Conflict:
    """One snapshot of a stand-off as a conflict: numbered states and rankings.

    States are numbered from 1 in rising order of their bits, options in the order of their
    names.

    Raises:
        InputError: the grades of some player's `much` run against its ranking.
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
    doubts = find_doubts(standoff, shot)
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
            listed_player(model, place, number, doubts, names[i])
            for place, i in enumerate(model.players)
        ),
        today=number[shot.today],
    )


def listed_player(
    model: OptionModel, player: int, number: dict[int, str], doubts: Doubts, name: str
) -> ConflictPlayer:
    """A player's ranking, with what the ranking does not say."""
    labels = list(number.values())
    unseen = {labels[s] for s in doubts.unseen[player].tolist()}
    pairs = ((labels[a], labels[b]) for a, b, _ in doubts.pairs[player])
    level = dict(zip(number.values(), doubts.level[player].tolist(), strict=True))
    ranking = ranking_of(model, player, number)
    return ConflictPlayer(
        id=model.players[player],
        name=name,
        ranking=ranking,
        much_over=cuts_of(ranking, level, model.players[player]),
        unknown=tuple(pair for pair in pairs if not unseen & set(pair)),
        unseen=tuple(n for n in labels if n in unseen),
    )


def ranking_of(
    model: OptionModel, player: int, number: dict[int, str]
) -> tuple[tuple[str, ...], ...]:
    """A player's ranking, best first, ties together."""
    rank = model.rank[player]
    levels = np.unique(rank[list(number)])[::-1]
    return tuple(tuple(n for s, n in number.items() if rank[s] == level) for level in levels)


def cuts_of(
    ranking: tuple[tuple[str, ...], ...], level: dict[str, int], player: str
) -> tuple[int, ...]:
    """The places after which everything further down is of a lower grade."""
    grades = [{level[n] for n in group} for group in ranking]
    pairs = list(pairwise(grades))
    if any(len(g) > 1 for g in grades) or any(min(a) < max(b) for a, b in pairs):
        raise InputError(f"the grades of `much` run against the ranking of player {player}")
    return tuple(place for place, (a, b) in enumerate(pairs, start=1) if min(a) > max(b))


def standoff_from_conflict(conflict: Conflict, subject: str) -> Standoff:
    """A conflict as a stand-off without a clock, to be gone on with by hand.

    Rankings and priorities are kept as they are; forbidden settings become rules. Strategies
    of a graph of moves become options, and options that can only be given up are turned round
    (`options_of_strategies`). Coalesced states are told apart again, as ties; a note says so.

    Raises:
        InputError: it has moves that no options have, or there is no such subject.
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


def player_of(conflict: Conflict, player: ConflictPlayer, today: str) -> dict[str, Any]:
    """A player as a stand-off has it."""
    in_force = conflict.states[today][0]
    shape = option_frame(conflict).size

    def said(names: Iterable[str]) -> str:
        return condition_of(conflict, names, shape)

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
        "much": [said(names) for names in grades_of(conflict, player)],
        "unknown": [(said([a]), said([b])) for a, b in player.unknown],
        "unseen": [said([name]) for name in player.unseen],
    }


def grades_of(conflict: Conflict, player: ConflictPlayer) -> list[list[str]]:
    """For every "much preferred" gap, the best first, the states above it."""
    if not player.much_over:
        return []
    relations = build_conflict(conflict).relations
    level = relations.level[conflict.players.index(player)].tolist()
    names = list(conflict.states)
    return [
        [n for n, x in zip(names, level, strict=True) if x >= cut]
        for cut in sorted(set(level) - {min(level)}, reverse=True)
    ]


def condition_of(conflict: Conflict, states: Iterable[str], size: int) -> str:
    """A condition that holds in exactly these states, among all settings of options."""
    options = [o.name for o in conflict.options]
    wanted = np.zeros(size, np.bool_)
    for state in states:
        for setting in conflict.states[state]:
            wanted[sum(1 << options.index(n) for n in set(setting))] = True
    patterns = cover_states(wanted)
    texts = [
        " and ".join(options[b] if on else f"not {options[b]}" for b, on in p) for p in patterns
    ]
    if len(texts) == 1:
        return texts[0] or "always"
    return " or ".join(f"({text})" for text in texts) or "not always"


def rule_of(conflict: Conflict, pattern: tuple[tuple[int, bool], ...]) -> str:
    """A forbidden pattern as a rule in words."""
    names = [o.name for o in conflict.options]
    return "not (" + " and ".join(names[b] if on else f"not {names[b]}" for b, on in pattern) + ")"
