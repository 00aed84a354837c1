"""What a stand-off must satisfy beyond the types of its fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from countermove.records.misplaced import MisplacedError
from countermove.records.preferences import COMPARED

if TYPE_CHECKING:
    from countermove.records.standoffs import Move, Standoff

__all__ = ["MOST_OPTIONS", "check_names", "nearest"]

MOST_OPTIONS = 22
"""Options of players and chance together; beyond it 2^n states will not fit (solving)."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
RESERVED = {"and", "or", "not", "implies", "if", "iff", "always", "done", "at", "most", "exactly"}


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the closest known name, or the list of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return "known names: " + ", ".join(names) if names else "there are none yet"


def check_names(standoff: Standoff) -> None:
    """Every name that is used exists, and no name is used twice.

    Raises:
        StandoffError: the first fault found, with the nearest right name.
    """
    names = [o.name for _, o in standoff.options()] + [c.name for c in standoff.chance]
    players = [p.id for p in standoff.players]
    refuse_doubles([(p, f"players.{p}") for p in players], "player")
    refuse_doubles(places_of_options(standoff), "option")
    refuse_unspeakable(places_of_options(standoff))
    if len(names) > MOST_OPTIONS:
        raise MisplacedError(
            f"{len(names)} options are too many; the most is {MOST_OPTIONS}", place="players"
        )
    check_known(standoff.subject, players, "subject", "player")
    for place, condition in standoff.conditions():
        for name in sorted(condition.names()):
            check_known(name, names, place, "option")
    check_preferences(standoff, names)
    check_courses(standoff)
    check_readings(standoff, players)
    check_levers(standoff, players, names)
    check_sources(standoff)


def check_preferences(standoff: Standoff, names: list[str]) -> None:
    """Comparisons speak of options that exist."""
    for player in standoff.players:
        for kind, number, preference in player.preferences():
            place = f"players.{player.id}.{kind}[{number}]"
            sides = zip(("this", COMPARED[kind]), preference.conditions(), strict=True)
            for side, condition in sides:
                for name in sorted(condition.names()):
                    check_known(name, names, f"{place}.{side}", "option")


def places_of_options(standoff: Standoff) -> list[tuple[str, str]]:
    """Every option's name with where it is declared."""
    return [(o.name, f"players.{p}.options.{o.name}") for p, o in standoff.options()] + [
        (c.name, f"chance.{c.name}") for c in standoff.chance
    ]


def check_courses(standoff: Standoff) -> None:
    """A course names options of the subject only."""
    own = [o.name for p, o in standoff.options() if p == standoff.subject]
    for course, members in standoff.courses.items():
        refuse_doubles([(m, f"courses.{course}[{i}]") for i, m in enumerate(members)], "option")
        for i, name in enumerate(members):
            check_known(name, own, f"courses.{course}[{i}]", "option of the subject")


def check_readings(standoff: Standoff, players: list[str]) -> None:
    """Readings and moves are of players and options that exist; rankings too."""
    for reading in standoff.readings:
        check_known(reading.player, players, f"readings.{reading.name}.player", "player")
    for i, move in enumerate(standoff.moves):
        check_known(move.player, players, f"moves[{i}].player", "player")
        own = [o.name for o in standoff.player(move.player).options]
        if move.option:
            check_known(move.option, own, f"moves[{i}].option", f"option of {move.player}")
        check_chances(standoff, move, f"moves[{i}].chances")
        for name in move.given or ():
            known = [n for n, _ in places_of_options(standoff)]
            check_known(name, known, f"moves[{i}].given", "option")


def check_chances(standoff: Standoff, move: Move, place: str) -> None:
    """Chances put in by hand stand for each reading of the player, and for nothing else."""
    readings = [r.name for r in standoff.readings if r.player == move.player]
    for name in move.chances:
        check_known(name, readings, place, f"reading of {move.player}")
    lacking = [name for name in readings if move.chances and name not in move.chances]
    if lacking:
        raise MisplacedError(
            f"the chances lack {', '.join(lacking)}; they take one for each reading of "
            f"{move.player}",
            place=place,
            word="chances",
        )


def check_levers(standoff: Standoff, players: list[str], names: list[str]) -> None:
    """Levers refer to players and options that exist."""
    for lever in standoff.levers:
        place = f"levers.{lever.name}"
        check_known(lever.holder, players, f"{place}.holder", "player")
        if lever.option:
            check_known(lever.option, names, f"{place}.option", "option")


def check_sources(standoff: Standoff) -> None:
    """What names a source names one that is listed."""
    known = [s.id for s in standoff.sources]
    used = [
        (payoff.source, f"players.{player.id}.payoffs[{i}].source")
        for player in standoff.players
        for i, payoff in enumerate(player.payoffs)
    ]
    used += [(o.source, f"players.{p}.options.{o.name}.source") for p, o in standoff.options()]
    used += [(c.source, f"chance.{c.name}.source") for c in standoff.chance]
    used += [(v.source, f"levers.{v.name}.source") for v in standoff.levers]
    for source, place in used:
        if source:
            check_known(source, known, place, "source")


def check_known(name: str, known: Iterable[str], place: str, kind: str = "name") -> None:
    """Refuse a name that is not among the known ones."""
    if name not in known:
        raise MisplacedError(
            f"there is no {kind} {name!r}; {nearest(name, known)}", place=place, word=name
        )


def refuse_unspeakable(named: list[tuple[str, str]]) -> None:
    """Refuse option names that no condition could speak of."""
    for name, place in named:
        if not NAME.fullmatch(name) or name.lower() in RESERVED:
            raise MisplacedError(
                f"the option name {name!r} cannot be used in conditions; a name takes letters, "
                f"digits and _, and is not one of {', '.join(sorted(RESERVED))}",
                place=place,
                word=name,
            )


def refuse_doubles(named: list[tuple[str, str]], kind: str) -> None:
    """Refuse names, each with its place, of which one stands twice."""
    seen = set()
    for name, place in named:
        if name in seen:
            raise MisplacedError(
                f"the {kind} {name!r} stands twice; names must differ", place=place, word=name
            )
        seen.add(name)
