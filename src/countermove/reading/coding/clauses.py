"""What a clause tells of one side alone: advice it is given, and conditions that hold of it."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.records.events import Standing

__all__ = ["Clause"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A POLICY or CONDITION: its predicate, the side (a place in `scene.sides`) and words.

    `open` says that the words do not name who is advised.
    """

    place: int
    last: int
    source: int
    action: str
    mode: str
    standing: Standing
    negated: bool
    label: str
    what: str = ""
    open: bool = False
