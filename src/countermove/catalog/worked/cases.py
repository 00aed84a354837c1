"""Worked cases by name, from the folders beside this file."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML

from countermove.catalog.worked.backtest import Afterwards
from countermove.records.errors import CaseError, SettingsError
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff

__all__ = ["list_worked", "load_afterwards", "load_worked", "worked_text"]

FOLDER = Path(__file__).parent


def list_worked() -> tuple[str, ...]:
    """The names of the worked cases, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/standoff.yaml")))


def find_file(case: str, name: str) -> Path:
    """A file of a case.

    Raises:
        SettingsError: there is no such case.
    """
    if case not in list_worked():
        raise SettingsError(f"no model {case!r}; there are {', '.join(list_worked())}")
    return FOLDER / case / name


def load_worked(case: str) -> Standoff:
    """The stand-off of a case, with nothing in it that was not known on its date.

    Raises:
        SettingsError: there is no such case.
    """
    return load_standoff(find_file(case, "standoff.yaml"))


def worked_text(case: str) -> str:
    """The text of its file, with the comments that say where the numbers come from.

    Raises:
        SettingsError: there is no such case.
    """
    return find_file(case, "standoff.yaml").read_text(encoding="utf-8")


def load_afterwards(case: str) -> Afterwards:
    """What happened in a case after its date.

    Raises:
        SettingsError: there is no such case.
        CaseError: the file is not as it should be.
    """
    path = find_file(case, "afterwards.yaml")
    try:
        return Afterwards.model_validate(YAML(typ="safe", pure=True).load(path))
    except ValidationError as error:
        raise CaseError(error.errors()[0]["msg"], path=path) from error
