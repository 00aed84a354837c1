"""`countermove solve`: what is stable and why, and how play unfolds, at likely values."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import show_progress
from countermove.cli.showing import show_solution, tell

__all__ = ["solve_command"]


def solve_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    output: o.Output = None,
    as_json: o.Json = False,
) -> None:
    """Solve a stand-off at its likely values, with the reasons."""
    from countermove.filing import Case, Run, solve_case, write_text
    from countermove.records.results import Solution
    from countermove.records.standoff_file import load_standoff
    from countermove.solving import solve

    with show_progress() as progress:
        if source.is_dir():
            solve_case(Run(Case(source), progress=progress, tell=tell))
            solution = Solution.load(Case(source).solution)
        else:
            solution = solve(
                load_standoff(source),
                progress=lambda stage: progress(stage, 0, 100),
                share=lambda stage, done: progress(stage, round(100 * done), 100),
            )
    if output is not None:
        write_text(output, solution.dump())
    elif as_json:
        typer.echo(solution.dump(), nl=False)
    else:
        show_solution(solution)
