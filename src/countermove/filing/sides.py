"""Who the two sides of a case are, where a person has said so."""

from __future__ import annotations

from countermove.filing.case import Case
from countermove.records.errors import CaseError
from countermove.records.files import read_file
from countermove.records.record import Record
from countermove.records.writing import write_text

__all__ = ["Chosen", "has_sides_named", "load_sides", "save_sides"]


class Chosen(Record):
    """The sides of a case that a person has named; a side that nobody named is empty."""

    subject: str = ""
    other: str = ""


def load_sides(case: Case) -> Chosen:
    """What the case remembers of its sides; empty sides if nothing.

    Raises:
        CaseError: the file is not as it was written.
    """
    if not case.sides.exists():
        return Chosen()
    try:
        return Chosen.model_validate_json(read_file(case.sides))
    except (OSError, ValueError) as error:
        raise CaseError(
            "does not hold a subject and another side; delete it to be asked again",
            path=case.sides,
        ) from error


def save_sides(case: Case, chosen: Chosen) -> None:
    """Remember the sides."""
    write_text(case.sides, chosen.model_dump_json(indent=1) + "\n")


def has_sides_named(case: Case) -> bool:
    """Whether a person named both sides of the case, or its model was not drafted at all."""
    chosen = load_sides(case)
    return bool(chosen.subject and chosen.other) or not case.articles.is_dir()
