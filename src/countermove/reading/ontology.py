"""PLOVER's types, modes, scores and quads, and their mapping to and from CAMEO."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard, cast, get_args

from countermove.records.events import Action

__all__ = [
    "OURS",
    "from_cameo",
    "future_of",
    "goldstein",
    "is_conflict",
    "is_type",
    "new_name",
    "quad",
    "score",
    "to_action",
    "to_cameo",
]

DATA = Path(__file__).parent / "data"
OURS = frozenset({"POLICY", "CONDITION"})
QUADS = ("Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict")
ACTIONS = frozenset(get_args(Action))


@cache
def plover() -> dict[str, Any]:
    """The types with their quads, scores and modes."""
    return cast(dict[str, Any], json.loads((DATA / "plover.json").read_text(encoding="utf-8")))


@cache
def cameo() -> dict[str, Any]:
    """CAMEO's codes, and the code for each PLOVER type and mode."""
    return cast(dict[str, Any], json.loads((DATA / "cameo.json").read_text(encoding="utf-8")))


def score(action: str, mode: str = "") -> float:
    """PLOVER's intensity from -10 (conflict) to +10 (cooperation); 0 for kinds of our own."""
    entry = plover()["types"].get(action)
    if entry is None:
        return 0.0
    of_mode = entry["modes"].get(mode)
    return float(entry["score"] if of_mode is None else of_mode)


def quad(action: str) -> int:
    """1 and 2: verbal and material cooperation; 3 and 4: verbal and material conflict; 0: ours."""
    entry = plover()["types"].get(action)
    return 1 + QUADS.index(entry["quad"]) if entry else 0


def is_conflict(action: str) -> bool:
    """Whether a type is verbal or material conflict."""
    return quad(action) >= 3


def future_of(action: str) -> str:
    """What PLOVER calls an act that is only promised, threatened or announced."""
    return str(plover()["future"].get(action, action))


def from_cameo(code: str) -> tuple[Action, str, tuple[str, ...]] | None:
    """Type, mode and contexts of a CAMEO code; its parent's if the code is unknown.

    None for statements (root 01), which PLOVER has no type for.
    """
    codes = cameo()["codes"]
    while code and code not in codes:
        code = code[:-1]
    entry = codes.get(code, {})
    action = entry.get("action")
    if action not in ACTIONS:
        return None
    return action, entry["mode"], tuple(entry.get("contexts", ()))


def to_cameo(action: str, mode: str = "") -> str:
    """The CAMEO code of a type and mode; empty for kinds of our own."""
    table = cameo()["from_plover"]
    return str(table.get(f"{action}/{mode}") or table.get(action, ""))


def goldstein(code: str) -> float | None:
    """The Goldstein value that GDELT gives a CAMEO code."""
    entry = cameo()["codes"].get(code)
    return float(entry["goldstein"]) if entry and entry["goldstein"] is not None else None


def is_type(action: str) -> TypeGuard[Action]:
    """Whether a name is one of PLOVER's types."""
    return action in ACTIONS and action not in OURS


def to_action(name: str) -> Action:
    """A name from one of our data files as a type.

    Raises:
        ValueError: it is none.
    """
    if not is_type(name):
        raise ValueError(f"{name!r} is no PLOVER type")
    return name


def new_name(action: str) -> str:
    """What PLOVER calls today a type that an older draft called otherwise."""
    return str(plover()["old_names"].get(action, action))
