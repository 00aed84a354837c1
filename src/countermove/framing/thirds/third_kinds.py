"""Which option of a third side an event tells of, by rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from countermove.framing.acts import wording
from countermove.framing.playbook import Entry, Playbook
from countermove.records.events import Event

__all__ = ["INVITED", "asks_for_help", "find_kind"]

INVITED = "invited"
"""The mode under which a deployment to a friend is looked up."""

HELP = ("help", "support", "assist", "aid", "back", "mediat", "arbitrat", "loan", "protect", "arms",
        "weapon", "troops", "soldiers", "guarantee", "solidarity")  # fmt: skip
"""Beginnings of words for what a third side may be asked for."""


@dataclass(frozen=True)
class Kind:
    """A row of ``data/kinds.tsv``."""

    entry: str
    actions: tuple[str, ...]
    words: tuple[str, ...]

    def fits(self, event: Event, mode: str) -> bool:
        """Whether an event is of this kind."""
        named = {event.action, f"{event.action}/{mode}"} & set(self.actions)
        return bool(named) and (self.words == ("*",) or begins(event, self.words))


def find_kind(event: Event, playbook: Playbook, *, invited: bool = False) -> Entry | None:
    """The playbook's entry for an act of a third side, or None if it makes no option."""
    mode = INVITED if invited else event.mode
    row = next((kind for kind in read_kinds() if kind.fits(event, mode)), None)
    if row is None:
        return None
    if row.entry == "like":
        entry = playbook.find(event.action, event.mode, wording(event), event.contexts)
        return entry if entry.role in ("measure", "force") else None
    return playbook.entries.get(row.entry)


def asks_for_help(event: Event) -> bool:
    """Whether an event is somebody's asking for help, done or advised."""
    asked = event.action == "REQUEST" and not event.negated
    return asked and (event.mode == "assist" or begins(event, HELP))


def begins(event: Event, words: tuple[str, ...]) -> bool:
    """Whether a word of an event's label or object begins like one of these."""
    text = f" {wording(event).lower()}".replace("(", " ")
    return any(f" {word.replace('·', ' ')}" in text for word in words)


@cache
def read_kinds() -> tuple[Kind, ...]:
    """The shipped rows, in order."""
    text = (files("countermove.framing.thirds") / "data" / "kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Kind(entry, tuple(actions.split(",")), tuple(words.split()))
        for entry, actions, words, _ in rows[1:]
    )
