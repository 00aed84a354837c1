"""Workbench: local pages over the same functions as the command line."""

from __future__ import annotations

from countermove.workbench.app import make_app, make_bench, serve
from countermove.workbench.guarding import Guard, Keys

__all__ = ["Guard", "Keys", "make_app", "make_bench", "serve"]
