"""Bringing the case up to date in the background after an edit."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from countermove.filing import Case, Choices, Run, answer_case, write_bytes
from countermove.records.errors import CountermoveError

__all__ = ["RUNS", "Status", "Worker"]

RUNS = ".runs"
KEPT_RUNS = 50


@dataclass(frozen=True)
class Status:
    """What the background work is doing, in words; `error` is the last input error."""

    busy: bool = False
    doing: str = ""
    error: str = ""
    rounds: int = 0


@dataclass
class Worker:
    """One background run at a time; an edit during a run starts another after it."""

    case: Case
    choices: Choices = field(default_factory=Choices)
    status: Status = field(default_factory=Status)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _again: bool = False
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Bring the case up to date, now or after the run that is under way."""
        with self._lock:
            if self.status.busy:
                self._again = True
                return
            self.status = Status(busy=True, doing="starting", rounds=self.status.rounds)
            self._thread = threading.Thread(target=self.work, daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being done, at most `seconds`."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def work(self) -> None:
        """Run until no edit has come in meanwhile."""
        while True:
            error = self.run_once()
            with self._lock:
                if not self._again:
                    self.status = Status(error=error, rounds=self.status.rounds + 1)
                    return
                self._again = False

    def run_once(self) -> str:
        """One whole run; the sentence of an input error, or nothing."""
        keep_run(self.case)
        try:
            answer_case(Run(self.case, self.choices, progress=self.note))
        except CountermoveError as error:
            return str(error)
        except Exception as error:  # the pages must not wait for ever on a fault of ours
            return f"a fault of the program, please report it: {error!r}"
        return ""

    def note(self, what: str, done: int, total: int) -> None:
        """Put what is being done where the pages can see it."""
        share = f" {done} of {total}" if total > 1 else ""
        self.status = replace(self.status, doing=f"{what}{share}")


def keep_run(case: Case) -> None:
    """Keep the last finished stress test, so that runs can be compared."""
    if not case.stress.exists():
        return
    data = case.stress.read_bytes()
    kept = list_runs(case)
    if kept and kept[-1].read_bytes() == data:
        return
    number = int(kept[-1].stem) + 1 if kept else 1
    write_bytes(case.folder / RUNS / f"{number:04d}.json", data)
    for old in kept[: max(0, len(kept) + 1 - KEPT_RUNS)]:
        old.unlink()


def list_runs(case: Case) -> list[Path]:
    """The kept runs, oldest first."""
    folder = case.folder / RUNS
    return sorted(p for p in folder.glob("*.json") if re.fullmatch(r"\d{4}", p.stem))
