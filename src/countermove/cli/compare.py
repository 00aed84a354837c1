"""`countermove compare`: what changed between two runs, and which edits caused it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o
from countermove.cli.showing import show_comparison

__all__ = ["compare_command"]


def compare_command(
    old: Annotated[Path, typer.Argument(help="A case folder, or a stress.json, from before.")],
    new: Annotated[Path, typer.Argument(help="A case folder, or a stress.json, from after.")],
    as_json: o.Json = False,
) -> None:
    """Show what changed between two runs of a case and which edits caused it."""
    from countermove.answering import answer, compare
    from countermove.filing import Case
    from countermove.records.stresses import Stress

    before, after = (
        answer(Stress.load(Case(place).stress if place.is_dir() else place)) for place in (old, new)
    )
    found = compare(before, after)
    if as_json:
        typer.echo(found.dump(), nl=False)
    else:
        show_comparison(found)
