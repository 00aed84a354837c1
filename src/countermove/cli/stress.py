"""`countermove stress`: the stand-off solved again over its ranges."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import show_progress
from countermove.cli.showing import show_answer
from countermove.cli.terminal import tell

__all__ = ["stress_command"]


def stress_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    output: o.Output = None,
    draws: o.Draws = 1024,
    seed: o.Seed = 7,
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    as_json: o.Json = False,
) -> None:
    """Find what would flip the answer: shares, regret, thresholds, what to find out."""
    from countermove.answering import answer
    from countermove.filing import Case, Choices, Run, stress_case, write_text
    from countermove.records.standoff_file import load_standoff
    from countermove.records.stresses import Stress
    from countermove.stressing import stress

    with show_progress() as progress:
        if source.is_dir():
            choices = Choices(draws=draws, seed=seed, workers=workers, scheduler=scheduler)
            stress_case(Run(Case(source), choices, progress, tell))
            result = Stress.load(Case(source).stress)
        else:
            result = stress(
                load_standoff(source),
                draws=draws,
                seed=seed,
                workers=workers,
                scheduler=scheduler,
                progress=progress,
            )
    if output is not None:
        write_text(output, result.dump())
    elif as_json:
        typer.echo(result.dump(), nl=False)
    else:
        show_answer(answer(result))
