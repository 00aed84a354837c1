"""Lists in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["BROKEN", "join"]

QUOTED = re.compile(r"“[^”]*”|‘[^‘]*?’(?!\w)")
BROKEN = re.compile(r"[,;](?!\d)")
"""A comma that parts words; that of "1,700" does not."""


def join(parts: Iterable[str], word: str = "and") -> str:
    """A list in words; one more comma where a part has an "and" of its own, semicolons
    where one has commas. Marks inside quotation marks do not count.

    >>> join([]), join(["a"]), join(["a", "b"]), join(["a", "b", "c"], "or")
    ('', 'a', 'a and b', 'a, b or c')
    >>> join(["dig and build", "pay"]), join(["recognise, join in", "pay"])
    ('dig and build, and pay', 'recognise, join in; and pay')
    >>> join(["‘Dig and build, then pay’", "‘Wait’"])
    '‘Dig and build, then pay’ and ‘Wait’'
    """
    items = list(parts)
    if len(items) <= 1:
        return "".join(items)
    bare = [QUOTED.sub("", item) for item in items]
    if any(BROKEN.search(item) for item in bare):
        return "; ".join(items[:-1]) + f"; {word} {items[-1]}"
    last = f", {word} " if any(" and " in item for item in bare) else f" {word} "
    return ", ".join(items[:-1]) + last + items[-1]
