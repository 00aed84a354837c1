"""Published cases of the graph model, with their citation, model and published answer.

Each case is one YAML file beside this module, named for the case. Its `seen` says how sure
the data are; where a table was not seen, that is said there and in `note`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError

__all__ = ["list_published", "load_published"]


def list_published() -> tuple[str, ...]:
    """The names of all published cases, in alphabetical order."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


@cache
def load_published(name: str) -> Conflict:
    """A published case by name.

    Raises:
        CaseError: there is no case of that name.
    """
    if name not in list_published():
        raise CaseError(f"there is no published case {name!r}; there are {list_published()}")
    path = files(__name__) / f"{name}.yaml"
    return Conflict.from_yaml(path.read_text(encoding="utf-8"), path=f"{name}.yaml")
