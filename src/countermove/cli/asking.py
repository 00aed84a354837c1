"""The one question that is asked: who is pressed by whom, where the text leaves it open."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import typer

from countermove.cli.terminal import plain
from countermove.filing import Choices
from countermove.records.errors import UnsureSidesError
from countermove.records.guesses import Guess

__all__ = ["ask_sides", "run_asking"]

T = TypeVar("T")


def run_asking(choices: Choices, work: Callable[[Choices], T]) -> T:
    """Do the work; where the sides are unsure and a person is there, ask, and do it again.

    Raises:
        UnsureSidesError: nobody is there to ask.
    """
    try:
        return work(choices)
    except UnsureSidesError as error:
        if not error.guesses or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        chosen = ask_sides(error.guesses)
    return work(replace(choices, subject=chosen.subject, other=chosen.other))


def ask_sides(guesses: tuple[Guess, ...]) -> Guess:
    """Show the readings with the sentences that speak for each, and let a person choose one."""
    typer.echo("Who is pressed by whom?", err=True)
    for number, guess in enumerate(guesses, start=1):
        typer.echo(plain(f"  {number}  {guess}"), err=True)
        for quote in guess.quotes:
            typer.echo(plain(f"     “{' '.join(quote.text.split())}”"), err=True)
    chosen: int = typer.prompt("Number", type=int, default=1, err=True)
    while not 1 <= chosen <= len(guesses):
        chosen = typer.prompt(f"A number from 1 to {len(guesses)}", type=int, err=True)
    return guesses[chosen - 1]
