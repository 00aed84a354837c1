"""Bringing the case up to date in the background after an edit: first a quick answer, then all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from countermove.filing import (
    Case,
    Choices,
    Manifest,
    Run,
    answer_case,
    draft_from,
    frame_case,
    hash_file,
    read_case,
)
from countermove.filing.reader_choice import find_choice
from countermove.filing.running import EDITED
from countermove.records.errors import CountermoveError, UnsureSidesError
from countermove.records.events import load_events
from countermove.records.standoff_file import dump_standoff, load_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench.guessing import FIRST, Guess, OutdatedError, guess_of
from countermove.workbench.kept_guesses import KeptGuesses
from countermove.workbench.kept_runs import keep_run
from countermove.workbench.waiting import Waiting

__all__ = ["Status", "Worker"]

PAUSE = 0.4
"""Seconds for the page that tells the first answer to be shown before the whole is worked out."""

HAND = 1.5
"""The same after an edit: the next one often follows, and what was begun would be in vain."""

LONGEST_WAIT = 3.0
"""Seconds that the whole waits for the first answer."""


@dataclass(frozen=True)
class Status:
    """What the background work is doing, in words; `error` is the last input error.

    `quick` is the first answer of a run that is under way: over few draws, or known from before.
    `told` is what the run said of itself, such as what a language model read. `unsure` marks that
    it waits for a person to say who is pressed by whom, `redraft` that people edited the model and
    another draft would now be made.
    """

    busy: bool = False
    doing: str = ""
    error: str = ""
    rounds: int = 0
    quick: Guess | None = None
    told: tuple[str, ...] = ()
    unsure: bool = False
    redraft: bool = False

    @property
    def stage(self) -> str:
        """How far an edit is felt: changes when a run begins, has a first answer, and ends."""
        return f"{self.rounds}-{'busy' if self.busy else 'idle'}-{'quick' if self.quick else ''}"


@dataclass
class Worker:
    """One background run at a time; an edit during a run starts another after it."""

    case: Case
    choices: Choices = field(default_factory=Choices)
    status: Status = field(default_factory=Status)
    afterwards: Callable[[Worker], None] | None = None
    """What is worked out once all is up to date, until the next edit."""
    guesses: KeptGuesses = field(default_factory=KeptGuesses, repr=False)
    waiting: Waiting = field(default_factory=Waiting, repr=False)
    """People who wait for something else than this run, which gives way to them."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    drafted: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set once the model is that of the last edit, whatever is still to be worked out."""
    idle: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set while nothing is to be brought up to date."""
    closed: bool = False
    felt: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set once the first answer to the last edit is there, or has to wait for the reading."""
    _again: bool = False
    _edits: int = 0
    _thread: threading.Thread | None = None
    _first: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.idle.set()

    def start(self) -> None:
        """Bring the case up to date, now or after the run that is under way.

        The first answer does not wait for that: it is worked out beside it, from what is on disk.
        """
        with self._lock:
            self._edits += 1
            self.drafted.clear()
            self.felt.clear()
            self.idle.clear()
            self._first = threading.Thread(
                target=self.answer_first, args=(self._edits,), daemon=True
            )
            self._first.start()
            if self.status.busy or (self._thread is not None and self._thread.is_alive()):
                self._again = True
                self.status = replace(self.status, busy=True, quick=None)
                return
            self.status = Status(busy=True, doing="starting", rounds=self.status.rounds)
            self._thread = threading.Thread(target=self.work, daemon=True)
            self._thread.start()

    def answer_first(self, edit: int) -> None:
        """The answer as far as it is known, else over few draws; none where articles have to be
        read first."""
        try:
            standoff = standoff_now(Run(self.case, self.agreed()))
            if standoff is not None:
                with self.waiting.served():
                    self.keep_first(self.guesses.first(standoff, FIRST), edit)
        except CountermoveError:
            return  # the run that is under way tells what is wrong
        except RuntimeError:
            if not self.closed:  # a program that ends lets no more threads begin
                raise
        finally:
            if edit == self._edits:
                self.felt.set()

    def keep_first(self, quick: Guess, edit: int) -> None:
        """Show a first answer, unless another edit has come in or all is done already."""
        with self._lock:
            if edit == self._edits and self.status.busy:
                self.status = replace(self.status, quick=quick)

    def wait(self, seconds: float) -> None:
        """Wait until the case is up to date, at most `seconds`; what is worked out afterwards is
        not waited for."""
        self.idle.wait(seconds)

    def close(self) -> None:
        """Stop what is being worked out, and wait for its end; finished steps are kept."""
        with self._lock:
            self._again = self.closed = True
        for thread in (self._first, self._thread):
            if thread is not None:
                thread.join(60)

    def wait_for_draft(self, seconds: float = 5.0) -> None:
        """Wait until the model on disk is that of the last edit, if a run is under way."""
        if self.status.busy:
            self.drafted.wait(seconds)

    @property
    def wanted(self) -> bool:
        """Whether an edit has come in since the run began."""
        return self._again

    def goes_on(self) -> bool:
        """Whether no edit has come in, once nobody waits for anything else: asked between two
        pieces of work."""
        self.waiting.give_way(lambda: self._again)
        return not self._again

    def work(self) -> None:
        """Run until no edit has come in meanwhile."""
        while True:
            self.run_once()
            if self.afterwards is not None and not self._again and not self.status.error:
                self.work_out_rest()
            with self._lock:
                if self.closed or not self._again:
                    self._thread = None
                    return
                self._again = False
                self.status = replace(
                    self.status, busy=True, doing="starting", error="", told=(), unsure=False
                )

    def work_out_rest(self) -> None:
        """What can wait until the answer is there; a fault in it spoils nothing."""
        assert self.afterwards is not None
        try:
            self.afterwards(self)
        except CountermoveError as error:
            self.hear(str(error))

    def run_once(self) -> None:
        """One whole run; its end is told in the status, with the sentence of an error."""
        self.felt.wait(LONGEST_WAIT)  # what a person sees first is not slowed by the rest
        until = time.monotonic() + (HAND if self._edits > 1 else PAUSE)
        while time.monotonic() < until and not self._again:
            time.sleep(0.05)
        if self._again:
            return
        keep_run(self.case)
        run = Run(self.case, self.agreed(), progress=self.note, tell=self.hear)
        error, unsure = "", False
        try:
            self.draft_first(run)
            answer = answer_case(run)
            self.guesses.keep(answer.stress.standoff, guess_of(answer))
        except UnsureSidesError as fault:
            error, unsure = str(fault).split("\n", maxsplit=1)[0].rstrip(":"), True
        except OutdatedError:
            return  # what was finished is kept; the next run begins at once
        except CountermoveError as fault:
            error = str(fault)
        except Exception as fault:  # the pages must not wait for ever on a fault of ours
            error = f"a fault of the program, please report it: {fault!r}"
        with self._lock:
            self.status = Status(
                busy=self._again,
                error=error,
                rounds=self.status.rounds + 1,
                told=self.status.told,
                unsure=unsure,
                redraft=self.status.redraft,
            )
            if not self._again:
                self.idle.set()

    def agreed(self) -> Choices:
        """The choices, with a model asked only as long as the case says that it may be.

        Undoing the agreement takes it out of the case, and so out of this session.
        """
        kept, choices = find_choice(self.case), self.choices
        if kept is not None and (kept.url, kept.model) == (choices.reader, choices.model):
            return choices
        return replace(choices, reader=None, model="", send=False)

    def draft_first(self, run: Run) -> None:
        """Read and draft, and give a first answer where it had to wait for the reading."""
        edit = self._edits
        try:
            if run.case.articles.is_dir():
                read_case(run)
                frame_case(run)
                self.status = replace(self.status, redraft=is_outdated(run))
        finally:
            if edit == self._edits:
                self.drafted.set()
        if self.status.quick is None and run.case.standoff.exists():
            now = load_standoff(run.case.standoff)
            self.keep_first(self.guesses.first(now, FIRST), edit)

    def note(self, what: str, done: int, total: int) -> None:
        """Put what is being done where the pages can see it; stop where it is out of date."""
        if not self.goes_on():
            raise OutdatedError("an edit has come in")
        share = f" {done} of {total}" if total > 1 else ""
        self.status = replace(self.status, doing=f"{what}{share}")

    def hear(self, sentence: str) -> None:
        """Keep what a run says of itself; what people edited they did here, and know."""
        if sentence.endswith(EDITED):
            return
        told = tuple(dict.fromkeys((*self.status.told, sentence)))
        self.status = replace(self.status, told=told[-8:])


def standoff_now(run: Run) -> Standoff | None:
    """The model as it would be drafted now, or as people edited it; None where the articles have
    to be read first. Nothing is written."""
    case = run.case
    record = Manifest.find(case.folder).steps.get("read")
    if record is not None and record.inputs.get("articles") != hash_file(case.articles):
        return None
    drafted = case.standoff.exists() and case.draft.exists()
    edited = drafted and case.standoff.read_bytes() != case.draft.read_bytes()
    if case.articles.is_dir() and case.events.exists() and drafted and not edited:
        return draft_from(run, load_events(case.events))
    return load_standoff(case.standoff) if case.standoff.exists() else None


def is_outdated(run: Run) -> bool:
    """Whether articles and events would now give another draft than the one that was edited."""
    draft = run.case.draft
    if not draft.exists():
        return False
    now = dump_standoff(draft_from(run, load_events(run.case.events)))
    return now != draft.read_text(encoding="utf-8")
