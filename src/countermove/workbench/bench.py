"""What every page of the workbench works on: the case, its undo pile, the background work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from countermove.answering import answer
from countermove.filing import Case, Manifest, hash_file
from countermove.filing.manifest import StepRecord
from countermove.reading.reader import Reader, open_reader
from countermove.records.answers import Answer
from countermove.records.articles import Article
from countermove.records.errors import InputError
from countermove.records.events import Event, Party, load_events
from countermove.records.guesses import Guess
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.workbench.drawing import Drawing
from countermove.workbench.guarding import Keys
from countermove.workbench.sliding import Stops
from countermove.workbench.supposing import Supposals
from countermove.workbench.undoing import History
from countermove.workbench.working import Worker

__all__ = ["Bench"]


@dataclass(frozen=True)
class Bench:
    """One case on the workbench."""

    case: Case
    keys: Keys
    history: History
    worker: Worker
    supposals: Supposals
    skipped: set[str] = field(default_factory=set)
    """Questions of the interview that were skipped in this session."""

    stops: Stops = field(default_factory=Stops)
    """What the sliders do, worked out beforehand."""
    drawing: Drawing = field(default_factory=Drawing)
    """The draws that the interview asks over."""
    guessed: dict[str, tuple[Guess, ...]] = field(default_factory=dict, repr=False)
    """Who may be pressed by whom, by the mark of what it was judged from."""

    def articles(self) -> tuple[Article, ...]:
        """The case's articles; none where there are none yet."""
        return self.case.load_articles() if self.case.articles.is_dir() else ()

    def events(self) -> tuple[Event, ...]:
        """The case's events, rejected ones too."""
        return load_events(self.case.events) if self.case.events.exists() else ()

    def standoff(self) -> Standoff | None:
        """The stand-off, or None where there is none or it is at fault."""
        try:
            if not self.case.standoff.exists():
                return None
            return standoff_of(str(self.case.standoff), self.history.version("standoff.yaml"))
        except InputError:
            return None

    def answer(self) -> Answer | None:
        """The last answer, or None before the first."""
        if not self.case.stress.exists():
            return None
        return answer_of(str(self.case.stress), self.history.version("stress.json"))

    def reader(self) -> Reader:
        """The reader of this run's choices, loaded once for all."""
        choices = self.worker.choices
        return open_once(choices.pipeline, choices.actors, choices.lexicon)

    def name_party(self, name: str, on: date | None) -> Party | None:
        """The side that a name stands for in the reader's tables, or None."""
        return self.reader().name_party(name, on)

    @property
    def stale(self) -> bool:
        """Whether the last answer is not that of the case as it is now.

        While a run is under way the stand-off may still be that of the events before the edit.
        """
        steps = Manifest.find(self.case.folder).steps
        record, now = steps.get("stress"), hash_file(self.case.standoff)
        if record is None or record.inputs.get("standoff.yaml") != now:
            return True
        return self.worker.status.busy and "frame" in steps and self.is_read_anew(steps["frame"])

    def is_read_anew(self, drafted: StepRecord) -> bool:
        """Whether events or sides are others than those that the model was drafted from."""
        files = (self.case.events, self.case.sides)
        return any(drafted.inputs.get(p.name, "") != hash_file(p) for p in files)

    def influence(self) -> Mapping[str, float]:
        """How much each number matters in the last answer, by key."""
        found = self.answer()
        if found is None:
            return {}
        return {i.number: i.evppi + i.first_order for i in found.stress.importance}


@lru_cache(maxsize=4)
def standoff_of(path: str, _version: str) -> Standoff:
    """The stand-off of a file, from memory while the file stays the same.

    To read the YAML takes longer than all the rest of a slider's answer.
    """
    return load_standoff(Path(path))


@lru_cache(maxsize=4)
def answer_of(path: str, _version: str) -> Answer:
    """The answer of a stress test's file, from memory while the file stays the same."""
    return answer(Stress.load(path))


@lru_cache(maxsize=1)
def open_once(pipeline: str | None, actors: Path | None, lexicon: Path | None) -> Reader:
    """The reader with these tables, from memory after the first time."""
    return open_reader(pipeline=pipeline, actors=actors, lexicon=lexicon)
