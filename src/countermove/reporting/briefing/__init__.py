"""The brief: what one A4 page says, in words that a reader of a newspaper understands."""

from __future__ import annotations

from countermove.reporting.briefing.brief import Brief, write_brief

__all__ = ["Brief", "write_brief"]
