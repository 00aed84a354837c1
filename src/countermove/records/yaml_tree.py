"""YAML text → a tree of values that know where in the text they stand.

Only plain data is read: no anchors or aliases (so nothing can be multiplied), no tags (so
nothing is constructed), one document, no key twice in a mapping, bounded size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from countermove.records.errors import StandoffError

__all__ = [
    "MOST_CHARACTERS",
    "ListNode",
    "MapNode",
    "Node",
    "Plain",
    "ScalarNode",
    "descend",
    "plain",
    "read_tree",
]

MOST_CHARACTERS = 2_000_000
MOST_NODES = 100_000
DEEPEST = 24
LONGEST = 10_000
"""Characters of one value: some pages of reasons; no label has a hundredth of it."""

Plain = str | int | float | bool | None

INTEGER = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?")
PERCENT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*%")
WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Node:
    """A value with its place: line and column from 1, offsets from 0, end exclusive."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class ScalarNode(Node):
    """Text, a number, a truth value or nothing. `raw` is the text before it was resolved."""

    value: Plain
    raw: str
    quoted: bool


@dataclass(frozen=True)
class ListNode(Node):
    """Values in order. `names` are those of a keyed map turned into a list."""

    items: tuple[Node, ...]
    flow: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapNode(Node):
    """Values by key; `keys` holds where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Node] = field(default_factory=dict)
    flow: bool = False


def read_tree(text: str) -> MapNode:
    """The mapping a YAML text holds.

    Raises:
        StandoffError: it is not plain YAML, or breaks one of the limits above; with line
            and column.
    """
    if len(text) > MOST_CHARACTERS:
        raise StandoffError(
            f"the file is enormous ({len(text):,} characters); the most is {MOST_CHARACTERS:,}"
        )
    try:
        root = Composer(YAML(typ="safe", pure=True).parse(text)).compose()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise StandoffError(
            f"this is not YAML: {error.problem or error.context}",
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from error
    except (YAMLError, ValueError, IndexError) as error:
        reason = " ".join(str(error).split())[:160]
        raise StandoffError(f"this is not YAML: {reason}") from error
    if not isinstance(root, MapNode):
        raise StandoffError("the file must hold a mapping: title, question, subject, players …")
    return root


class Composer:
    """Builds the tree from the parser's events, refusing what plain data never needs."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.count = 0

    def compose(self) -> Node | None:
        """The only document's root, or None where the text is empty."""
        root: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind in {"StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"}:
                continue
            if kind == "DocumentStartEvent":
                if root is not None or event.tags or event.version:
                    refuse(event, "one YAML document without directives belongs in this file")
                continue
            root = self.build(event, 0)
        return root

    def build(self, event: Any, depth: int) -> Node:
        """The node that starts with this event."""
        self.count += 1
        if self.count > MOST_NODES:
            refuse(event, f"the file holds too many values; the most is {MOST_NODES:,}")
        if depth > DEEPEST:
            refuse(event, f"values are nested too deep; the most is {DEEPEST} levels")
        refuse_unplain(event)
        kind = type(event).__name__
        if kind == "ScalarEvent":
            if len(event.value) > LONGEST:
                refuse(event, f"the value has {len(event.value):,} characters; the most is "
                       f"{LONGEST:,}")  # fmt: skip
            return scalar(event)
        if kind == "SequenceStartEvent":
            return self.build_list(event, depth)
        return self.build_map(event, depth)

    def build_list(self, opening: Any, depth: int) -> ListNode:
        """The list that starts with this event."""
        items: list[Node] = []
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                return ListNode(
                    *place(opening), end_of(opening, event, items), tuple(items), opening.flow_style
                )
            items.append(self.build(event, depth + 1))
        raise StandoffError("the file ends inside a list")

    def build_map(self, opening: Any, depth: int) -> MapNode:
        """The mapping that starts with this event."""
        entries: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                end = end_of(opening, event, [*keys.values(), *entries.values()])
                return MapNode(*place(opening), end, entries, keys, opening.flow_style)
            key = self.build(event, depth + 1)
            if not isinstance(key, ScalarNode):
                refuse(event, "a key must be a single word or phrase")
            if key.raw in entries:
                refuse(event, f"the key {key.raw!r} stands twice; the first is on line "
                       f"{keys[key.raw].line}")  # fmt: skip
            keys[key.raw] = key
            entries[key.raw] = self.build(next(self.events), depth + 1)
        raise StandoffError("the file ends inside a mapping")


def refuse(event: Any, message: str) -> NoReturn:
    """Raise at the place of an event."""
    mark = event.start_mark
    raise StandoffError(message, line=mark.line + 1, column=mark.column + 1)


def refuse_unplain(event: Any) -> None:
    """Refuse aliases, anchors, tags and merge keys."""
    if type(event).__name__ == "AliasEvent" or getattr(event, "anchor", None):
        refuse(event, "anchors and aliases (& and *) are not used here; write the value out")
    if getattr(event, "ctag", None) is not None:
        refuse(event, f"the tag {str(event.ctag)!r} is refused; only plain values are read")
    if type(event).__name__ == "ScalarEvent" and event.value == "<<" and not event.style:
        refuse(event, "merge keys (<<) are not used here; write the values out")


def place(event: Any) -> tuple[int, int, int]:
    """Line, column and offset at which an event starts."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1, mark.index


def end_of(opening: Any, closing: Any, children: list[Node]) -> int:
    """Where a collection ends: at its bracket, or with the last thing in it."""
    if opening.flow_style or not children:
        return int(closing.end_mark.index)
    return max(child.end for child in children)


def scalar(event: Any) -> ScalarNode:
    """The scalar of an event, resolved unless it is quoted."""
    quoted = bool(event.style)
    value = event.value if quoted else resolve(event.value)
    return ScalarNode(*place(event), event.end_mark.index, value, event.value, quoted)


def resolve(text: str) -> Plain:
    """What an unquoted scalar means: YAML 1.2's core words and decimal numbers, and percents."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if INTEGER.fullmatch(text) and len(text) < 40:
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    if match := PERCENT.fullmatch(text):
        return float(match[1]) / 100
    return text


def plain(node: Node) -> Any:
    """The value of a tree without its places."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    assert isinstance(node, MapNode)
    return {key: plain(value) for key, value in node.entries.items()}


def descend(node: Node, path: tuple[str | int, ...]) -> tuple[Node, int]:
    """The node at the path, or the last one on the way, and how many steps were taken."""
    for taken, step in enumerate(path):
        below = child(node, step)
        if below is None:
            return node, taken
        node = below
    return node, len(path)


def child(node: Node, step: str | int) -> Node | None:
    """What lies one step below, if anything."""
    if isinstance(node, MapNode):
        return node.entries.get(str(step))
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    if isinstance(node, ListNode) and step in node.names:
        return node.items[node.names.index(str(step))]
    return None
