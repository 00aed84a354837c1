"""One way to every form: PLOVER, CAMEO, CSV, JSON lines, Parquet."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from countermove.reading.exporting.cameo import write_cameo
from countermove.reading.exporting.event_rows import write_csv
from countermove.reading.exporting.parquet import write_parquet
from countermove.reading.exporting.plover import write_plover
from countermove.records.articles import Article
from countermove.records.errors import CaseError, SettingsError
from countermove.records.events import Event, save_events

__all__ = ["FORMS", "Exported", "export_events"]


@dataclass(frozen=True)
class Exported:
    """How many events were written, and how many the form has no place for."""

    written: int
    left_out: int


Writer = Callable[[Sequence[Event], Path, Sequence[Article]], int]


def write_jsonl(events: Sequence[Event], path: Path, _: Sequence[Article]) -> int:
    """Our own form: nothing is lost."""
    save_events(events, path)
    return len(events)


FORMS: dict[str, tuple[str, Writer]] = {
    "plover": (".plover.jsonl", write_plover),
    "cameo": (".tsv", write_cameo),
    "csv": (".csv", write_csv),
    "jsonl": (".jsonl", write_jsonl),
    "parquet": (".parquet", write_parquet),
}
"""Every form with the ending it is known by, and its writer."""


def export_events(
    events: Iterable[Event],
    path: Path | str,
    *,
    form: str | None = None,
    articles: Iterable[Article] = (),
) -> Exported:
    """Write events to a file, whole or not at all, in the form named or told by its ending.

    `articles` gives titles, publishers and addresses where a form has a place for them.

    Raises:
        SettingsError: there is no such form, or it needs a package that is not installed.
        CaseError: the file cannot be written; what was there before stays.
    """
    path = Path(path)
    events = tuple(events)
    form = form or guess(path)
    if form not in FORMS:
        raise SettingsError(f"there is no form {form!r}; there are {', '.join(FORMS)}")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = FORMS[form][1](events, part, tuple(articles))
        part.replace(path)
    except OSError as error:
        raise CaseError(f"cannot be written: {error.strerror or error}", path=path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Exported(written, len(events) - written)


def guess(path: Path) -> str:
    """The form that a file's ending tells."""
    for form, (ending, _) in FORMS.items():
        if path.name.endswith(ending):
            return form
    endings = ", ".join(ending for ending, _ in FORMS.values())
    raise SettingsError(f"the ending of {path.name} tells no form; it may be {endings}")
