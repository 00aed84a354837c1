"""`countermove export` and `countermove import`: events to and from other programs' forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.showing import tell

__all__ = ["export_command", "import_command"]


def export_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a file of events.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Write here.")],
    form: Annotated[
        str | None,
        typer.Option("--to", help="plover, cameo, csv, jsonl or parquet; default: by the ending."),
    ] = None,
) -> None:
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
    typer.echo(f"{output}: {done.written} events")


def import_command(
    source: Annotated[Path, typer.Argument(help="A GDELT 2, ICEWS, POLECAT or ACLED file.")],
    case: Annotated[Path, typer.Option("--case", help="The case folder to put the events in.")],
    dataset: Annotated[
        str | None, typer.Option("--from", help="gdelt, icews, polecat or acled; default: seen.")
    ] = None,
    actors: o.Actors = None,
) -> None:
    """Take events from another data set's file into a case, to feed its chronology."""
    from countermove.filing import Case, write_text
    from countermove.reading.importing import import_events
    from countermove.records.events import dump_events

    found = import_events(source, source=dataset, actors=actors)
    folder = Case(case)
    folder.save_articles(found.articles)
    write_text(folder.events, dump_events(found.events))
    for reason, count in sorted(found.left_out.items()):
        tell(f"{count} rows left out: {reason}")
    typer.echo(f"{folder.events}: {len(found.events)} events")
