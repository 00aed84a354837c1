"""Conflicts as plain JSON: named states, each player's moves between them, and rankings.

What the literature's tables say and no more: `players` (a list of names), `states` (a list),
`reachable` (by player, then state: the states it can move to) and `preference_ranking` (by
player: states from best to worst, an inner list being a tie). By player, too, where a table
says it: `unknown` (pairs of states), `much_over` (places after which all is much less preferred)
and `unseen` (states the player does not know of). `today` names the status quo. `name`,
`provenance` and `published_result` are kept as title, source and note; anything else is left
alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError

__all__ = ["import_graph"]


def import_graph(text: str, *, title: str = "", path: Path | str | None = None) -> Conflict:
    """The conflict in the text of such a JSON file.

    Raises:
        CaseError: the text is no such file; the message says what is wrong.
    """
    try:
        return conflict_of(json.loads(text), title)
    except RecursionError as error:
        raise CaseError("is no graph of moves: it is nested too deep", path=path) from error
    except ValidationError as error:
        raise CaseError(f"is no graph of moves: {error.errors()[0]['msg']}", path=path) from error
    except KeyError as error:
        raise CaseError(f"is no graph of moves: it has no {error.args[0]!r}", path=path) from error
    except (TypeError, AttributeError, ValueError) as error:
        raise CaseError(f"is no graph of moves: {error}", path=path) from error


def conflict_of(data: Mapping[str, Any], title: str) -> Conflict:
    """From parsed JSON to a conflict."""
    ids = [str(p) for p in data["players"]]
    listed = [str(s) for s in data["states"]]
    if twice := {s for s, count in Counter(listed).items() if count > 1}:
        raise ValueError(f"state {min(twice)} stands twice")
    if strange := set(data["reachable"]) - set(ids):
        raise ValueError(f"reachable: there is no player {min(strange)!r}")
    return Conflict.model_validate(
        {
            "title": str(data.get("name") or title or "a graph of moves"),
            "source": str(data.get("provenance") or "a file of states, moves and rankings"),
            "seen": "table seen",
            "note": str(data.get("published_result") or ""),
            "players": [player_of(data, i) for i in ids],
            "states": dict.fromkeys(listed, ()),
            "moves": {i: rows(data["reachable"].get(i, {})) for i in ids},
            "today": str(data.get("today", "")),
        }
    )


def player_of(data: Mapping[str, Any], player: str) -> dict[str, Any]:
    """One player's preferences."""
    if player not in data["preference_ranking"]:
        raise ValueError(f"player {player} has no preference_ranking")
    return {
        "id": player,
        "ranking": [names(g) for g in data["preference_ranking"][player]],
        "unknown": [names(pair) for pair in data.get("unknown", {}).get(player, ())],
        "much_over": data.get("much_over", {}).get(player, ()),
        "unseen": names(list(data.get("unseen", {}).get(player, ()))),
    }


def rows(moves: Mapping[str, Iterable[Any]]) -> dict[str, list[str]]:
    """One player's moves."""
    return {str(start): names(list(ends)) for start, ends in moves.items()}


def names(group: Any) -> list[str]:
    """A state, or several, as strings."""
    return [str(s) for s in group] if isinstance(group, list) else [str(group)]
