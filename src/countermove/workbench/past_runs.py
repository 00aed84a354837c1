"""Edits to the case's plain files: atomic, undoable, and never over another tab's edit."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from countermove.filing import Case, hash_file, write_bytes
from countermove.records.errors import CaseError

__all__ = ["ConflictError", "History"]

FOLDER = ".undo"
EDITED = ("events.jsonl", "standoff.yaml")
KEPT = 200
NAMED = re.compile(r"\d{6}\.[0-9a-f]{16}\..+")
"""A copy: its number, the mark of what the edit left in its place, and the file's name."""


class ConflictError(CaseError):
    """The file has changed since the page that sends the edit was shown."""


@dataclass(frozen=True)
class History:
    """The undo pile of a case: numbered copies of files as they were before each edit."""

    case: Case

    def version(self, name: str) -> str:
        """A short mark of a file's content, sent with every form that edits it."""
        return hash_file(self.case.inside(name))[:16]

    def edit(self, name: str, data: bytes, seen: str) -> None:
        """Replace a file, keeping the old one for undo.

        Raises:
            ConflictError: the file is no longer the one with the mark `seen`.
            CaseError: the file is not one that may be edited here.
        """
        if name not in EDITED:
            raise CaseError(f"{name!r} cannot be edited here", path=self.case.folder)
        if self.version(name) != seen:
            raise ConflictError(
                "was changed in another tab or by hand; reload to see it", path=name
            )
        path = self.case.inside(name)
        number = max(self.numbers(), default=0) + 1
        old = path.read_bytes() if path.exists() else b""
        left = hashlib.sha256(data).hexdigest()[:16]
        write_bytes(self.folder / f"{number:06d}.{left}.{name}", old)
        write_bytes(path, data)
        self.forget()

    def undo(self) -> str | None:
        """Put back what the last edit replaced; the name of the file, None if there is none.

        Raises:
            ConflictError: the file is no longer as that edit left it, so that something
                written since, by hand or by another program, would be lost.
        """
        last = max(self.copies(), default=None)
        if last is None:
            return None
        _, left, name = last.name.split(".", 2)
        if self.version(name) != left:
            raise ConflictError(
                "was changed by hand since the last edit here; undo would lose that, so "
                "change it back in the file itself",
                path=name,
            )
        write_bytes(self.case.inside(name), last.read_bytes())
        last.unlink()
        return name

    @property
    def folder(self) -> Path:
        """Where the copies are kept."""
        return self.case.folder / FOLDER

    def copies(self) -> list[Path]:
        """The copies, oldest first."""
        return sorted(p for p in self.folder.glob("*") if NAMED.fullmatch(p.name))

    def numbers(self) -> list[int]:
        """The numbers of the copies."""
        return [int(p.name[:6]) for p in self.copies()]

    def forget(self) -> None:
        """Drop the oldest copies beyond the bound."""
        for old in self.copies()[:-KEPT]:
            old.unlink()
