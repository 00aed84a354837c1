"""Earlier runs, kept with their day, their answer and a person's note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from countermove.answering import answer
from countermove.filing import Case, write_bytes, write_text
from countermove.records.errors import CaseError
from countermove.records.record import Record
from countermove.records.stresses import Stress

__all__ = ["KeptRun", "keep_run", "list_runs", "write_note"]

RUNS = ".runs"
KEPT = 50


class RunNote(Record):
    """When a run was finished, its answer, and what a person noted of it."""

    finished: str = ""
    course: str = ""
    note: str = ""


@dataclass(frozen=True)
class KeptRun:
    """A kept run by its number."""

    name: str
    path: Path
    about: RunNote

    @property
    def title(self) -> str:
        """The run in a list: its number, day, answer and note."""
        parts = [self.name, self.about.finished, self.about.course, self.about.note]
        return " · ".join(p for p in parts if p)


def keep_run(case: Case) -> None:
    """Keep the last finished stress test, so that runs can be compared."""
    if not case.stress.exists():
        return
    data = case.stress.read_bytes()
    kept = list_runs(case)
    if kept and kept[-1].path.read_bytes() == data:
        return
    number = int(kept[-1].name) + 1 if kept else 1
    place = case.folder / RUNS / f"{number:04d}.json"
    write_bytes(place, data)
    finished = datetime.fromtimestamp(case.stress.stat().st_mtime, UTC).astimezone()
    about = RunNote(finished=f"{finished:%Y-%m-%d %H:%M}", course=answer(Stress.load(place)).course)
    write_text(note_of(place), about.dump())
    for old in kept[: max(0, len(kept) + 1 - KEPT)]:
        old.path.unlink()
        note_of(old.path).unlink(missing_ok=True)


def note_of(path: Path) -> Path:
    """The file with what is known of a run."""
    return path.with_suffix(".note")


def list_runs(case: Case) -> list[KeptRun]:
    """The kept runs, oldest first."""
    found = sorted(p for p in (case.folder / RUNS).glob("*.json") if re.fullmatch(r"\d{4}", p.stem))
    return [KeptRun(p.stem, p, read_note(p)) for p in found]


def read_note(path: Path) -> RunNote:
    """What is known of a run; nothing where its file is damaged or of an older version."""
    try:
        return RunNote.load(note_of(path)) if note_of(path).exists() else RunNote()
    except CaseError:
        return RunNote()


def write_note(run: KeptRun, note: str) -> None:
    """Keep a person's note on a run."""
    about = run.about.model_copy(update={"note": " ".join(note.split())})
    write_text(note_of(run.path), about.dump())
