"""Pages of a PDF whose two columns were written line by line, put back into reading order.

Most programs write one column after the other, and such pages are left as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

__all__ = ["order_columns"]

LEAST_PAIRS = 4  # lines of two columns below which a page is left as it is
SHARE = 0.6  # of the lines must be broken at one place
FILLED = 0.4  # share of its column that a line of prose fills; a table's cells fill less
NEAR = 4  # letters by which the looks of a page move a column from line to line
GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def order_columns(page: Any, text: str) -> str | None:
    """The text of a page of two columns that were written across; None for any other page.

    `text` is the page's in the order in which it was written.
    """
    if sum(len(line) > 40 for line in text.splitlines()) < LEAST_PAIRS:
        return None
    try:
        laid_out = page.extract_text(extraction_mode="layout")
    except Exception:  # pypdf's layout gives up on fonts that its plain text reads
        return None
    return split_columns(laid_out.splitlines(), " ".join(text.split()))


def split_columns(lines: Sequence[str], text: str) -> str | None:
    """The lines of a page as it looks, one column after the other, if that is how it is read."""
    shown = [line.rstrip() for line in lines if line.strip()]
    ends = Counter(gap.end() for line in shown for gap in GAP.finditer(line))
    if not ends:
        return None
    start = max(ends, key=lambda at: (count_near(ends, at), -at))
    count = count_near(ends, start)
    if count < LEAST_PAIRS or count < SHARE * len(shown):
        return None
    margin = min(len(line) - len(line.lstrip()) for line in shown)
    pairs = [split_line(line, start) for line in shown]
    both = [pair for pair in pairs if all(pair)]
    filled = sum(len(a) > FILLED * (start - margin) for a, _ in both)
    across = sum(" ".join(f"{a} {b}".split()) in text for a, b in both)
    if len(both) < LEAST_PAIRS or filled * 3 < len(both) * 2 or across * 2 < len(both):
        return None
    return "\n".join(read_blocks(pairs, start - margin))


def count_near(ends: Counter[int], at: int) -> int:
    """How many gaps end near a place."""
    return sum(ends[place] for place in range(at - NEAR, at + NEAR + 1))


def split_line(line: str, start: int) -> tuple[str, str]:
    """What stands left and right of where the second column starts; a line across is all left."""
    for gap in GAP.finditer(line):
        if abs(gap.end() - start) <= NEAR:
            return line[: gap.start()].strip(), line[gap.end() :].strip()
    only_right = len(line) - len(line.lstrip()) >= start - NEAR
    return ("", line.strip()) if only_right else (line.strip(), "")


def read_blocks(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Lines in reading order: a line across both columns ends what stands above it."""
    lines: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for a, b in pairs:
        if len(a) > width:
            lines += [*left, *right, a, ""]
            left, right = [], []
            continue
        left += [a] if a else []
        right += [b] if b else []
    return [*lines, *left, *right]
