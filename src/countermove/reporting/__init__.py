"""Records → one offline page with every claim's exact words; nothing is solved here."""

from __future__ import annotations

from countermove.reporting.environment import page_environment, page_style
from countermove.reporting.report import annex_path, report, save_charts

__all__ = ["annex_path", "page_environment", "page_style", "report", "save_charts"]
