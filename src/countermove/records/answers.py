"""What `answer` returns: the answer in words, with likelihood and confidence apart."""

from __future__ import annotations

from typing import Literal

from countermove.records.histories import History, Prospect
from countermove.records.record import Record
from countermove.records.stresses import Stress

__all__ = [
    "Answer",
    "Assumption",
    "CourseChance",
    "Flip",
    "Ground",
    "Indicator",
    "Judgement",
    "Reproduction",
]


class Judgement(Record):
    """How likely an outcome is: a sentence with the word and the number beside it.

    `n` is the number of past cases whose rate the chance is; with none it is the model's.
    """

    outcome: str
    chance: float
    band: tuple[float, float] | None = None
    word: str
    sentence: str
    n: int = 0

    @property
    def about(self) -> str:
        """The outcome as the sentence names it; the whole sentence where it has no word."""
        return self.sentence.split(f": {self.word} (", 1)[0]

    @property
    def details(self) -> str:
        """What the sentence says of the outcome; empty where it has no word."""
        return self.sentence.removeprefix(self.about).removeprefix(": ")

    @property
    def rests_on(self) -> str:
        """What the chance is taken from, in a few words."""
        return f"of {self.n:,} past cases" if self.n else "by the model"


class CourseChance(Record):
    """How likely an outcome is under one course at the last time, as the judgements count it.

    `model` is the model's chance, `low` and `high` bound nine of its tries in ten. Where `n` past
    cases count the outcome, all are that it has happened by then and `chance` is the share of
    those cases, which is the same for every course; else `chance` is the model's.
    """

    course: str
    outcome: str
    label: str
    chance: float
    low: float
    high: float
    model: float | None = None
    n: int = 0


class Ground(Record):
    """One thing that confidence rests on: what was found, and what each level takes.

    `reached` is the level that this ground alone would allow.
    """

    what: str
    found: str
    moderate: str
    high: str
    reached: Literal["low", "moderate", "high"]


class Flip(Record):
    """A fact that would flip the answer, in words."""

    number: str
    sentence: str
    at: float | None = None
    likely: float | None = None
    to_course: str = ""


class Assumption(Record):
    """An assumed number nobody has confirmed, most influential first."""

    number: str
    sentence: str
    influence: float


class Indicator(Record):
    """Something to watch, with the threshold at which to think again."""

    what: str
    threshold: str
    means: str


class Reproduction(Record):
    """Versions, hashes, seed and command that give the same bytes again."""

    version: str
    standoff_sha256: str
    seed: int
    draws: int
    command: str


class Answer(Record):
    """One sentence on what the subject should do now, and what stands behind it.

    `str(answer)` is the sentence; `headline` says the same in at most thirty words, leaving
    out what it would go on with anyway. `chances` are those of each outcome under each course.
    `leans` is which way the tries lean in what is left open, `decides` the facts that would decide
    between courses that are all named, the nearest first, and `replies` how the subject goes on
    after the first turn of a course, by the course's name; empty where there is nothing to say.
    """

    question: str
    sentence: str
    headline: str = ""
    leans: str = ""
    decides: tuple[str, ...] = ()
    replies: dict[str, str] = {}
    course: str
    course_label: str
    cannot_tell: bool = False
    find_out_first: tuple[str, ...] = ()
    scale: Literal["icd203", "phia"] = "icd203"
    judgements: tuple[Judgement, ...]
    chances: tuple[CourseChance, ...] = ()
    history: History | None = None
    prospects: tuple[Prospect, ...] = ()
    confidence: Literal["low", "moderate", "high"]
    confidence_sentence: str
    grounds: tuple[Ground, ...] = ()
    flips: tuple[Flip, ...]
    clock_sentence: str = ""
    counter_case: str = ""
    assumptions: tuple[Assumption, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    reproduction: Reproduction
    stress: Stress

    def __str__(self) -> str:
        return self.sentence
