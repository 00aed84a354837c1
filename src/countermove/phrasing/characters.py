"""Characters that a page, a chart or a Word file cannot hold."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["clean", "clean_all"]

UNFIT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML 1.0 forbids or discourages: control characters, halves of a pair, no characters."""


def clean(text: str) -> str:
    """The text with a mark (U+FFFD) where a character stood that XML cannot hold.

    >>> clean("Rus\\x01sia")
    'Rus\ufffdsia'
    """
    return UNFIT.sub("\ufffd", text)


def clean_all(value: Any) -> Any:
    """The same for every text in lists and mappings, keys too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean_all(key): clean_all(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean_all(inner) for inner in value]
    return value
