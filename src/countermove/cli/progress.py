"""Progress on standard error; nothing when it is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

__all__ = ["ask_person", "show_progress"]


def ask_person(question: str) -> bool:
    """Whether the person at the terminal says yes; no where there is none."""
    if not sys.stdin.isatty():
        return False
    return typer.confirm(question, err=True)


Report = Callable[[str, int, int], None]


@contextmanager
def show_progress() -> Iterator[Report]:
    """A callback `(what, done, total)` that draws one bar for each thing being done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _what, _done, _total: None
        return
    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:

        def report(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(what, total=total)
            progress.update(bars[what], completed=done, total=total)

        yield report
