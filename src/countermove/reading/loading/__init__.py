"""Texts from files, folders and named URLs, kept exactly as read."""

from __future__ import annotations

from countermove.reading.loading.load import Loaded, load, load_all
from countermove.reading.loading.opening import open_source
from countermove.reading.loading.sources import MAX_BYTES, list_sources

__all__ = ["MAX_BYTES", "Loaded", "list_sources", "load", "load_all", "open_source"]
