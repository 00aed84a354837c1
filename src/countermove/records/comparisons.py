"""What `compare` returns: what changed between two runs, and which edits caused it."""

from __future__ import annotations

from countermove.records.record import Record

__all__ = ["Comparison", "CourseChange", "Edit"]


class Edit(Record):
    """One difference between two stand-offs, and what it does alone.

    `before` and `after` are the values as text, empty where there is none. `course` is the
    best one at likely values once the edit alone is made to the old stand-off, and `lead`
    how far it is ahead; `flips` says that this is another course than before. `alone` is
    false for an edit that only makes sense with others: those were made together, and
    share what they did.
    """

    place: str
    before: str
    after: str
    sentence: str
    alone: bool
    course: str
    lead: float
    flips: bool


class CourseChange(Record):
    """A course in both runs; None where a run does not have it."""

    name: str
    share_before: float | None
    share_after: float | None
    expected_before: float | None
    expected_after: float | None


class Comparison(Record):
    """Two answers side by side. `str(comparison)` says in a sentence or two what changed."""

    sentence: str
    same_answer: bool
    old_course: str
    new_course: str
    old_sentence: str
    new_sentence: str
    old_confidence: str
    new_confidence: str
    courses: tuple[CourseChange, ...]
    edits: tuple[Edit, ...]
    settings: dict[str, tuple[str, str]] = {}

    def __str__(self) -> str:
        return self.sentence
