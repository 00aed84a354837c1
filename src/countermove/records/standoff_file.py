"""The stand-off file: YAML a person edits, read with every mistake named at its place.

Format: docs/reference/standoff-file.md; JSON Schema: standoff.schema.json.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from countermove.records.contradictions import (
    ContradictionError,
    check_comparisons,
    word_contradiction,
)
from countermove.records.errors import StandoffError
from countermove.records.files import read_file
from countermove.records.misplaced import MisplacedError
from countermove.records.preferences import COMPARED
from countermove.records.rule_checks import check_rules
from countermove.records.standoff_conditions import check_conditions
from countermove.records.standoff_faults import explain_fault
from countermove.records.standoff_form import to_file, to_record
from countermove.records.standoffs import Standoff
from countermove.records.writing import write_text
from countermove.records.yaml_text import write_map
from countermove.records.yaml_tree import MapNode, Node, ScalarNode, descend, plain, read_tree

__all__ = [
    "dump_standoff",
    "load_standoff",
    "parse_standoff",
    "read_text",
    "save_standoff",
    "write_tree",
]

LARGEST = 8_000_000
"""Bytes; a stand-off that a person can oversee has some tens of kilobytes."""

SPREAD = frozenset(
    {"players", "options", "chance", "payoffs", "rules", "courses", "outcomes", "levers"}
    | {"readings", "moves", "sources", "notes", "routes", "substitutes", "burdens"}
    | set(COMPARED)
)


def load_standoff(path: Path | str) -> Standoff:
    """Read a stand-off file.

    Raises:
        StandoffError: it cannot be read or is wrong; the message names file, line, column,
            what is wrong and what would be right.
    """
    return parse_standoff(read_text(path), path)


def parse_standoff(text: str, path: Path | str | None = None) -> Standoff:
    """Read a stand-off from the text of a file; `path` is for messages.

    Raises:
        StandoffError: as `load_standoff`.
    """
    try:
        root = read_tree(text)
        return build(root)
    except StandoffError as error:
        if error.path is None and path is not None:
            error.path = path
        raise


def dump_standoff(standoff: Standoff) -> str:
    """The text of a stand-off's file; `parse_standoff` gives the same stand-off back."""
    return write_tree(to_file(standoff))


def write_tree(tree: dict[str, Any]) -> str:
    """The text of a file in the form of `to_file`."""
    return write_map(tree, spread=SPREAD)


def save_standoff(standoff: Standoff, path: Path | str) -> None:
    """Write a stand-off file, whole or not at all."""
    write_text(Path(path), dump_standoff(standoff))


def read_text(path: Path | str) -> str:
    """The text of a file in UTF-8, line ends as they are.

    Raises:
        StandoffError: it is missing, enormous, or not text in UTF-8.
    """
    try:
        if Path(path).stat().st_size > LARGEST:
            raise StandoffError(f"the file is enormous; the most is {LARGEST:,} bytes", path=path)
        return read_file(path).decode("utf-8-sig")
    except OSError as error:
        raise StandoffError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise StandoffError(
            f"is not text in UTF-8 (byte {error.start}); save it as UTF-8", path=path
        ) from error


def build(root: MapNode) -> Standoff:
    """The stand-off of a tree, each mistake raised at its place."""
    tree = to_record(root)
    check_conditions(root)
    try:
        standoff = Standoff.model_validate(plain(tree))
        check_rules(standoff)
        check_comparisons(standoff)
    except ValidationError as error:
        raise explain_fault(error, tree) from error
    except ContradictionError as error:
        lines = sorted(
            descend(root, MisplacedError("", place=p).steps)[0].line for p in error.places
        )
        raise StandoffError(word_contradiction(error.places, lines), line=lines[-1]) from error
    except MisplacedError as error:
        place_error(error, root)
    return standoff


def place_error(error: MisplacedError, root: MapNode) -> NoReturn:
    """Raise a fault in names with the line and column of the word at fault."""
    node, taken = descend(root, error.steps)
    holder, _ = descend(root, error.steps[:-1])
    if taken and error.steps[-1] == error.word and isinstance(holder, MapNode):
        node = holder.keys.get(error.word, node)
    elif isinstance(node, MapNode):
        node = node.entries.get("when", node)
    column = node.column + offset_of(error.word, node)
    raise StandoffError(error.message, line=node.line, column=column) from error


def offset_of(word: str, node: Node) -> int:
    """How far into a one-line scalar a word stands."""
    if not isinstance(node, ScalarNode) or "\n" in node.raw or word not in node.raw:
        return 0
    return node.raw.index(word) + node.quoted
