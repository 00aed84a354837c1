"""`countermove demo`: the bundled article, answered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countermove.cli.answer import answer_command

__all__ = ["demo_command"]


def demo_command(
    article: Annotated[
        str, typer.Option(help="Which bundled article: see `countermove demo --help`.")
    ] = "kazakhstan-2022",
    case: Annotated[
        Path | None, typer.Option("--case", help="The case folder; default: the article's name.")
    ] = None,
) -> None:
    """Answer a bundled article: kazakhstan-2022, gas-valve, emirate-blockade, harbour-strike."""
    from countermove.catalog.articles import find_article

    answer_command([str(find_article(article))], case=case or Path(article))
