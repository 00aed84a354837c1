"""Changing values in a stand-off file where they stand: every comment and space is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from countermove.records.errors import StandoffError
from countermove.records.misplaced import MisplacedError
from countermove.records.ranges import Range
from countermove.records.standoff_checks import nearest
from countermove.records.standoff_file import parse_standoff, read_text
from countermove.records.standoffs import Standoff
from countermove.records.writing import write_text
from countermove.records.yaml_text import Verbatim, write_flow
from countermove.records.yaml_tree import ListNode, MapNode, Node, child, read_tree

__all__ = ["append_text", "change_text", "edit_standoff"]

UNITS = re.compile(r"[0-9.]+ ?(?:%|(?:day|week|month|quarter|year)s?)")


def edit_standoff(path: Path | str, changes: Mapping[str, Any]) -> Standoff:
    """Change values of a stand-off file in place, and return what it then holds.

    Keys are places such as ``players.RUS.payoffs[0].per_year``; values are what the file
    would hold (a number, a list, text, true). A key that is not there yet is added to the
    mapping it belongs to. The file is written only if the result is right.

    Raises:
        StandoffError: there is no such place, or the changed file would be wrong.
    """
    text = read_text(path)
    for place, value in changes.items():
        text = change_text(text, place, value)
    standoff = parse_standoff(text, path)
    write_text(Path(path), text)
    return standoff


def change_text(text: str, place: str, value: Any) -> str:
    """The text with one value changed or added.

    Raises:
        StandoffError: there is no such place.
    """
    steps = MisplacedError("", place=place).steps
    node: Node = read_tree(text)
    for number, step in enumerate(steps):
        below = child(node, step)
        if below is None and number == len(steps) - 1 and isinstance(node, MapNode):
            return add_entry(text, node, str(step), write_value(value))
        if below is None:
            raise StandoffError(f"there is no {place!r} in the file; {known_below(node)}")
        node = below
    return text[: node.start] + fit(text, node, write_value(value)) + text[node.end :]


def append_text(text: str, place: str, value: Any) -> str:
    """The text with one more item at the end of a list, which is begun if it is not there.

    Raises:
        StandoffError: there is no such place, or what stands there is no list.
    """
    node: Node | None = read_tree(text)
    for step in MisplacedError("", place=place).steps:
        node = child(node, step) if node is not None else None
    if node is None:
        return change_text(text, place, [value])
    if not isinstance(node, ListNode):
        raise StandoffError(f"{place} holds no list", line=node.line, column=node.column)
    if not node.items:
        return change_text(text, place, [value])
    last = node.items[-1]
    if node.flow:
        return f"{text[: last.end]}, {write_value(value)}{text[last.end :]}"
    dash = text.rfind("-", 0, last.start)
    indent = dash - text.rfind("\n", 0, dash) - 1
    at = text.find("\n", last.end)
    head, tail = (text, "") if at < 0 else (text[:at], text[at:])
    return f"{head}\n{' ' * indent}- {write_value(value)}{tail}"


def known_below(node: Node) -> str:
    """What could have been named instead."""
    if isinstance(node, ListNode):
        return f"there the list ends at [{len(node.items) - 1}]"
    return nearest("", node.entries) if isinstance(node, MapNode) else "there a value stands"


def write_value(value: Any) -> str:
    """A value in the file's words; durations and percentages stay without quotation marks."""
    if isinstance(value, Range):
        value = value.plain()
    if isinstance(value, str) and UNITS.fullmatch(value):
        return str(Verbatim(value))
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(write_value, value)) + "]"
    return write_flow(value)


def fit(text: str, node: Node, written: str) -> str:
    """The new text for a node's span: a block's span starts on the line after its key."""
    before = text[: node.start]
    return written if before.endswith((" ", "[", "{", ",", "-")) or not before else " " + written


def add_entry(text: str, node: MapNode, key: str, written: str) -> str:
    """The text with one more entry in a mapping."""
    if node.flow:
        at = node.end - 1
        comma = ", " if node.entries else ""
        return text[:at].rstrip() + f"{comma}{key}: {written}" + text[at:]
    last = max(node.entries.values(), key=lambda n: n.end)
    first = min(node.keys.values(), key=lambda n: n.start)
    at = text.find("\n", last.end)
    head, tail = (text, "") if at < 0 else (text[:at], text[at:])
    return f"{head}\n{' ' * (first.column - 1)}{key}: {written}{tail}"
