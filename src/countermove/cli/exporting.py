"""`countermove export` and `countermove import`: to and from other programs' forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from countermove.cli import options as o
from countermove.cli.terminal import say, tell
from countermove.records.errors import CaseError, SettingsError

__all__ = ["export_command", "import_command"]

MODEL_ENDINGS = {
    ".gmcr": "gmcr",
    ".graphml": "graphml",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".conflict.yaml": "conflict",
    ".efg": "efg",
}
"""The forms of a model by the ending of a file; all others are forms of events."""


def export_command(
    source: Annotated[
        Path, typer.Argument(help="A case folder, events, a stand-off or a conflict file.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Write here.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Events: plover, cameo, csv, jsonl, parquet. The model: gmcr, graphml, "
            "mermaid, conflict, efg. Default: by the ending.",
        ),
    ] = None,
    when: Annotated[str, typer.Option(help="Which snapshot of the model: now or later.")] = "now",
) -> None:
    """Write events, or the model, in another program's form."""
    told = form or model_form(output)
    if told in MODEL_ENDINGS.values():
        export_model(source, output, str(told), when)
    else:
        export_events_file(source, output, form)


def model_form(output: Path) -> str | None:
    """The form of a model that a file's ending tells."""
    return next((f for end, f in MODEL_ENDINGS.items() if output.name.endswith(end)), None)


def export_model(source: Path, output: Path, form: str, when: str) -> None:
    """Write a stand-off's snapshot, its game, or a conflict."""
    from countermove.filing import Case, write_text
    from countermove.solving.stability import is_conflict, read_conflict, write_conflict

    path = Case(source).standoff if source.is_dir() else source
    if when not in ("now", "later"):
        raise SettingsError(f"--when takes now or later, not {when!r}")
    if not source.is_dir() and is_conflict(path):
        if form == "efg":
            raise CaseError("has no clock to unfold; .efg is written of a stand-off", path=path)
        text = write_conflict(read_conflict(path), form)  # type: ignore[arg-type]
    else:
        text = write_standoff(path, form, cast('Literal["now", "later"]', when))
    write_text(output, text)
    say(output)


def write_standoff(path: Path, form: str, when: Literal["now", "later"]) -> str:
    """A stand-off at its likely values as the text of another program's file."""
    from countermove.records.standoff_file import load_standoff
    from countermove.solving import export_standoff

    return export_standoff(load_standoff(path), form, when=when)


def export_events_file(source: Path, output: Path, form: str | None) -> None:
    """Write events as PLOVER, CAMEO, CSV, JSON lines or Parquet."""
    from countermove.filing import Case
    from countermove.reading.exporting import export_events
    from countermove.records.events import kept_events, load_events

    case = Case(source)
    in_case = source.is_dir()
    events = kept_events(load_events(case.events if in_case else source))
    articles = case.load_articles() if in_case and case.articles.is_dir() else ()
    done = export_events(events, output, form=form, articles=articles)
    if done.left_out:
        tell(f"{done.left_out} events have no place in this form and were left out")
    say(f"{output}: {done.written} events")


def import_command(
    source: Annotated[
        Path,
        typer.Argument(
            help="Events: a GDELT, ICEWS, POLECAT, ACLED or MIE file, or any table with --map. "
            "A model: GMCR+ (.gmcr), a graph of moves (.json), a conflict (.yaml)."
        ),
    ],
    case: Annotated[
        Path | None, typer.Option("--case", help="The case folder to put it in.")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option("--from", help="gdelt, icews, polecat or acled; default: seen.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="Columns of any other table: date=Day,actor=From,action=What."),
    ] = None,
    actors: o.Actors = None,
    subject: Annotated[
        str | None, typer.Option(help="The player to advise; default: the first of the model.")
    ] = None,
    output: o.Output = None,
) -> None:
    """Take events into a case, or a model of another program as a stand-off to go on with."""
    from countermove.solving.stability import is_conflict

    if dataset is None and not columns and is_conflict(source):
        import_model(source, case, output, subject)
    elif case is None:
        raise typer.BadParameter("name the case folder for the events with --case")
    else:
        import_events_file(source, case, dataset, columns or [], actors)


def import_model(source: Path, case: Path | None, output: Path | None, subject: str | None) -> None:
    """A conflict as a stand-off, in a case or in a file."""
    from countermove.filing import Case, write_text
    from countermove.records.errors import InputError
    from countermove.records.standoff_file import dump_standoff
    from countermove.solving.stability import read_conflict, standoff_from_conflict

    target = output or (Case(case).standoff if case else source.with_name("standoff.yaml"))
    if output is None and target.exists():
        raise CaseError("is there already; name another place with --output", path=target)
    conflict = read_conflict(source)
    advised = subject or conflict.players[0].id
    try:
        text = dump_standoff(standoff_from_conflict(conflict, advised))
    except InputError as error:
        error.path = error.path or source
        raise
    write_text(target, text)
    if subject is None:
        others = ", ".join(p.id for p in conflict.players)
        tell(f"{advised} is the side to advise; --subject names another of {others}")
    say(target)


def import_events_file(
    source: Path, case: Path, dataset: str | None, columns: list[str], actors: Path | None
) -> None:
    """Take events from another data set's file into a case, to feed its chronology."""
    from countermove.filing import Case, write_text
    from countermove.reading.importing import import_events, parse_map
    from countermove.records.events import dump_events

    mapped = parse_map(columns) if columns else None
    found = import_events(source, source=dataset, columns=mapped, actors=actors)
    folder = Case(case)
    folder.save_articles(found.articles)
    write_text(folder.events, dump_events(found.events))
    for reason, count in sorted(found.left_out.items()):
        tell(f"{count} rows left out: {reason}")
    say(f"{folder.events}: {len(found.events)} events")
