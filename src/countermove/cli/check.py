"""`countermove check`: what is assumed, and what is wrong, in a stand-off."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli import options as o

__all__ = ["check_command"]


def check_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    as_json: o.Json = False,
) -> None:
    """List what nobody has confirmed, most influential first, and what looks wrong."""
    from countermove.filing import Case
    from countermove.framing import check
    from countermove.records.standoff_file import load_standoff
    from countermove.records.stresses import Stress

    case = Case(source) if source.is_dir() else Case(source.parent)
    standoff = load_standoff(case.standoff if source.is_dir() else source)
    stress = Stress.load(case.stress) if case.stress.exists() else None
    found = check(standoff, stress=stress if stress and stress.standoff == standoff else None)
    typer.echo(found.model_dump_json() if as_json else str(found))
