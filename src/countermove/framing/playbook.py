"""The playbook: what each kind of act is worth, for want of better, read from a data file."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from countermove.records.errors import StandoffError
from countermove.records.events import Action
from countermove.records.ranges import Duration, Range
from countermove.records.record import Record
from countermove.records.standoff_file import read_text
from countermove.records.yaml_tree import Node, descend, plain, read_tree

__all__ = ["Affected", "Entry", "Playbook", "Role", "load_playbook"]

Role = Literal[
    "measure", "force", "stance", "policy", "tie", "opening", "concession", "passing", "chance",
    "aid", "appeal", "call",
]  # fmt: skip
Affected = Literal[
    "supply", "trade", "money", "movement", "ties", "legal", "political", "force", "jobs"
]


class Entry(Record):
    """One kind of act; the fields are explained at the head of ``data/playbook.yaml``."""

    key: str
    role: Role
    affects: Affected = "political"
    like: str = ""
    words: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    label: str = ""
    plain: str = ""
    lasting: bool = False
    only_off: bool = False
    takes: Duration | None = None
    starts_after: Duration | None = None
    ends_after: Duration | None = None
    doer: Range | None = None
    target: Range | None = None
    answers: Range | None = None
    presses: Range | None = None
    starts: Range | None = None
    unready: Range | None = None
    gains: Range | None = None
    tied_up: Range | None = None
    dropped: Range | None = None
    cares: Range | None = None
    asked: Range | None = None
    shields: dict[Affected, float] = {}  # noqa: RUF012 (pydantic copies it)
    source: str = ""
    why: str = ""


class Playbook(Record):
    """All entries by key."""

    entries: dict[str, Entry]

    def find(self, action: str, mode: str, words: str, contexts: tuple[str, ...]) -> Entry:
        """The most specific entry for an act told in these words.

        Variants come before their base, a mode before its type; among variants the one with
        the most words found. Falls back to a passing entry, which never becomes an option.
        """
        for base in (f"{action}/{mode}", action) if mode else (action,):
            scored = [
                (hits(entry, words, contexts), entry)
                for key, entry in self.entries.items()
                if key.startswith(base + "#")
            ]
            best = max((score for score, _ in scored), default=0)
            if best:
                return self.follow(next(e for s, e in scored if s == best), words, contexts)
            if base in self.entries:
                return self.follow(self.entries[base], words, contexts)
        return Entry(key=action, role="passing")

    def follow(self, entry: Entry, words: str, contexts: tuple[str, ...]) -> Entry:
        """The entry, or the most specific one for the kind of act it says it is like."""
        if not entry.like or "#" in entry.like:
            return self.entries[entry.like] if entry.like else entry
        action, _, mode = entry.like.partition("/")
        return self.find(action, mode, words, contexts)


def hits(entry: Entry, words: str, contexts: tuple[str, ...]) -> int:
    """How many of an entry's words begin a word of the text, and of its contexts apply."""
    padded = f" {words.lower()}"
    return sum(f" {word}" in padded for word in entry.words) + len(
        set(entry.contexts) & set(contexts)
    )


def load_playbook(
    path: Path | str | None = None, *, scale: Callable[[Playbook], Playbook] | None = None
) -> Playbook:
    """The shipped playbook, moved by `scale`, with the entries of another file put over it.

    Raises:
        StandoffError: the file is not a playbook; with line and column.
    """
    shipped = scale(shipped_playbook()) if scale else shipped_playbook()
    if path is None:
        return shipped
    own = parse_playbook(read_text(path), path)
    return check_likes(Playbook(entries=shipped.entries | own), path)


@cache
def shipped_playbook() -> Playbook:
    """The playbook in this package."""
    text = files("countermove.framing").joinpath("data/playbook.yaml").read_text("utf-8")
    return check_likes(Playbook(entries=parse_playbook(text, "playbook.yaml")), "playbook.yaml")


def parse_playbook(text: str, path: Path | str) -> dict[str, Entry]:
    """The entries of a playbook's text."""
    root = read_tree(text)
    found = {}
    for key, node in root.entries.items():
        refuse_key(key, root.keys[key], path)
        body = plain(node)
        try:
            found[key] = Entry.model_validate({"key": key} | (body if body else {}))
        except (ValidationError, TypeError) as error:
            raise fault(error, key, node, path) from error
    return found


def refuse_key(key: str, node: Node, path: Path | str) -> None:
    """An entry's key starts with a PLOVER type or one of our two."""
    known = get_args(Action)
    if re.split("[/#]", key, maxsplit=1)[0] not in known:
        raise StandoffError(
            f"the entry {key!r} must start with an event type: {', '.join(known)}",
            path=path,
            line=node.line,
            column=node.column,
        )


def fault(error: Exception, key: str, node: Node, path: Path | str) -> StandoffError:
    """What is wrong with an entry, at its place."""
    detail, place = "takes a mapping", node
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        place, _ = descend(node, first["loc"])
        detail = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return StandoffError(
        f"the entry {key!r}: {detail}", path=path, line=place.line, column=place.column
    )


def check_likes(playbook: Playbook, path: Path | str) -> Playbook:
    """Every `like` names an entry that stands by itself."""
    for key, entry in playbook.entries.items():
        model = playbook.entries.get(entry.like)
        if entry.like and (model is None or model.like):
            raise StandoffError(f"the entry {key!r}: there is no entry {entry.like!r}", path=path)
    return playbook
