"""Which steps of a case are up to date: the hashes of what each step read and wrote."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from countermove.filing.writing import write_text
from countermove.records.errors import CaseError
from countermove.records.record import Record

__all__ = ["MANIFEST", "Manifest", "StepRecord"]

MANIFEST = "case.json"

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
