"""The argument: five charts, each under its takeaway, that carry the brief."""

from __future__ import annotations

from countermove.reporting.arguing.argument import Argument, write_argument

__all__ = ["Argument", "write_argument"]
