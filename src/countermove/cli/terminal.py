"""What a person is told on a terminal: words, whatever an article, a model or a server holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from countermove.phrasing.characters import clean

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["open_console", "plain", "say", "tell"]


def plain(text: str) -> str:
    """The text without what would steer a terminal: no article clears it, colours it or names it.

    >>> plain("oil\\x1b[2J is\\rgas")
    'oil\ufffd[2J is gas'
    """
    return clean(text).replace("\r", " ")


def say(words: object) -> None:
    """Words on standard output."""
    typer.echo(plain(str(words)))


def tell(sentence: object) -> None:
    """A sentence for the person, on standard error."""
    print(f"countermove: {plain(str(sentence))}", file=sys.stderr)


def open_console() -> Console:
    """Standard output for paragraphs and tables of plain words: their brackets are no markup."""
    from countermove.cli.console import PlainConsole

    return PlainConsole(highlight=False, markup=False, emoji=False)
