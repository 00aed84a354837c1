"""How work tells how far it is: one form for every room."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "named", "silent"]


class Progress(Protocol):
    """Called with what is being done, how much of it is done, and how much there is."""

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Take note of it."""


def silent(_what: str, _done: int, _total: int, /) -> None:
    """The progress of work that nobody watches."""


def named(progress: Progress, name: str) -> Progress:
    """Progress told under one name, whatever the parts of the work are called."""
    return lambda _what, done, total: progress(name, done, total)
