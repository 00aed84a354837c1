"""The day on which a page was published, and where that is said.

A page names many days: its own, those of other stories it links to, those it tells of. Only what
the page says of itself counts, in this order: its data for search engines, its metadata, the time
beside its headline, its byline, the first lines of its text, its address, its last change.
"""

from __future__ import annotations

import csv
import email.utils
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from countermove.reading.measuring.dates import find_dates, parse_day

__all__ = ["Dating", "date_late", "date_page", "drop_aside", "parse_stamp"]


@dataclass(frozen=True)
class Dating:
    """A day of publication and where it was found; neither if there is none."""

    day: date | None = None
    found: str = ""


DATA = Path(__file__).parent / "data" / "metadata.tsv"
STORIES = re.compile(r"(Article|Report|Posting|NewsArticle|WebPage)$")
ASIDE = re.compile(
    r"\b(?:related|recommend\w*|more-?(?:news|stories|on|from)|most-?(?:read|popular)|popular"
    r"|sidebar|teaser\w*|promo\w*|latest|trending|comments?|footer|nav\w*|breadcrumbs?|newsletter"
    r"|archive\w*|read-?next|also|widget\w*)\b",
    re.I,
)
"""Class names of what stands beside an article."""
BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|dateline|date|datetime|published|publication|pub-?date|pubdate"
    r"|posted(?:-on)?|timestamp|time|meta|entry-meta|article-info|submitted)(?:$|[\s_-])",
    re.I,
)
CHANGED = re.compile(r"\b(?:updated?|modified|last change|revised|changed|edited)\b", re.I)
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?$")
LONGEST_BYLINE = 160


@cache
def load_names() -> dict[str, str]:
    """Names of metadata with what they give: ``published`` or ``modified``."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((x for x in file if not x.startswith("#")), delimiter="\t")
        return {row[1]: row[0] for row in rows}


def date_page(tree: Any) -> Dating:
    """Where and when a page says that it was published, but for the first lines of its text.

    `tree` is the page as lxml parses it.
    """
    for find in (from_data, from_metadata, from_time, from_byline):
        dating = find(tree)
        if dating.day is not None:
            return dating
    return Dating()


def date_late(tree: Any, url: str) -> Dating:
    """What is left where neither the page nor its text says: its address, its last change."""
    address = url or next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    if match := IN_ADDRESS.search(urlsplit_path(address)):
        day = make_day(*match.groups())
        if day is not None:
            return Dating(day, "its address")
    for name, value in list_metadata(tree):
        if load_names().get(name) == "modified" and (day := parse_stamp(value)):
            return Dating(day, f"its last change ({name})")
    for story in list_stories(tree):
        if day := parse_stamp(str(story.get("dateModified", ""))):
            return Dating(day, "its last change (dateModified)")
    return Dating()


def urlsplit_path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def from_data(tree: Any) -> Dating:
    """``datePublished`` in the page's JSON-LD, of the story itself."""
    for story in list_stories(tree):
        if day := parse_stamp(str(story.get("datePublished", ""))):
            return Dating(day, "its data (datePublished)")
    return Dating()


def list_stories(tree: Any) -> Iterator[dict[str, Any]]:
    """The stories of the page's JSON-LD: what stands at its top or in its graph."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        graphs = [x.get("@graph") for x in items if isinstance(x, dict)]
        for item in [*items, *(y for x in graphs if isinstance(x, list) for y in x)]:
            if isinstance(item, dict) and STORIES.search(str(first(item.get("@type")))):
                yield item


def first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def from_metadata(tree: Any) -> Dating:
    """The day in the page's ``meta`` elements."""
    for name, value in list_metadata(tree):
        if load_names().get(name) == "published" and (day := parse_stamp(value)):
            return Dating(day, f"its metadata ({name})")
    return Dating()


def list_metadata(tree: Any) -> Iterator[tuple[str, str]]:
    """Names and contents of ``meta`` elements, those that stand in a list of links left out."""
    for meta in tree.iter("meta"):
        names = (meta.get(x) for x in ("property", "name", "itemprop", "http-equiv"))
        name = next((x for x in names if x), "").strip().lower()
        if name and not stands_aside(meta):
            yield name, meta.get("content") or ""


def from_time(tree: Any) -> Dating:
    """A ``time`` element, or one marked datePublished, before the text and outside of links."""
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate]")
    for node in [*marked, *tree.iter("time")]:
        if stands_aside(node) or is_changed(node):
            continue
        said = node.get("datetime") or node.get("content") or node.text_content()
        if day := parse_stamp(said):
            return Dating(day, "the time beside its headline")
    return Dating()


def from_byline(tree: Any) -> Dating:
    """A day in a short element that is named as a byline, a date or the like."""
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in {"script", "style", "meta", "link"}:
            continue
        named = f"{node.get('class') or ''} {node.get('id') or ''}"
        if not BYLINE.search(named) or stands_aside(node):
            continue
        said = " ".join(node.text_content()[:2000].split())
        if len(said) > LONGEST_BYLINE:
            continue
        said = CHANGED.split(said)[0]
        days = [m.date for m in find_dates(said, None) if m.precision == "day" and m.date]
        if days:
            return Dating(days[0], "its byline")
    return Dating()


def is_changed(node: Any) -> bool:
    """Whether a time is that of a change."""
    around = node.getparent()
    named = f"{node.get('itemprop') or ''} {node.get('class') or ''}"
    before = f"{around.text or ''} {around.get('class') or ''}" if around is not None else ""
    sibling = node.getprevious()
    told = (sibling.tail or "") if sibling is not None else before
    return "dateModified" in named or CHANGED.search(f"{named} {told}") is not None


def stands_aside(node: Any) -> bool:
    """Whether something is part of a link, a list of other stories, a footer or a menu."""
    return any(is_aside(around) for around in (node, *node.iterancestors()))


def is_aside(node: Any) -> bool:
    """Whether an element is a link, a list of other stories, a footer, a menu or the like."""
    if node.tag in {"a", "nav", "aside", "footer", "figure", "form"}:
        return True
    named = f"{node.get('class') or ''} {node.get('id') or ''}".replace("_", "-")
    return node.tag not in {"body", "html", "article", "main"} and bool(ASIDE.search(named))


def drop_aside(text: str, tree: Any) -> str:
    """A page's text without the lines that stand beside its article: links, lists of others."""
    told = {x.strip() for node in list_aside(tree) for x in node.itertext()}
    return "\n".join(line for line in text.split("\n") if line.strip(" -\t") not in told)


def list_aside(tree: Any) -> Iterator[Any]:
    """The outermost elements that stand beside the article."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if is_aside(node):
            yield node
        else:
            stack.extend(node.iterchildren("*"))


def parse_stamp(text: str) -> date | None:
    """The day of a time stamp: ISO 8601, RFC 5322, 20220707, or a day in words."""
    text = " ".join(text.split())[:100]
    if match := COMPACT.match(text):
        return make_day(*match.groups())
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    if (day := parse_day(text)) is not None:
        return day
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


def make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
