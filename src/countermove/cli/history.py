"""`countermove history`: how stand-offs of this kind have gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.terminal import say

if TYPE_CHECKING:
    from countermove.records.histories import History
    from countermove.records.standoffs import Standoff

__all__ = ["history_command"]


def history_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    choose: Annotated[
        str | None, typer.Option("--class", help="Take this class of past cases and keep it.")
    ] = None,
    json: o.Json = False,
) -> None:
    """How stand-offs of this kind have gone, with the number of cases."""
    from countermove.filing import Case, write_text
    from countermove.forecasting.telling import tell_history
    from countermove.records.circumstances import Circumstances
    from countermove.records.standoff_file import dump_standoff, load_standoff

    path = Case(source).standoff if source.is_dir() else source
    standoff = load_standoff(path)
    if choose is not None:
        refuse_unknown(choose)
        told = (standoff.circumstances or Circumstances()).model_copy(update={"history": choose})
        standoff = standoff.model_copy(update={"circumstances": told})
    found = find(path, standoff)
    if choose is not None:
        write_text(path, dump_standoff(standoff))
    if json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        say(tell_history(found, standoff))


def refuse_unknown(choose: str) -> None:
    """Refuse a class that there is not, in the words of the command line."""
    from countermove.forecasting.history import find_class
    from countermove.forecasting.tables import load_tables
    from countermove.records.errors import SettingsError, StandoffError

    try:
        find_class(load_tables(), choose)
    except StandoffError as error:
        raise SettingsError(f"--class: {error.message}") from None


def find(path: Path, standoff: Standoff) -> History:
    """The outside view of a file; what is wrong with it names the file."""
    from countermove.forecasting import history
    from countermove.records.errors import StandoffError

    try:
        return history(standoff)
    except StandoffError as error:
        raise StandoffError(error.message, path=path) from None
