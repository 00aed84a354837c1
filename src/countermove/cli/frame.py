"""`countermove frame`: events into a draft stand-off that a person can edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.terminal import say, tell

__all__ = ["frame_command"]


def frame_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a file of events.")],
    output: o.Output = None,
    subject: o.Subject = None,
    other: o.Other = None,
    yes: o.Yes = False,
    published: o.Published = None,
    playbook: o.Playbook = None,
) -> None:
    """Draft a stand-off from events: sides, options, chance, payoffs with their basis."""
    from countermove.cli.asking import run_asking
    from countermove.filing import Case, Choices, Run, frame_case, write_text
    from countermove.framing import frame
    from countermove.records.events import load_events
    from countermove.records.standoff_file import dump_standoff

    choices = Choices(
        subject=subject,
        other=other,
        published=o.parse_day(published),
        playbook=playbook,
        take_likeliest=yes,
    )
    if source.is_dir():
        run_asking(choices, lambda chosen: frame_case(Run(Case(source), chosen, tell=tell)))
        say(Case(source).standoff)
        return
    standoff = frame(
        load_events(source),
        subject=subject,
        other=other,
        as_of=choices.published,
        playbook=playbook,
    )
    if output is None:
        typer.echo(dump_standoff(standoff), nl=False)
    else:
        write_text(output, dump_standoff(standoff))
