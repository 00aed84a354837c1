"""Markup made harmless before any parser sees it: every tag is closed, short and small.

Parsers of HTML take time that grows with the square of an unclosed tag or of a tag's
attributes; a page that people read has neither.
"""

from __future__ import annotations

import re

__all__ = ["LONGEST_TAG", "MOST_ATTRIBUTES", "bound_markup"]

LONGEST_TAG = 16_384
"""Characters between the brackets of one tag; data addresses are cut before they count."""
MOST_ATTRIBUTES = 500
"""Words in one tag; beyond it only the tag's name is kept."""

DATA = re.compile(r"data:[^\"'\s<>]{500,}")
NAME = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]{0,40}")


def bound_markup(markup: str) -> str:
    """The same page without comments, with over-long tags cut to their names or shown as text.

    Takes time in proportion to the page. A page without such tags only loses its comments.
    """
    markup = DATA.sub("data:", markup)
    parts: list[str] = []
    at = 0
    while (start := markup.find("<", at)) >= 0:
        parts.append(markup[at:start])
        if markup.startswith("<!--", start):
            end = markup.find("-->", start + 4)
            if end < 0:
                return "".join(parts)
            at = end + 3
            continue
        end = markup.find(">", start, start + LONGEST_TAG)
        parts.append(bound_tag(markup[start : end + 1]) if end >= 0 else "&lt;")
        at = end + 1 if end >= 0 else start + 1
    return "".join([*parts, markup[at:]])


def bound_tag(tag: str) -> str:
    """The tag, or its name alone where it has too many attributes."""
    if tag.count("=") <= MOST_ATTRIBUTES and len(tag.split()) <= MOST_ATTRIBUTES:
        return tag
    name = NAME.match(tag)
    return f"{name[0]}>" if name else ""
