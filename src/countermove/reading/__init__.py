"""From articles to events: who did what to whom, in the exact words."""

from __future__ import annotations

from countermove.reading.loading import Loaded, load, load_all
from countermove.reading.reader import Reader, open_reader, read

__all__ = ["Loaded", "Reader", "load", "load_all", "open_reader", "read"]
