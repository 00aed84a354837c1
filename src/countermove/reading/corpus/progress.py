"""A progress bar on standard error; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["Report", "show_progress"]

Report = Callable[[int, int], None]
"""Called with how many articles are done and how many there are."""


@contextmanager
def show_progress(label: str = "Reading") -> Iterator[Report]:
    """A function that moves the bar while the context lasts."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield say_nothing
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def say_nothing(done: int, total: int) -> None:
    """No bar: standard error is a file or a pipe."""
    del done, total
