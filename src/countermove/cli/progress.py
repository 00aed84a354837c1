"""Progress on standard error; nothing when it is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from countermove.cli.terminal import plain
from countermove.records.progress import Progress, silent

__all__ = ["ask_person", "show_progress"]


def ask_person(question: str) -> bool:
    """Whether the person at the terminal says yes; no where there is none."""
    if not sys.stdin.isatty():
        return False
    return typer.confirm(plain(question), err=True)


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Progress on one line: what is being done now, and how far it is."""
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    columns = (
        rich.TextColumn("{task.description}", markup=False),
        rich.BarColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=console, transient=True) as shown:
        line = shown.add_task("starting", total=None)

        def report(what: str, done: int, total: int, /) -> None:
            told = plain(what)
            if shown.tasks[0].description != told:
                shown.reset(line, description=told)
            shown.update(line, completed=done, total=total)

        yield report
