"""Import and export of GMCR+ files (`.gmcr`), from the format of its files as seen.

JSON with `options` (permittedDirection both, fwd or back), `decisionMakers` (their options,
a `preferenceRanking` by feasible-state number from best to worst, an inner list being a tie,
or `preferences`, patterns of Y and N, most important first), `infeasibles` and per-player
`misperceptions` (patterns). Feasible states are numbered from 1 in rising binary value, the
first option being the lowest bit. Older files say `preferenceVector`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermove.records.conflicts import Conflict, ConflictOption, ConflictPlayer
from countermove.records.errors import CaseError, InputError
from countermove.records.standoff_checks import MOST_OPTIONS
from countermove.solving.stability.conflicts.build_conflict import build_conflict, option_frame
from countermove.solving.stability.conflicts.patterns import Pattern, cover_states

__all__ = ["export_gmcr", "import_gmcr"]

DIRECTIONS = {"both": (False, False), "fwd": (True, False), "back": (False, True)}


def import_gmcr(text: str, *, title: str = "", path: Path | str | None = None) -> Conflict:
    """The conflict in the text of a `.gmcr` file.

    Raises:
        CaseError: the text is no such file; the message says what is wrong.
    """
    try:
        data = json.loads(text)
        return conflict_of(data, title)
    except RecursionError as error:
        raise CaseError("is no GMCR+ file: it is nested too deep", path=path) from error
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise CaseError(
            f"is no GMCR+ file: {error!r} where its format has more", path=path
        ) from error
    except ValueError as error:
        raise CaseError(f"is no GMCR+ file: {error}", path=path) from error


def conflict_of(data: dict[str, Any], title: str) -> Conflict:
    """From parsed JSON to a conflict."""
    count = len(data["options"])
    if not 0 < count <= MOST_OPTIONS:
        raise ValueError(f"{count} options; between 1 and {MOST_OPTIONS} can be read")
    names = option_names([str(o["name"]) for o in data["options"]])
    feasible = np.ones(1 << count, np.bool_)
    for pattern in data.get("infeasibles", []):
        feasible &= ~matches(pattern, count)
    states = np.flatnonzero(feasible).tolist()
    numbers = {s: str(i + 1) for i, s in enumerate(states)}
    ids = option_names([str(d["name"]) for d in data["decisionMakers"]])
    owner = {b: ids[i] for i, d in enumerate(data["decisionMakers"]) for b in d["options"]}
    manual = data.get("useManualPreferenceRanking", data.get("useManualPreferenceVectors", False))
    return Conflict(
        title=title or "imported from GMCR+",
        source="GMCR+ file",
        seen="table seen",
        note=note_of(data, ids),
        options=tuple(option_of(o, names[b], owner[b]) for b, o in enumerate(data["options"])),
        states={numbers[s]: (tuple(n for b, n in enumerate(names) if s >> b & 1),) for s in states},
        players=tuple(
            player_of(d, ids[i], names, numbers, bool(manual))
            for i, d in enumerate(data["decisionMakers"])
        ),
    )


def note_of(data: dict[str, Any], ids: Sequence[str]) -> str:
    """The coalitions the file groups players into; every group is looked at here anyway."""
    groups = [g for g in data.get("coalitions", []) if isinstance(g, list) and len(g) > 1]
    told = "; ".join(" and ".join(ids[int(i)] for i in group) for group in groups)
    return f"The file groups in coalitions: {told}." if told else ""


def option_names(texts: Sequence[str]) -> list[str]:
    """Names usable in conditions, made of the file's names; doubles get a number."""
    names: list[str] = []
    for text in texts:
        stem = re.sub(r"\W+", "_", text.lower(), flags=re.ASCII).strip("_") or "x"
        stem = f"o_{stem}" if stem[0].isdigit() or stem in RESERVED else stem
        name, extra = stem, 2
        while name in names:
            name, extra = f"{stem}_{extra}", extra + 1
        names.append(name)
    return names


RESERVED = frozenset(
    {"and", "or", "not", "implies", "if", "iff", "always", "done", "at", "most", "exactly"}
)


def option_of(data: dict[str, Any], name: str, player: str) -> ConflictOption:
    """One option, with the direction it may be switched in."""
    direction = data.get("permittedDirection", "both")
    if direction not in DIRECTIONS:
        raise ValueError(f"direction {direction!r}; it takes both, fwd or back")
    lasting, only_off = DIRECTIONS[direction]
    return ConflictOption(
        name=name, label=str(data["name"]), player=player, lasting=lasting, only_off=only_off
    )


def player_of(
    data: dict[str, Any],
    name: str,
    options: Sequence[str],
    numbers: dict[int, str],
    manual: bool,
) -> ConflictPlayer:
    """One player, by its ranking or its patterns, without the states it does not perceive."""
    unseen = np.zeros(1 << len(options), np.bool_)
    for pattern in data.get("misperceptions", []):
        unseen |= matches(pattern, len(options))
    hidden = tuple(number for s, number in numbers.items() if unseen[s])
    listed = data.get("preferenceRanking", data.get("preferenceVector"))
    label = str(data["name"])
    if listed and (manual or not data.get("preferences")):
        groups = [group if isinstance(group, list) else [group] for group in listed]
        ranking = tuple(tuple(str(int(s)) for s in g if str(int(s)) not in hidden) for g in groups)
        ranking = tuple(g for g in ranking if g)
        return ConflictPlayer(id=name, name=label, ranking=ranking, unseen=hidden)
    statements = tuple(statement(p, options) for p in data["preferences"])
    return ConflictPlayer(id=name, name=label, priorities=statements or ("always",), unseen=hidden)


def matches(pattern: Any, count: int) -> NDArray[np.bool_]:
    """Which bit patterns have every option as the pattern says."""
    states = np.arange(1 << count, dtype=np.int64)
    result = np.ones(1 << count, np.bool_)
    for option, sign in pattern:
        if not 0 <= int(option) < count or sign not in ("Y", "N", "-"):
            raise ValueError(f"pattern {pattern}; it takes [option number, Y or N] pairs")
        if sign != "-":
            result &= (states >> int(option) & 1) == (sign == "Y")
    return result


def statement(pattern: Any, options: Sequence[str]) -> str:
    """A preference pattern, or a compound of several, as a condition in words."""
    if isinstance(pattern, dict):
        return " or ".join(f"({statement(p, options)})" for p in pattern["members"])
    literals = (
        options[int(b)] if s == "Y" else f"not {options[int(b)]}" for b, s in pattern if s != "-"
    )
    return " and ".join(literals) or "always"


def export_gmcr(conflict: Conflict) -> str:
    """The conflict as the text of a `.gmcr` file, with manual rankings.

    Raises:
        InputError: it has no options, unknown or strong preferences, or moves of its own,
            which the format cannot say.
    """
    if not conflict.options or conflict.moves:
        raise InputError("a .gmcr file holds conflicts in option form only")
    if any(p.unknown or p.much_over for p in conflict.players):
        raise InputError("a .gmcr file holds no unknown or strong preferences")
    frame = option_frame(conflict)
    numbers = {int(s): i + 1 for i, s in enumerate(frame.states())}
    players = [
        {
            "name": p.name or p.id,
            "options": [b for b, o in enumerate(conflict.options) if o.player == p.id],
            "preferences": [],
            "preferenceRanking": ranking_of(conflict, i, numbers),
            **misperceived(conflict, p),
        }
        for i, p in enumerate(conflict.players)
    ]
    data = {
        "program": "gmcr-py",
        "version": "0.3.6",
        "options": [
            {"name": o.label or o.name, "permittedDirection": direction_of(o)}
            for o in conflict.options
        ],
        "decisionMakers": players,
        "coalitions": list(range(len(players))),
        "coalitionsFull": players,
        "infeasibles": [as_pattern(p) for p in cover_states(~frame.feasible)],
        "useManualPreferenceRanking": True,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def direction_of(option: ConflictOption) -> str:
    """How an option may be switched, in the format's words."""
    if option.lasting and option.only_off:
        raise InputError(f"option {option.name} can never be switched; leave it out")
    return "fwd" if option.lasting else "back" if option.only_off else "both"


def ranking_of(conflict: Conflict, player: int, numbers: dict[int, int]) -> list[Any]:
    """State numbers from best to worst, ties as lists; coalesced states become a tie."""
    rank = build_conflict(conflict).relations.rank[player]
    frame = option_frame(conflict)
    groups: dict[int, list[int]] = {}
    for place, settings in enumerate(conflict.states.values()):
        members = [numbers[frame.pattern(s)] for s in settings]
        groups.setdefault(int(rank[place]), []).extend(members)
    ordered = [sorted(groups[r]) for r in sorted(groups, reverse=True)]
    return [g[0] if len(g) == 1 else g for g in ordered]


def misperceived(conflict: Conflict, player: ConflictPlayer) -> dict[str, Any]:
    """The states a player does not perceive, as patterns; nothing where it sees all."""
    if not player.unseen:
        return {}
    frame = option_frame(conflict)
    hidden = np.zeros(frame.size, np.bool_)
    for name in player.unseen:
        hidden[[frame.pattern(s) for s in conflict.states[name]]] = True
    return {"misperceptions": [as_pattern(p) for p in cover_states(hidden)]}


def as_pattern(literals: Pattern) -> list[list[Any]]:
    """A pattern in the format's words."""
    return [[b, "Y" if on else "N"] for b, on in literals]
