"""Plain text and Markdown: kept as they are; title and date read off their head."""

from __future__ import annotations

import re
from datetime import date

from countermove.reading.loading.draft import Draft
from countermove.reading.measuring.dates import parse_day

__all__ = ["date_of", "first_heading", "open_plain"]

HEAD_LINES = 15
MAX_TITLE = 200
FIELD = re.compile(r"^\W{0,3}(title|date|published|publisher|source|url)\W{0,2}:\s*(.+?)\s*$", re.I)
DATELINE = re.compile(
    r"^[A-Z][A-Z .'/-]{2,40},\s*(?P<day>[^(–—]{4,30}?)\s*(?:\([^)]*\)\s*)?[-–—]{1,2}\s"
)

MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
LEADING = re.compile(rf"^(?:[^.!?:;]{{1,40}},\s*)?(?P<day>{DAY})\s*[-–—:|]{{1,2}}\s")
"""A day before the dash that a report begins after: "12 April 2023 — The river …"."""
SIGNED = re.compile(rf"^[^.!?]{{0,60}}?[,|·•–—-]\s*(?P<day>{DAY})$")
"""A short line that ends with the day: "By our correspondent, 3 May 2024"."""


def open_plain(text: str, stem: str) -> Draft:
    """The text untouched, with the title and date that its first lines give."""
    fields = read_fields(text)
    day = date_of(text)
    return Draft(
        stem=stem,
        text=text,
        title=fields.get("title", "") or first_heading(text),
        publisher=fields.get("publisher", "") or fields.get("source", ""),
        published=day,
        dated="the text's head" if day else "",
        url=fields.get("url", ""),
    )


def head(text: str) -> list[str]:
    """The first lines that are not blank, each cut at 400 characters."""
    lines = (line.strip()[:400] for line in re.split(r"\r\n?|\n", text[:20_000]))
    return [line for line in lines if line][:HEAD_LINES]


def read_fields(text: str) -> dict[str, str]:
    """``Title: …``, ``Date: …`` and their like in the first lines."""
    found: dict[str, str] = {}
    for line in head(text):
        if match := FIELD.match(line):
            found.setdefault(match[1].lower(), match[2].strip("\"'*_ ")[:MAX_TITLE])
    return found


def first_heading(text: str) -> str:
    """A Markdown heading, or a first line that stands apart from what follows."""
    lines = re.split(r"\r\n?|\n", text[:20_000].lstrip("\ufeff\r\n\t "))
    first = lines[0].strip() if lines else ""
    apart = len(lines) > 1 and not lines[1].strip()
    if not first or len(first) > MAX_TITLE or FIELD.match(first) or first == "---":
        return ""
    if first.startswith("#"):
        return first.strip("# \t")
    return first if apart else ""


def date_of(text: str, lines: int = HEAD_LINES) -> date | None:
    """The day the text's head gives: a date field, a dateline, a line that is a date."""
    fields = read_fields(text)
    for name in ("date", "published"):
        if name in fields and (day := parse_day(fields[name])):
            return day
    for line in head(text)[:lines]:
        dateline = DATELINE.match(line) or LEADING.match(line) or SIGNED.match(line)
        if day := parse_day(dateline["day"] if dateline else line):
            return day
    return None
