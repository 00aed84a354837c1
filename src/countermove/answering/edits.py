"""A stand-off taken apart into what a person edits, and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from countermove.records.numbers import keyed_payoffs
from countermove.records.preferences import COMPARED
from countermove.records.standoffs import Standoff

__all__ = ["Parts", "apply_edits", "find_edits", "put_together", "say_place", "take_apart"]

Place = tuple[str, ...]
Parts = dict[Place, Any]
"""What stands at each place: ("players", "RUS", "options", "squeeze"), ("rules", "a implies b")."""

NAMED = ("chance", "outcomes", "levers", "readings")
PLAIN = ("title", "question", "subject", "as_of", "moves", "notes")


def take_apart(standoff: Standoff) -> Parts:
    """Every option, payoff, rule, course, setting and so on at its own place."""
    whole = standoff.model_dump(mode="json")
    parts: Parts = {(field,): whole[field] for field in PLAIN}
    parts |= {("settings", k): v for k, v in whole["settings"].items()}
    parts |= {("rules", rule): rule for rule in whole["rules"]}
    parts |= {("courses", k): v for k, v in whole["courses"].items()}
    parts |= {("sources", s["id"]): s for s in whole["sources"]}
    for field in NAMED:
        parts |= {(field, item["name"]): item for item in whole[field]}
    for player, dumped in zip(standoff.players, whole["players"], strict=True):
        start = ("players", player.id)
        for field in ("name", "stake", "ranks", "priorities", "ranking"):
            parts[*start, field] = dumped[field]
        parts |= {(*start, "options", o["name"]): o for o in dumped["options"]}
        for kind in COMPARED:
            parts |= {(*start, kind, say_judged(kind, p)): p for p in dumped[kind]}
        keys = [key.split(".", 2)[2] for key, _ in keyed_payoffs(player)]
        parts |= {
            (*start, key): payoff for key, payoff in zip(keys, dumped["payoffs"], strict=True)
        }
    return parts


def put_together(parts: Mapping[Place, Any]) -> Standoff:
    """The stand-off of these parts, in their order.

    Raises:
        ValueError, StandoffError: they do not fit together.
    """
    whole: dict[str, Any] = {"settings": {}, "courses": {}, "rules": [], "sources": []}
    whole |= {field: [] for field in NAMED}
    players: dict[str, dict[str, Any]] = {}
    for place, value in parts.items():
        if place[0] == "players":
            put_in_player(players.setdefault(place[1], blank(place[1])), place[2:], value)
        elif place[0] in ("settings", "courses"):
            whole[place[0]][place[1]] = value
        elif len(place) == 2:
            whole[place[0]].append(value)
        else:
            whole[place[0]] = value
    return Standoff.model_validate(whole | {"players": list(players.values())})


def blank(id: str) -> dict[str, Any]:
    """A player without anything."""
    return {"id": id, "name": id, "options": [], "payoffs": []}


def put_in_player(player: dict[str, Any], place: Place, value: Any) -> None:
    """Put an option, a payoff or a plain field where it belongs."""
    if place[0] == "options":
        player["options"].append(value)
    elif place[0].startswith("payoffs["):
        player["payoffs"].append(value)
    elif place[0] in COMPARED:
        player.setdefault(place[0], []).append(value)
    else:
        player[place[0]] = value


def say_judged(kind: str, preference: Mapping[str, Any]) -> str:
    """What a comparison compares, and who judged so."""
    second = COMPARED[kind]
    by = f" (judged by {preference['by']})" if preference["by"] else ""
    return f"{preference['this']} {second} {preference[second]}{by}"


def find_edits(old: Parts, new: Parts) -> list[Place]:
    """The places at which two stand-offs differ, sorted."""
    return sorted(p for p in old.keys() | new.keys() if old.get(p) != new.get(p))


def apply_edits(old: Parts, new: Parts, places: Iterable[Place]) -> Parts:
    """The old parts with what stands at these places in the new ones."""
    parts = dict(old)
    for place in places:
        if place in new:
            parts[place] = new[place]
        else:
            del parts[place]
    return parts


def say_place(place: Place) -> str:
    """A place as it is written in keys of numbers: players.RUS.options.squeeze."""
    if place[0] == "rules":
        return f"rules[{place[1]}]"
    return ".".join(place)


def fields_changed(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The fields in which two values differ; one nameless field where they are no records."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                yield key, before.get(key), after.get(key)
    else:
        yield "", before, after
