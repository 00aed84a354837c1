"""What pydantic finds wrong with a stand-off → one sentence at its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from countermove.records.errors import StandoffError
from countermove.records.record import Record
from countermove.records.standoff_checks import nearest
from countermove.records.standoff_form import KEYED, SETTINGS
from countermove.records.standoffs import Standoff
from countermove.records.yaml_tree import ListNode, MapNode, Node, descend

__all__ = ["explain_fault"]

TAKES = {
    "string_type": "takes text; put it in quotation marks",
    "bool_parsing": "takes true or false",
    "bool_type": "takes true or false",
    "int_parsing": "takes a whole number",
    "int_type": "takes a whole number",
    "int_from_float": "takes a whole number",
    "float_parsing": "takes a number",
    "float_type": "takes a number, [low, high] or [low, likely, high]",
    "tuple_type": "takes a list, such as [a, b]",
    "dict_type": "takes a mapping",
    "model_type": "takes a number, a list or a mapping of its own; see the reference",
    "date_from_datetime_parsing": "takes a date such as 2022-07-07",
    "date_from_datetime_inexact": "takes a date such as 2022-07-07",
    "date_parsing": "takes a date such as 2022-07-07",
    "date_type": "takes a date such as 2022-07-07",
}
Place = tuple[str | int, ...]


def explain_fault(error: ValidationError, tree: MapNode) -> StandoffError:
    """The first mistake in the order of the file, as an error with line and column."""
    found = [(locate(fault, tree), fault) for fault in error.errors(include_url=False)]
    # A key that is misspelt is also missing under its right name: the spelling comes first.
    node, fault = min(found, key=lambda pair: (pair[1]["type"] == "missing", pair[0].start))
    return StandoffError(word_fault(fault, tree), line=node.line, column=node.column)


def locate(fault: ErrorDetails, tree: MapNode) -> Node:
    """The node a fault is about: the key itself where the key is unknown."""
    place = fault["loc"]
    node, taken = descend(tree, place)
    if fault["type"] == "extra_forbidden" and taken == len(place):
        parent, _ = descend(tree, place[:-1])
        if isinstance(parent, MapNode):
            return parent.keys.get(str(place[-1]), node)
    return node


def word_fault(fault: ErrorDetails, tree: MapNode) -> str:
    """What is wrong, and what would be right."""
    path, kind = name_path(fault["loc"], tree), fault["type"]
    if kind == "extra_forbidden":
        hint = nearest(str(fault["loc"][-1]), known_keys(fault["loc"][:-1]))
        return f"{path}: there is no such key here; {hint}"
    if kind == "missing":
        return f"{path} is missing"
    if kind == "value_error":
        return f"{path}: {fault['msg'].removeprefix('Value error, ')}"
    if kind == "literal_error":
        return f"{path} takes {fault.get('ctx', {}).get('expected', 'one of a few words')}"
    return f"{path} {TAKES.get(kind, fault['msg'])}"


def name_path(place: Place, tree: MapNode) -> str:
    """``players.RUS.payoffs[0].when`` for a place in the record's form."""
    words, node = "", None
    for depth, step in enumerate(place):
        node, _ = descend(tree, place[:depth])
        if isinstance(step, int) and isinstance(node, ListNode) and step < len(node.names):
            step = node.names[step]  # noqa: PLW2901
        if step != "settings":
            words += f"[{step}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")


def known_keys(place: Place) -> list[str]:
    """The keys that may stand at a place of the file."""
    model: type[Record] | None = Standoff
    key = ""
    for step in place:
        if isinstance(step, str) and model is not None and step in model.model_fields:
            key = step
            model = next(records_in(model.model_fields[step].annotation), None)
    if model is None:
        return []
    keys = [name for name in model.model_fields if name != KEYED.get(key)]
    return [k for k in keys if k != "settings"] + (list(SETTINGS) if model is Standoff else [])


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The record types an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from records_in(part)
