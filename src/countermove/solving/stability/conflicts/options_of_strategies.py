"""Conflicts in other shapes put into the option form of a stand-off, moves unchanged.

Where the states of a graph of moves are combinations of strategies, options are made of every
player's strategies: the binary digits of a strategy's number in the order of the file, or one
option each, whichever allows exactly the moves listed. An option that can only be given up
is turned round: its end is taken up, for good.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Literal

import numpy as np

from countermove.records.conflicts import Conflict, ConflictOption, ConflictPlayer
from countermove.records.errors import InputError
from countermove.solving.stability.conflicts.build_conflict import build_conflict
from countermove.solving.stability.conflicts.gmcr import option_names
from countermove.solving.stability.models.models import GraphModel

__all__ = ["name_strategies", "turn_round"]

Encoding = Literal["binary", "single"]
"""Options as binary digits of a strategy's number, or one option for each strategy."""


def name_strategies(conflict: Conflict) -> Conflict:
    """A listed graph in option form.

    Raises:
        InputError: its states are no combinations of strategies, or its moves are not those
            that options can have.
    """
    model = build_conflict(conflict)
    if model.patterns is None:
        raise InputError(
            "its states are no combinations of the players' strategies, so that it cannot be a "
            "stand-off; solve takes it as it is"
        )
    wrong = ""
    encodings: tuple[Encoding, ...] = ("binary", "single")
    for chosen in product(encodings, repeat=len(model.players)):
        named = put_in_options(conflict, model, chosen)
        wrong = find_other_move(model, build_conflict(named))
        if not wrong:
            return named
    raise InputError(
        f"the moves of {wrong} are not those that options can have, each switched on or off "
        "at will or for good; solve takes the file as it is"
    )


def put_in_options(conflict: Conflict, model: GraphModel, ways: Sequence[Encoding]) -> Conflict:
    """The conflict with options for every player's strategies, in the way chosen for it."""
    options: list[ConflictOption] = []
    settings: dict[str, list[str]] = {label: [] for label in model.labels}
    for i, way in enumerate(ways):
        for number, states in enumerate(divide(conflict, model, i, way), start=1):
            option = make_option(model, i, number, states)
            options.append(option)
            for s in states:
                settings[model.labels[s]].append(option.name)
    listed = {name: [setting] for name, setting in settings.items()}
    return Conflict.model_validate(
        conflict.model_dump() | {"options": options, "states": listed, "moves": {}}
    )


def divide(conflict: Conflict, model: GraphModel, player: int, way: Encoding) -> list[list[int]]:
    """The states in which each option of the player is in force; none is in the first state."""
    assert model.patterns is not None
    assert model.masks is not None
    own = model.patterns & model.masks[player]
    first = own[model.labels.index(conflict.today)] if conflict.today else own[0]
    order = sorted(dict.fromkeys(own.tolist()), key=lambda x: x != first)
    number = np.array([order.index(x) for x in own.tolist()], np.int64)
    if way == "binary":
        count = (len(order) - 1).bit_length()
        return [np.flatnonzero(number >> b & 1).tolist() for b in range(count)]
    return [np.flatnonzero(number == n).tolist() for n in range(1, len(order))]


def make_option(model: GraphModel, player: int, number: int, states: list[int]) -> ConflictOption:
    """An option that is in force in these states; lasting if no move ends it."""
    id, listed = model.players[player], ", ".join(model.labels[s] for s in states[:4])
    kept = set(states)
    return ConflictOption(
        name=f"{option_names(model.players)[player]}_{number}",
        label=f"{id} as in {listed}{', …' if len(states) > 4 else ''}",
        player=id,
        lasting=all(set(model.moves(player, s).tolist()) <= kept for s in states),
    )


def find_other_move(listed: GraphModel, made: GraphModel) -> str:
    """A player and a state from which its moves are not those listed; nothing if none."""
    for i, player in enumerate(listed.players):
        for s, label in enumerate(listed.labels):
            if listed.moves(i, s).tolist() != made.moves(i, s).tolist():
                return f"{player} from state {label}"
    return ""


def turn_round(conflict: Conflict) -> Conflict:
    """The same conflict without options that can only be given up.

    Raises:
        InputError: an option can never be switched at all.
    """
    turned = {o.name: f"end_{o.name}" for o in conflict.options if o.only_off}
    if fixed := [o.name for o in conflict.options if o.only_off and o.lasting]:
        raise InputError(f"option {fixed[0]} can never be switched; leave it out")
    if not turned:
        return conflict
    states = {
        name: [flip(setting, turned) for setting in settings]
        for name, settings in conflict.states.items()
    }
    return Conflict.model_validate(
        conflict.model_dump()
        | {
            "options": [turn_option(o, turned) for o in conflict.options],
            "states": states,
            "players": [turn_player(p, turned) for p in conflict.players],
        }
    )


def flip(setting: Sequence[str], turned: dict[str, str]) -> list[str]:
    """A setting with the ends of options in the place of the options."""
    kept = [name for name in setting if name not in turned]
    return kept + [end for name, end in turned.items() if name not in setting]


def turn_option(option: ConflictOption, turned: dict[str, str]) -> ConflictOption:
    """The end of an option, for good; another option as it is."""
    if option.name not in turned:
        return option
    label = f"End: {option.label or option.name}"
    return ConflictOption(name=turned[option.name], label=label, player=option.player, lasting=True)


def turn_player(player: ConflictPlayer, turned: dict[str, str]) -> ConflictPlayer:
    """A player whose priorities name the ends."""
    told = player.priorities
    for name, end in turned.items():
        word = re.compile(rf"\bdone\(\s*{name}\s*\)|\b{name}\b")
        told = tuple(word.sub(f"(not {end})", text) for text in told)
    return player.model_copy(update={"priorities": told})
