"""A new draft joined with what people changed in the last one: three versions, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from countermove.records.conditions import parse_condition
from countermove.records.errors import StandoffError
from countermove.records.standoff_file import parse_standoff, write_tree
from countermove.records.standoff_form import to_file

__all__ = ["Change", "Redraft", "redraft"]

Path = tuple[str, ...]
Tree = dict[str, Any]
Parts = dict[Path, Any]
Kind = Literal["added", "dropped", "changed", "kept"]

KEYED = ("chance", "courses", "outcomes", "levers", "readings", "sources")
"""Mappings of the file whose entries are parts."""

FROM_TEXT = ("events", "quotes")
"""Fields that say where a part was read: always those of the new draft."""


@dataclass(frozen=True)
class Change:
    """One part of the model that the new draft adds, drops or changes, or that stays as a person
    made it though the draft has it otherwise; `before` and `after` in a few words."""

    kind: Kind
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Redraft:
    """The joined model as the text of a file, and what it changes in the present one."""

    text: str
    changes: tuple[Change, ...]


def redraft(base: str, mine: str, theirs: str) -> Redraft:
    """The new draft `theirs` with what people changed between `base` and `mine`.

    1. A part that nobody touched since the last draft, `base`, is as in the new one.
    2. A part that somebody touched stays as they made it; where the draft changed it too, field
       by field.
    3. An option on which something of theirs rests stays with what it is worth, even where the new
       draft lacks it.
    4. Comments stay before the lines that they stood before.

    Raises:
        StandoffError: a text is no stand-off, or what people wrote does not fit the new draft.
    """
    old, own, new = (dict(split(to_file(parse_standoff(text)))) for text in (base, mine, theirs))
    joined = join(old, own, new)
    joined = keep_needed(joined, old, own)
    text = write_tree(build(joined))
    parse_standoff(text)
    return Redraft(put_comments(mine, text), tuple(tell(old, own, new, joined)))


def split(tree: Tree) -> Iterator[tuple[Path, Any]]:
    """The parts of a file by where they stand."""
    for key, value in tree.items():
        if key == "players":
            for id, player in value.items():
                yield from split_player(id, player)
        elif key in KEYED:
            yield from (((key, name), part) for name, part in value.items())
        elif key == "rules":
            yield from (((key, str(rule)), rule) for rule in value)
        else:
            yield (key,), value


def split_player(id: str, player: Tree) -> Iterator[tuple[Path, Any]]:
    """The parts of a player: each option, each worth by its condition, and the rest by field."""
    seen: Counter[str] = Counter()
    for field, value in player.items():
        if field == "options":
            yield from ((("players", id, field, name), part) for name, part in value.items())
        elif field == "payoffs":
            for worth in value:
                name = f"{'once' if 'once' in worth else 'a year'}, {worth['when']}"
                seen[name] += 1
                yield ("players", id, field, f"{name}#{seen[name]}"), worth
        else:
            yield ("players", id, field), value


def join(old: Parts, own: Parts, new: Parts) -> Parts:
    """The parts of the joined model, in the order of the new draft, people's own after them."""
    joined = {}
    for path in dict.fromkeys((*new, *own)):
        part = join_part(old.get(path), own.get(path), new.get(path))
        if part is not None:
            joined[path] = part
    if ("notes",) in new:
        joined["notes",] = new["notes",]
    return joined


def join_part(old: Any, own: Any, new: Any) -> Any:
    """One part of three versions; None where it is not there."""
    if own in (old, new):
        return new
    if own is None or new is None or new == old or not isinstance(own, dict):
        return own
    before = old if isinstance(old, dict) else {}
    fields = {}
    for name in dict.fromkeys((*new, *own)):
        touched = own.get(name) != before.get(name) and name not in FROM_TEXT
        value = own.get(name) if touched else new.get(name)
        if value is not None:
            fields[name] = value
    return fields


def keep_needed(joined: Parts, old: Parts, own: Parts) -> Parts:
    """The parts with those options, besides, on which something that people wrote rests, and with
    what these are worth: a comparison of what is worth nothing to anybody would mean nothing."""
    waiting = [part for path, part in own.items() if part != old.get(path) and path in joined]
    while waiting:
        names = {name for part in waiting for name in names_in(part)}
        missing = {path: part for path, part in own.items() if path not in joined}
        options = {p: part for p, part in missing.items() if is_option(p) and p[-1] in names}
        kept = {path[-1] for path in options}
        worths = {p: part for p, part in missing.items() if is_worth(p) and kept & names_in(part)}
        joined, waiting = joined | options | worths, list(worths.values())
    return joined


def is_option(path: Path) -> bool:
    """Whether a part is something that can be in force."""
    return path[0] == "chance" or path[2:3] == ("options",)


def is_worth(path: Path) -> bool:
    """Whether a part is what a situation is worth to a player."""
    return path[2:3] == ("payoffs",)


def names_in(part: Any) -> set[str]:
    """The names of options that a part may rest on."""
    if isinstance(part, Mapping):
        return {name for value in part.values() for name in names_in(value)}
    if isinstance(part, list):
        return {name for value in part for name in names_in(value)}
    if not isinstance(part, str):
        return set()
    try:
        return {str(name) for name in parse_condition(part).names()}
    except StandoffError:
        return set()


def build(parts: Parts) -> Tree:
    """The tree of a file from its parts."""
    tree: Tree = {}
    for path, part in parts.items():
        if path[0] == "rules":
            tree.setdefault("rules", []).append(part)
        elif path[0] == "players" and path[2] == "payoffs":
            tree.setdefault("players", {}).setdefault(path[1], {}).setdefault("payoffs", []).append(
                part
            )
        else:
            place = tree
            for step in path[:-1]:
                place = place.setdefault(step, {})
            place[path[-1]] = part
    return tree


def tell(old: Parts, own: Parts, new: Parts, joined: Parts) -> Iterator[Change]:
    """What the joined model changes in the present one, and what of people's own it keeps."""
    names = {path[1]: part for path, part in (own | new).items() if path[2:] == ("name",)}
    for path in dict.fromkeys((*joined, *own)):
        if path == ("notes",):
            continue
        before, after, drafted = own.get(path), joined.get(path), new.get(path)
        said = say_path(path, names, after if after is not None else before)
        if before is None:
            yield Change("added", said, "", say_part(after))
        elif after is None:
            yield Change("dropped", said, say_part(before), "")
        elif plain(before) != plain(after):
            yield Change("changed", said, say_part(before), say_part(after))
        elif before != old.get(path) and plain(drafted) != plain(after):
            yield Change("kept", said, say_part(drafted), say_part(after))


def plain(part: Any) -> Any:
    """A part without what only says where it was read."""
    if isinstance(part, dict):
        return {k: v for k, v in part.items() if k not in FROM_TEXT}
    return part


def say_path(path: Path, names: Mapping[str, Any], part: Any) -> str:
    """Where a part stands, in words."""
    if path[0] != "players":
        return ": ".join(path[:2]) if path[0] in KEYED else path[0].replace("_", " ")
    who = str(names.get(path[1], path[1]))
    if path[2] == "options":
        return f"{who}: option “{part.get('label', path[3])}”"
    if path[2] == "payoffs":
        return f"{who}: worth, {path[3].rsplit('#', 1)[0]}"
    return f"{who}: {path[2].replace('_', ' ')}"


MARKS = {"today": "in force today", "lasting": "for good", "only_off": "not to be taken up again"}
"""What can be true of an option, in words."""


def say_part(part: Any) -> str:
    """A part in a few words: of a worth its numbers, of an option what can be told of it."""
    if part is None:
        return "not in it"
    if not isinstance(part, dict):
        return str(part)[:160]
    if "when" in part:
        numbers = part.get("per_year", part.get("once"))
        return f"{numbers}{', confirmed' if part.get('confirmed') else ''}"
    told = [str(part.get("label", ""))]
    told += [word for name, word in MARKS.items() if part.get(name)]
    told += [f"takes {part['takes']}"] if "takes" in part else []
    return ", ".join(t for t in told if t)


def put_comments(mine: str, text: str) -> str:
    """The new text with the whole-line comments of the present one, each before the line that it
    stood before; one whose line is gone comes first."""
    waiting: list[str] = []
    before: dict[str, list[str]] = {}
    for line in mine.splitlines():
        if line.lstrip().startswith("#"):
            waiting.append(line)
        elif waiting and line.strip():
            before.setdefault(line.strip(), waiting)
            waiting = []
    lines: list[str] = []
    for line in text.splitlines():
        lines += before.pop(line.strip(), [])
        lines.append(line)
    lost = [c.strip() for comments in (*before.values(), waiting) for c in comments]
    return "\n".join([*lost, *lines]) + "\n"
