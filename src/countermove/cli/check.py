"""`countermove check`: what is assumed, and what is wrong, in a stand-off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.terminal import say

if TYPE_CHECKING:
    from countermove.filing import Case
    from countermove.records.standoffs import Standoff
    from countermove.records.stresses import Stress

__all__ = ["check_command"]


def check_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    as_json: o.Json = False,
) -> None:
    """List what nobody has confirmed, most influential first, and what looks wrong."""
    from countermove.filing import Case
    from countermove.framing import check
    from countermove.records.standoff_file import load_standoff

    case = Case(source) if source.is_dir() else Case(source.parent)
    standoff = load_standoff(case.standoff if source.is_dir() else source)
    found = check(standoff, stress=find_stress(case, standoff))
    if as_json:
        typer.echo(found.model_dump_json())
    else:
        say(found)


def find_stress(case: Case, standoff: Standoff) -> Stress | None:
    """The case's stress test, where there is one and it is of this stand-off."""
    if not case.stress.exists():
        return None
    from countermove.records.stresses import Stress

    stress = Stress.load(case.stress)
    return stress if stress.standoff == standoff else None
