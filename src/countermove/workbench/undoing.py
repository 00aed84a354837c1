"""Edits to the case's plain files: atomic, undoable, and never over another tab's edit.

An edit may change several files. What they were before is kept in one archive a step, so that
a step is put back whole or not at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.filing import Case, hash_file, write_bytes
from countermove.filing.locking import writing
from countermove.filing.sweeping import sweep
from countermove.records.errors import CaseError

__all__ = ["ConflictError", "Edit", "History"]

FOLDER = ".undo"
KEPT = 200
NAMED = re.compile(r"\d{6}\.zip")
EDITED = re.compile(
    r"events\.jsonl|appearances\.jsonl|standoff\.yaml|sides\.json|reader\.json|\.draft\.yaml"
    r"|articles/[^/\\]+\.(?:txt|json)"
)
"""The files that a person edits here, by hand or by what the pages offer."""

TOLD = "step.json"


class ConflictError(CaseError):
    """The file has changed since the page that sends the edit was shown."""


@dataclass(frozen=True)
class Edit:
    """An edit that can be undone: what it did in words, and the file it changed first."""

    path: Path
    what: str
    name: str


@dataclass(frozen=True)
class History:
    """The undo pile of a case: for each edit the files as they were before it."""

    case: Case

    def version(self, name: str) -> str:
        """A short mark of a file's content, sent with every form that edits it."""
        return hash_file(self.case.inside(name))[:16]

    def edit(self, name: str, data: bytes, seen: str, what: str = "") -> None:
        """Replace a file, keeping the old one for undo.

        Raises:
            ConflictError: the file is no longer the one with the mark `seen`.
            CaseError: the file is not one that may be edited here.
        """
        self.change({name: data}, what or f"editing {name}", seen={name: seen})

    def change(
        self,
        files: Mapping[str, bytes | None],
        what: str,
        *,
        seen: Mapping[str, str] | None = None,
        derived: Iterable[str] = (),
    ) -> None:
        """Replace or delete (None) files in one step that can be undone.

        `derived` are files that the program writes again by itself after the edit; they are put
        back on undo whatever has become of them.

        Raises:
            ConflictError: a file is no longer the one with its mark in `seen`.
            CaseError: a file is not one that may be edited here.
        """
        derived = tuple(derived)
        for name in (*files, *derived):
            if not EDITED.fullmatch(name):
                raise CaseError(f"{name!r} cannot be edited here", path=self.case.folder)
        with writing(self.case.folder):
            for name, mark in (seen or {}).items():
                if self.version(name) != mark:
                    raise ConflictError(
                        "was changed in another tab or by hand; reload to see it", path=name
                    )
            step = self.folder / f"{self.next_number():06d}.zip"
            write_bytes(step, self.pack(files, derived, what))
            for name, data in files.items():
                self.put(name, data)
            self.forget()

    def undo(self) -> Edit | None:
        """Put back what the last edit replaced; the step, None if there is none.

        Raises:
            ConflictError: a file is no longer as that edit left it, so that something
                written since, by hand or by another program, would be lost.
        """
        with writing(self.case.folder):
            last = self.last()
            if last is not None:
                self.refuse_others(last)
                self.put_back(last)
            return last

    def refuse_others(self, last: Edit) -> None:
        """Raise where a file is no longer as a step left it."""
        with zipfile.ZipFile(last.path) as archive:
            told = json.loads(archive.read(TOLD))
        for name, left in told["left"].items():
            if self.version(name) != left:
                raise ConflictError(
                    "was changed by hand since the last edit here; undo would lose that, so "
                    "change it back in the file itself",
                    path=name,
                )

    def put_back(self, last: Edit) -> None:
        """Put back the files of a step, and forget it."""
        with zipfile.ZipFile(last.path) as archive:
            told = json.loads(archive.read(TOLD))
            held = set(archive.namelist())
            for name in (*told["left"], *told["derived"]):
                self.put(name, archive.read(name) if name in held else None)
        last.path.unlink()

    def mend(self) -> None:
        """Put back an edit that was cut off half-way, as if it had never been begun.

        An edit keeps what was there before it writes, so a step of which a file is still as it was
        did not come to its end.
        """
        with writing(self.case.folder):
            sweep(self.case.folder)
            last = self.last()
            if last is not None and self.was_cut_off(last):
                self.put_back(last)

    def was_cut_off(self, step: Edit) -> bool:
        """Whether each file is as the step found or left it, and one is not as it left it."""
        with zipfile.ZipFile(step.path) as archive:
            left = json.loads(archive.read(TOLD))["left"]
            held = set(archive.namelist())
            before = {name: mark_of(archive.read(name)) if name in held else "" for name in left}
        now = {name: self.version(name) for name in left}
        return now != left and all(now[name] in (left[name], before[name]) for name in left)

    def last(self) -> Edit | None:
        """The edit that undo would take back."""
        path = max(self.copies(), default=None)
        if path is None:
            return None
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(TOLD))
        return Edit(path, str(told["what"]), next(iter(told["left"])))

    def pack(self, files: Mapping[str, bytes | None], derived: Iterable[str], what: str) -> bytes:
        """The archive of a step: the files as they are now, and the marks of what it leaves."""
        left = {n: mark_of(d) if d is not None else "" for n, d in files.items()}
        told = {"what": what, "left": left, "derived": list(derived)}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(TOLD), json.dumps(told))
            for name in (*files, *derived):
                path = self.case.inside(name)
                if path.exists():
                    archive.writestr(zipfile.ZipInfo(name), path.read_bytes())
        return buffer.getvalue()

    def put(self, name: str, data: bytes | None) -> None:
        """Write a file, or delete it where there is none to be."""
        path = self.case.inside(name)
        if data is not None:
            write_bytes(path, data)
        elif path.exists():
            path.unlink()

    @property
    def folder(self) -> Path:
        """Where the steps are kept."""
        return self.case.folder / FOLDER

    def copies(self) -> list[Path]:
        """The steps, oldest first."""
        return sorted(p for p in self.folder.glob("*") if NAMED.fullmatch(p.name))

    def next_number(self) -> int:
        """The number of the next step."""
        return max((int(p.stem) for p in self.copies()), default=0) + 1

    def forget(self) -> None:
        """Drop the oldest steps beyond the bound."""
        for old in self.copies()[:-KEPT]:
            old.unlink()


def mark_of(data: bytes) -> str:
    """A short mark of a file's content."""
    return hashlib.sha256(data).hexdigest()[:16]
