"""`countermove report`: the page of a case folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.scales import parse_scale
from countermove.cli.showing import show_answer
from countermove.cli.terminal import say, tell

__all__ = ["report_command"]


def report_command(
    case: Annotated[Path, typer.Argument(help="A case folder with a stress.json.")],
    output: o.Output = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="html, md, docx or pdf; default: as -o ends."),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="The one A4 page alone, as html or pdf.")
    ] = False,
    scale: o.Scale = "icd203",
) -> None:
    """Write the page with its annex, offline, or the same in another format."""
    from countermove.answering import answer
    from countermove.filing import Case, Choices, Run, has_sides_named, report_case, signals_of
    from countermove.records.errors import CaseError
    from countermove.records.events import load_events
    from countermove.records.stresses import Stress
    from countermove.reporting import report

    if case.is_file():
        raise CaseError("is a file; name the case folder that it lies in", path=case)
    folder = Case(case)
    if form in (None, "html") and output is None and not brief:
        run = Run(folder, Choices(scale=parse_scale(scale)), tell=tell)
        show_answer(report_case(run), folder.report)
        return
    events = load_events(folder.events) if folder.events.exists() else ()
    articles = folder.load_articles() if folder.articles.is_dir() else ()
    result = answer(Stress.load(folder.stress), scale=parse_scale(scale))
    target = output or folder.folder / f"{'brief' if brief else 'report'}.{form or 'html'}"
    named = has_sides_named(folder)
    signals = signals_of(folder, result.stress)
    report(
        target,
        result,
        events,
        articles,
        format=form,
        brief=brief,
        sides_named=named,
        signals=signals,
    )
    say(target)
