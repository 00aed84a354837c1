"""How a notebook shows a record: registered from above, since records import nothing of ours."""

from __future__ import annotations

from functools import singledispatch

__all__ = ["show"]


@singledispatch
def show(_record: object) -> str | None:
    """A record as HTML; None, and the notebook prints it, where nothing else is registered."""
    return None
