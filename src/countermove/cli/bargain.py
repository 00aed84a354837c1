"""`countermove bargain`: settlements better for every side than play, and who would keep them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o

if TYPE_CHECKING:
    from countermove.records.bargains import Bargains

__all__ = ["bargain_command"]


def bargain_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    output: o.Output = None,
    as_json: o.Json = False,
) -> None:
    """Settlements that leave every side better off than play, and whether they would hold."""
    from countermove.filing import Case, write_text
    from countermove.records.standoff_file import load_standoff
    from countermove.solving import bargain

    found = bargain(load_standoff(Case(source).standoff if source.is_dir() else source))
    if output is not None:
        write_text(output, found.dump())
    elif as_json:
        typer.echo(found.dump(), nl=False)
    else:
        show_bargains(found)


def show_bargains(found: Bargains) -> None:
    """The settlements, then the forecast with its warning."""
    from countermove.cli.showing import head, reading_console, show_list

    console = reading_console()
    console.print(f"\n{found.sentence}", style="bold")
    if found.settlements:
        head(console, "Settlements")
        show_list(console, [s.sentence for s in found.settlements])
    head(console, "What the expected-utility school would forecast")
    console.print(found.forecast.sentence)
    console.print(found.forecast.warning)
