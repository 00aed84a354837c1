"""`countermove signal`: what to make of a threat, a show of force or silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import show_progress

if TYPE_CHECKING:
    from countermove.records.signals import Signals

__all__ = ["signal_command"]


def signal_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    caught: Annotated[
        float,
        typer.Option(
            min=0, help="What being caught bluffing costs, as a share of what is asked for."
        ),
    ] = 0.5,
    draws: o.Draws = 256,
    seed: o.Seed = 7,
    output: o.Output = None,
    as_json: o.Json = False,
) -> None:
    """What each side should make of a threat, a show of force or silence; where bluffing pays."""
    from countermove.filing import Case, write_text
    from countermove.records.standoff_file import load_standoff
    from countermove.solving import signal

    standoff = load_standoff(Case(source).standoff if source.is_dir() else source)
    with show_progress() as progress:
        found = signal(standoff, draws=draws, seed=seed, caught=caught, progress=progress)
    if output is not None:
        write_text(output, found.dump())
    elif as_json:
        typer.echo(found.dump(), nl=False)
    else:
        show_signals(found)


def show_signals(found: Signals) -> None:
    """Each threat under its head, then what the numbers leave out."""
    from countermove.cli.showing import head, reading_console, show_list

    console = reading_console()
    if not found.threats:
        console.print("No side has a threat that asks for something: nothing to signal.")
        return
    for threat in found.threats:
        head(console, threat.sentences[0])
        show_list(console, threat.sentences[1:])
    if found.left_out:
        console.print(f"\n{found.left_out} further threats are not told.")
    head(console, "What this leaves out")
    show_list(console, found.notes)
