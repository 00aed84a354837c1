"""Which steps of a case are up to date: the hashes of what each step read and wrote.

An intent is written before the files of a step are, so that a file that a step made is known by
its content even where the step's record was never written, or is lost.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from countermove.records.errors import CaseError
from countermove.records.record import Record
from countermove.records.writing import write_text

__all__ = ["INTENTS", "MANIFEST", "Intent", "Intents", "Manifest", "StepRecord"]

MANIFEST = "case.json"
INTENTS = "intents.json"

Scalar = str | int | float | bool | None


class StepRecord(Record):
    """One finished step: its settings, and the hash of every file it read and wrote."""

    version: str
    settings: dict[str, Scalar]
    inputs: dict[str, str]
    outputs: dict[str, str]


class Manifest(Record):
    """The finished steps of a case folder by name."""

    steps: dict[str, StepRecord] = Field(default_factory=dict)

    def with_step(self, name: str, step: StepRecord) -> Manifest:
        """The manifest with one step put in place."""
        return Manifest(steps={**self.steps, name: step})

    @classmethod
    def find(cls, folder: Path) -> Manifest:
        """The manifest of a case folder; an empty one where there is none yet or it is damaged."""
        path = folder / MANIFEST
        if not path.exists():
            return cls()
        try:
            return cls.load(path)
        except CaseError:
            return cls()  # a damaged manifest only means that steps run again

    def keep(self, folder: Path) -> None:
        """Write the manifest into the case folder."""
        write_text(folder / MANIFEST, self.dump())


class Intent(Record):
    """What a step is about to write.

    `found` has the hash of each file that lay there before, and `ours` the names of those among
    them that a step had made.
    """

    step: StepRecord
    found: dict[str, str]
    ours: tuple[str, ...]

    def hashes_of(self, name: str) -> set[str]:
        """The contents of a file that a step made, before or by this intent."""
        before = {self.found[name]} if name in self.ours else set()
        return before | {self.step.outputs[name]} if name in self.step.outputs else before

    def was_cut_off(self, now: dict[str, str]) -> bool:
        """Whether a file still is as it was before, where the step would have changed it."""
        wanted = self.step.outputs
        return any(now.get(n) == h and h != wanted.get(n) for n, h in self.found.items())


class Intents(Record):
    """The last intent of each step by name."""

    steps: dict[str, Intent] = Field(default_factory=dict)

    def with_step(self, name: str, intent: Intent) -> Intents:
        """The intents with one put in place."""
        return Intents(steps={**self.steps, name: intent})

    @classmethod
    def find(cls, folder: Path) -> Intents:
        """The intents of a case folder; none where there are none yet or they are damaged."""
        path = folder / INTENTS
        if not path.exists():
            return cls()
        try:
            return cls.load(path)
        except CaseError:
            return cls()  # the manifest still says what was made

    def keep(self, folder: Path) -> None:
        """Write the intents into the case folder."""
        write_text(folder / INTENTS, self.dump())
