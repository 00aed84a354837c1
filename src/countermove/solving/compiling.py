"""Numba compilation with the types kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from numba import njit
from numba.core import event

__all__ = ["compiled", "telling_of_compiling"]

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function compiled on first use, cached on disk, and free of Python's lock.

    Where neither the package's folder nor the person's own cache can be written, it is compiled
    in every process. A division by nought gives what IEEE 754 says: to look out for it at every
    division would keep the processor from doing several at once.
    """
    try:
        return cast(F, njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:
        return cast(F, njit(nogil=True, error_model="numpy")(function))


@contextmanager
def telling_of_compiling(tell: Callable[[str], None]) -> Iterator[None]:
    """Say so, once, if anything has to be compiled within: it takes longer than what follows."""
    with event.install_listener("numba:compile", FirstCompiling(tell)):
        yield


class FirstCompiling(event.Listener):
    """Tells of the first function that is compiled, and not of the others."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell: Callable[[str], None] | None = tell

    def on_start(self, event: Any) -> None:  # noqa: ARG002
        """Tell, if nothing has been told yet."""
        tell, self.tell = self.tell, None
        if tell is not None:
            tell("compiling the solver for this machine; it is kept for later runs")

    def on_end(self, event: Any) -> None:
        """Nothing more is said."""
