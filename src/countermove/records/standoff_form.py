"""Between the form of a stand-off file and the form of the record.

The file keys players, options, chance and so on by name; the record lists them. The file
writes time with units and rates in percent, and a quote as ``[article, start, end, text]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from countermove.records.articles import Quote
from countermove.records.errors import StandoffError
from countermove.records.ranges import YEARS, Duration, Range, parse_duration
from countermove.records.record import Record
from countermove.records.standoffs import Settings, Standoff
from countermove.records.yaml_text import Verbatim
from countermove.records.yaml_tree import ListNode, MapNode, Node, ScalarNode

__all__ = ["KEYED", "SETTINGS", "to_file", "to_record"]

KEYED = {
    "players": "id",
    "options": "name",
    "chance": "name",
    "outcomes": "name",
    "levers": "name",
    "readings": "name",
    "sources": "id",
    "routes": "name",
    "substitutes": "name",
}
"""What the file keys, and the record's field that holds the key."""

SETTINGS = tuple(Settings.model_fields)
PERCENTAGES = {"discount"}
QUOTE = ("article_id", "start", "end", "text")


def to_record(root: MapNode) -> MapNode:
    """The tree a `Standoff` validates, every value still knowing its place."""
    entries = {key: reform(key, value) for key, value in root.entries.items() if filled(value)}
    settings = {key: entries.pop(key) for key in SETTINGS if key in entries}
    if settings:
        entries["settings"] = replace(root, entries=settings)
    return replace(root, entries=entries)


def filled(node: Node) -> bool:
    """Whether there is anything after the key."""
    return not (isinstance(node, ScalarNode) and node.value is None)


def reform(key: str, node: Node) -> Node:
    """One value of the file in the record's form."""
    if key in KEYED:
        return list_keyed(key, node)
    if key == "quotes" and isinstance(node, ListNode):
        return replace(node, items=tuple(map(spell_quote, node.items)))
    if isinstance(node, ListNode):
        return replace(node, items=tuple(reform("", item) for item in node.items))
    if isinstance(node, MapNode):
        kept = {k: reform(k, v) for k, v in node.entries.items() if filled(v)}
        return replace(node, entries=kept)
    return node


def list_keyed(key: str, node: Node) -> ListNode:
    """A keyed map as a list, each value holding its key."""
    if not isinstance(node, MapNode):
        raise StandoffError(
            f"{key} takes a mapping from each {KEYED[key]} to what belongs to it",
            line=node.line,
            column=node.column,
        )
    items = []
    for name, value in node.entries.items():
        at = node.keys[name]
        body = reform("", value) if filled(value) else MapNode(*where(at), {}, {})
        if not isinstance(body, MapNode):
            raise StandoffError(
                f"{name!r} takes a mapping, such as {{label: …}}", line=at.line, column=at.column
            )
        entries = {KEYED[key]: ScalarNode(*where(at), name, name, True)} | body.entries
        items.append(MapNode(*where(at), entries, body.keys, body.flow))
    return ListNode(*where(node), tuple(items), False, tuple(node.entries))


def where(node: Node) -> tuple[int, int, int, int]:
    """The place of a node, to build another in the same place."""
    return node.line, node.column, node.start, node.end


def spell_quote(node: Node) -> Node:
    """A quote ``[article, start, end, text]`` with its fields named."""
    if not isinstance(node, ListNode):
        return node
    if len(node.items) != len(QUOTE):
        raise StandoffError(
            "a quote takes [article, start, end, text]", line=node.line, column=node.column
        )
    return MapNode(*where(node), dict(zip(QUOTE, node.items, strict=True)))


def to_file(standoff: Standoff) -> dict[str, Any]:
    """The stand-off as the mapping that is written; what is at its default is left out."""
    fields = write_fields(standoff, keep=("title", "question", "subject", "players"))
    settings = write_fields(standoff.settings, keep=("step", "horizon", "discount"))
    fields.pop("settings", None)
    early = ("title", "question", "subject", "as_of")
    head = {key: fields.pop(key) for key in early if key in fields}
    return head | settings | fields


def write_fields(record: Record, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """A record's fields in the file's form, without those at their defaults."""
    written = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in keep or field.is_required() or value != field.get_default(
            call_default_factory=True
        ):  # fmt: skip
            written[name] = write_value(name, value)
    return written


def write_value(name: str, value: Any) -> Any:
    """One field's value in the file's form."""
    if name in KEYED:
        return {getattr(item, KEYED[name]): drop_key(name, item) for item in value}
    if isinstance(value, Duration):
        return write_range(value, write_duration)
    if isinstance(value, Range):
        return write_range(value, write_percent if name in PERCENTAGES else float)
    if isinstance(value, Quote):
        return [value.article_id, value.start, value.end, value.text]
    if isinstance(value, Record):
        return write_fields(value)
    if isinstance(value, Mapping):
        return {key: write_value("", item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [write_value("", item) for item in value]
    return value


def drop_key(name: str, item: Record) -> dict[str, Any]:
    """A keyed record without the field that is its key."""
    fields = write_fields(item)
    fields.pop(KEYED[name])
    return fields


def write_range(value: Range, write: Any) -> Any:
    """A range as one number or a list, each number written by `write`."""
    numbers = value.plain()
    return [write(n) for n in numbers] if isinstance(numbers, list) else write(numbers)


def write_percent(rate: float) -> float | Verbatim:
    """A rate in percent where that is the very same number, else as it is."""
    number = f"{rate * 100:.12g}"
    exact = "e" not in number and float(number) / 100 == rate
    return Verbatim(f"{number} %") if exact else rate


def write_duration(years: float) -> float | Verbatim:
    """Years with a unit where that is the very same number, else as they are."""
    for unit in ("year", "month", "week", "day"):
        number = f"{years / YEARS[unit]:.12g}"
        text = f"{number} {unit}" + ("" if number == "1" else "s")
        if number.isdigit() and parse_duration(text) == years:
            return Verbatim(text)
    return years
