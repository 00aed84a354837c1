"""Plain values → YAML text in one fixed layout, read back without loss by `yaml_tree`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

__all__ = ["Verbatim", "write_flow", "write_map"]

WIDTH = 100
SAFE = re.compile(r"[^\W\d_](?:[\w '’().;/–-]*[\w)'’.])?")
IN_BLOCK = re.compile(r"[^\W\d_](?:[\w '’().;/–,?!-]*[\w)'’.?!])?")
"""Beside these, commas and question marks mean nothing outside brackets and braces."""
RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class Verbatim(str):
    """Text that goes into the file as it stands: a date, a duration, a percentage."""

    __slots__ = ()


def write_scalar(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, Verbatim):
        return str(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return write_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return write_words(str(value))


def write_number(value: float) -> str:
    """A number, whole ones without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def write_words(text: str, safe: re.Pattern[str] = SAFE) -> str:
    """Text, in quotation marks unless it cannot be mistaken for anything else."""
    if safe.fullmatch(text) and "  " not in text and text.lower() not in RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)


def write_flow(value: Any) -> str:
    """A value on one line: ``{a: 1, b: [x, y]}``."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{write_scalar(k)}: {write_flow(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    return write_scalar(value)


def write_line(value: Any) -> str:
    """A value that has the rest of a line to itself."""
    if isinstance(value, str) and not isinstance(value, Verbatim):
        return write_words(value, IN_BLOCK)
    return write_flow(value)


def write_map(
    values: Mapping[str, Any], indent: int = 0, spread: frozenset[str] = frozenset()
) -> str:
    """A mapping in block form, two spaces a level.

    What fits on a line stays on one, but the keys in `spread` always open a block, and so
    does what stands directly under them.
    """
    return "".join(write_entry(k, v, indent, spread) for k, v in values.items())


def write_entry(key: str, value: Any, indent: int, spread: frozenset[str]) -> str:
    """One key with its value."""
    pad = " " * indent
    line = f"{pad}{write_scalar(key)}: {write_line(value)}\n"
    is_map = isinstance(value, Mapping)
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    wanted = key in spread or len(line) > WIDTH
    if not value or not wanted or not (is_map or is_list):
        return line
    if is_map:
        return f"{pad}{write_scalar(key)}:\n" + write_map(value, indent + 2, spread)
    items = "".join(write_item(item, indent + 2, spread) for item in value)
    return f"{pad}{write_scalar(key)}:\n{items}"


def write_item(item: Any, indent: int, spread: frozenset[str]) -> str:
    """One item of a list in block form."""
    pad = " " * indent
    line = f"{pad}- {write_line(item)}\n"
    if not item or not isinstance(item, Mapping) or len(line) <= WIDTH:
        return line
    body = write_map(item, indent + 2, spread)
    return f"{pad}- {body[indent + 2 :]}"
