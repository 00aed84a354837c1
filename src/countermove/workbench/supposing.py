"""What becomes of the answer if a reading is wrong: worked out beforehand, one reading each."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from countermove.filing import Case, Run, draft_from, hash_file
from countermove.filing.redrafting import redraft
from countermove.phrasing.numbers import per_cent
from countermove.records.errors import CountermoveError, NoSidesError, UnsureSidesError
from countermove.records.events import Event, load_events
from countermove.records.number_table import load_numbers
from countermove.records.standoff_file import dump_standoff, load_standoff, parse_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench.guessing import FEW, Guess, OutdatedError
from countermove.workbench.resting import list_resting

if TYPE_CHECKING:
    from countermove.workbench.working import Worker

__all__ = ["Supposals", "Supposed"]

FELT = load_numbers("workbench/data/doubts.tsv")["felt"]
"""A change of the leading course's share that is worth telling."""


@dataclass(frozen=True)
class Supposed:
    """What the answer would be without a reading, in a sentence; `changes` where another course
    would come first."""

    changes: bool
    sentence: str


@dataclass
class Supposals:
    """What was worked out for the case as it is; forgotten when the case changes."""

    case: Case
    mark: str = ""
    whole: bool = False
    """Whether nothing of it is left to work out."""
    found: dict[str, Supposed] = field(default_factory=dict)

    def now(self) -> Mapping[str, Supposed]:
        """What was worked out and still holds, by event; a new edit leaves nothing."""
        return self.found if self.mark == self.mark_now() else {}

    def mark_now(self) -> str:
        """A mark of everything that the answer without a reading depends on."""
        case = self.case
        files = (case.events, case.appearances, case.articles, case.sides, case.standoff)
        return "-".join(hash_file(path)[:16] for path in files)

    def work_out(self, worker: Worker) -> None:
        """Answer again without each reading that the model rests on; stops for an edit."""
        run = Run(self.case, worker.choices)
        if not (self.case.events.exists() and self.case.articles.is_dir()):
            return
        mark = self.mark_now()
        if mark == self.mark and self.whole:
            return
        events = load_events(self.case.events)
        resting = list_resting(events, load_standoff(self.case.standoff))
        with suppress(OutdatedError):
            base = guess_without(run, events, "", worker)
            self.mark, self.found, self.whole = mark, {}, False
            if base is None:
                return
            for item in resting:
                self.found[item.event.id] = suppose(run, events, item.event.id, base, worker)
            self.whole = True


def guess_without(run: Run, events: tuple[Event, ...], id: str, worker: Worker) -> Guess | None:
    """The answer over few draws of a draft without one event; None where no draft can be made.

    Raises:
        OutdatedError: an edit has come in.
    """
    try:
        draft = draft_from(run, [e for e in events if e.id != id])
        joined = joined_with(run.case, draft)
        return worker.guesses.over_draws(joined, FEW, wanted=worker.goes_on)
    except (UnsureSidesError, NoSidesError):
        return None


def joined_with(case: Case, draft: Standoff) -> Standoff:
    """A draft with what people changed in the model of the case."""
    if not case.draft.exists():
        return draft
    base, mine = (path.read_text(encoding="utf-8") for path in (case.draft, case.standoff))
    return draft if base == mine else parse_standoff(redraft(base, mine, dump_standoff(draft)).text)


def suppose(run: Run, events: tuple[Event, ...], id: str, base: Guess, worker: Worker) -> Supposed:
    """What the answer would be without an event, beside what it is with it."""
    try:
        without = guess_without(run, events, id, worker)
    except OutdatedError:
        raise
    except CountermoveError as error:
        return Supposed(False, f"Without it the model cannot be drafted: {error}")
    if without is None:
        return Supposed(True, "Without it, it is open who is pressed by whom.")
    if without.best.label != base.best.label:
        return Supposed(True, f"The answer changes if this is wrong: to “{without.best.label}”.")
    before, after = base.best.share_best or 0.0, without.best.share_best or 0.0
    if abs(after - before) < FELT:
        return Supposed(False, "The answer stays if this is wrong.")
    told = f"in {per_cent(after)} of the tries instead of {per_cent(before)}"
    return Supposed(False, f"The answer stays if this is wrong, but comes first {told}.")
