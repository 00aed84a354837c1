"""`countermove serve`: the workbench, on this machine unless more is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli.terminal import say

__all__ = ["serve_command"]


def serve_command(
    case: Annotated[Path, typer.Argument(help="A case folder; a new one is made.")],
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8642,
    allow_remote: Annotated[
        bool, typer.Option(help="Let other machines in, with this run's key.")
    ] = False,
    trust_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name it may be called by (or NAME:PORT)."),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy shows it.")
    ] = "",
) -> None:
    """Open a case on the workbench: read, review, edit, try things, all on this machine."""
    from countermove.records.errors import CaseError
    from countermove.workbench import serve

    if case.exists() and not case.is_dir():
        raise CaseError("is a file; serve opens a case folder", path=case)
    case.mkdir(parents=True, exist_ok=True)
    serve(
        case,
        host=host,
        port=port,
        allow_remote=allow_remote,
        root_path=root_path,
        trusted=trust_host or (),
        tell=say,
    )
