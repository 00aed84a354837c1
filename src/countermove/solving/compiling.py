"""Numba compilation with the types kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

__all__ = ["compiled"]

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function compiled on first use, cached on disk, and free of Python's lock."""
    return cast(F, njit(cache=True, nogil=True)(function))
