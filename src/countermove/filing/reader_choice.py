"""`reader.json`: which language model a case is read with, and that a person agreed to send it."""

from __future__ import annotations

from countermove.filing.case import Case
from countermove.filing.manifest import Scalar
from countermove.filing.run import Run
from countermove.records.record import Record
from countermove.records.writing import write_text

__all__ = ["ReaderChoice", "find_choice", "keep_choice", "model_of", "second_settings"]

FILE = "reader.json"


class ReaderChoice(Record):
    """The address and model a person agreed to send this case's articles to."""

    url: str
    model: str
    votes: int = 1


def find_choice(case: Case) -> ReaderChoice | None:
    """The choice that is kept in a case folder, or None.

    Raises:
        CaseError: the file is damaged.
    """
    path = case.folder / FILE
    return ReaderChoice.load(path) if path.exists() else None


def keep_choice(case: Case, choice: ReaderChoice) -> None:
    """Keep a choice, whole or not at all."""
    case.folder.mkdir(parents=True, exist_ok=True)
    write_text(case.folder / FILE, choice.dump())


def second_settings(run: Run) -> dict[str, Scalar]:
    """What of the second reader sets the result of reading; nothing where there is none."""
    choices, kept = run.choices, find_choice(run.case)
    if choices.reader is not None:
        return {"model": model_of(run), "votes": choices.votes}
    return {"model": kept.model, "votes": kept.votes} if kept is not None else {}


def model_of(run: Run) -> str:
    """The model that is named, or the one that the case was read with."""
    kept = find_choice(run.case)
    return run.choices.model or (kept.model if kept is not None else "")
