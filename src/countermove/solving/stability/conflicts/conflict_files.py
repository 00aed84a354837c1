"""Conflicts from and to files of every kind, told apart by their ending or their content."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from countermove.records.conflicts import Conflict
from countermove.records.errors import CaseError, SettingsError
from countermove.records.files import read_file
from countermove.records.stability import Concept
from countermove.solving.stability.conflicts.build_conflict import build_conflict
from countermove.solving.stability.conflicts.drawings import to_graphml, to_mermaid
from countermove.solving.stability.conflicts.gmcr import export_gmcr, import_gmcr
from countermove.solving.stability.conflicts.graph_json import import_graph
from countermove.solving.stability.judge import judge
from countermove.solving.stability.models.models import GraphModel

__all__ = ["CONFLICT_FORMS", "ConflictForm", "is_conflict", "read_conflict", "write_conflict"]

LARGEST = 50_000_000
DRAWN: tuple[Concept, ...] = ("NASH", "SEQ")
ConflictForm = Literal["gmcr", "graphml", "mermaid", "conflict"]
CONFLICT_FORMS: dict[ConflictForm, str] = {
    "gmcr": ".gmcr",
    "graphml": ".graphml",
    "mermaid": ".mmd",
    "conflict": ".conflict.yaml",
}
"""Every form a conflict can be written in, with the ending it is known by."""


def is_conflict(path: Path) -> bool:
    """Whether a file holds a conflict: by its ending, or YAML with states at its top level.

    JSON is taken for one unless its players are a mapping, as those of a stand-off are, or it
    holds events of ACLED.
    """
    kind = path.suffix.lower()
    if kind == ".gmcr":
        return True
    if kind not in (".yaml", ".yml", ".json") or not path.is_file():
        return False
    text = read_text(path)
    if kind == ".json":
        return not re.search(r'"players"\s*:\s*\{|"event_id_cnty"', text)
    return bool(re.search(r"^states\s*:", text, re.MULTILINE))


def read_conflict(path: Path | str) -> Conflict:
    """The conflict in a `.gmcr` file, a JSON graph of moves, or our own YAML (or JSON).

    Raises:
        CaseError: it cannot be read, or is none of these.
    """
    path = Path(path)
    text = read_text(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return Conflict.from_yaml(text, path=path)
    if path.suffix.lower() == ".gmcr" or '"decisionMakers"' in text:
        return import_gmcr(text, title=path.stem, path=path)
    if '"states"' in text and '"reachable"' not in text and '"preference_ranking"' not in text:
        return Conflict.from_yaml(text, path=path)
    return import_graph(text, title=path.stem, path=path)


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        CaseError: it is missing, enormous, or not text in UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise CaseError(f"the file is enormous; the most is {LARGEST:,} bytes", path=path)
        return read_file(path).decode("utf-8-sig")
    except OSError as error:
        raise CaseError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise CaseError(f"is not text in UTF-8 (byte {error.start})", path=path) from error


def write_conflict(
    conflict: Conflict, form: ConflictForm, *, model: GraphModel | None = None
) -> str:
    """The conflict as the text of a file.

    Drawings (GraphML, Mermaid) mark what is stable in the Nash or sequential sense; `model`
    replaces the graph drawn, for other labels of states.

    Raises:
        SettingsError: there is no such form.
        InputError: the form cannot say what the conflict holds.
        TooLargeError: there is too much to draw.
    """
    if form not in get_args(ConflictForm):
        raise SettingsError(f"there is no form {form!r}; there are {', '.join(CONFLICT_FORMS)}")
    if form == "gmcr":
        return export_gmcr(conflict)
    if form == "conflict":
        return conflict.to_yaml()
    graph = model or build_conflict(conflict)
    draw: Callable[..., str] = to_graphml if form == "graphml" else to_mermaid
    return draw(graph, list_stable(graph))


def list_stable(graph: GraphModel) -> dict[str, list[int]]:
    """The equilibria by concept; none are marked where some comparison is unknown."""
    if bool((graph.relations.codes == 3).any()):
        return {}
    found = judge(graph, DRAWN)
    return {c: np.flatnonzero(v.all(axis=0)).tolist() for c, v in found.items()}
