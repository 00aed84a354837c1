"""One act found in a sentence, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.triggers import Trigger

__all__ = ["Find"]


@dataclass(frozen=True, slots=True)
class Find:
    """One act: its trigger, the pattern that won, sides as places in `scene.sides` or -1.

    `refuses` marks an act that a negation has turned into a refusal or a threat.
    """

    trigger: Trigger
    pattern: Pattern
    last: int
    source: int
    target: int
    action: str
    mode: str
    refuses: bool = False

    @property
    def place(self) -> int:
        """The token of the trigger."""
        return self.trigger.place
