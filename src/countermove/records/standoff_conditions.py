"""Conditions in a stand-off file, parsed where they stand so that mistakes can be shown."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.records.conditions import parse_condition
from countermove.records.errors import ConditionError, StandoffError
from countermove.records.preferences import COMPARED
from countermove.records.yaml_tree import ListNode, MapNode, Node, ScalarNode

__all__ = ["check_conditions"]

SINGLE = {"when"}
MANY = {"rules", "priorities", "ranks", "much", "unseen"}
PAIRS = {"unknown"}


def check_conditions(root: MapNode) -> None:
    """Parse every condition of the file.

    Raises:
        StandoffError: one is not a condition; with the line and column of the word.
    """
    for node in find_conditions(root):
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            raise StandoffError(
                "a condition takes words, such as 'squeeze and not done(consolidate)'",
                line=node.line,
                column=node.column,
            )
        check_condition(node)


def check_condition(node: ScalarNode) -> None:
    """Parse one condition, and say where in the file it fails."""
    try:
        parse_condition(node.raw)
    except ConditionError as error:
        inside = 0 if "\n" in node.raw else (error.column or 1) - 1 + node.quoted
        raise ConditionError(error.message, line=node.line, column=node.column + inside) from error


def list_pairs(node: ListNode) -> Iterator[Node]:
    """The conditions of a list of pairs.

    Raises:
        StandoffError: an entry is no pair.
    """
    for pair in node.items:
        if not isinstance(pair, ListNode) or len(pair.items) != 2:
            raise StandoffError(
                "unknown takes pairs of conditions, such as [strike, not strike]",
                line=pair.line,
                column=pair.column,
            )
        yield from pair.items


def list_compared(node: ListNode, second: str) -> Iterator[Node]:
    """Both conditions of every comparison in a list; what has none is found missing later."""
    for item in node.items:
        if isinstance(item, MapNode):
            yield from (item.entries[key] for key in ("this", second) if key in item.entries)


def find_conditions(node: Node) -> Iterator[Node]:
    """The nodes that hold conditions, in the order of the file."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from find_conditions(item)
    if isinstance(node, MapNode):
        for key, value in node.entries.items():
            if key in SINGLE:
                yield value
            elif key in COMPARED and isinstance(value, ListNode):
                yield from list_compared(value, COMPARED[key])
            elif key in MANY and isinstance(value, ListNode):
                yield from value.items
            elif key in PAIRS and isinstance(value, ListNode):
                yield from list_pairs(value)
            else:
                yield from find_conditions(value)
