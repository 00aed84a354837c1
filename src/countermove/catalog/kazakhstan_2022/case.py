"""The stand-off as it stood on 7 July 2022."""

from __future__ import annotations

from importlib.resources import as_file, files

from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff

__all__ = ["case_text", "load_case"]


def load_case() -> Standoff:
    """The worked stand-off, with nothing in it that was not known on its date."""
    with as_file(files(__package__) / "standoff.yaml") as path:
        return load_standoff(path)


def case_text() -> str:
    """The text of its file, with the comments that say where the numbers come from."""
    return (files(__package__) / "standoff.yaml").read_text(encoding="utf-8")
