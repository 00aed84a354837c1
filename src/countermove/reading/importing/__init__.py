"""Events from the data sets of others: GDELT 2, ICEWS, POLECAT, ACLED."""

from __future__ import annotations

from countermove.reading.importing.dataset import Dataset
from countermove.reading.importing.import_events import SOURCES, import_events

__all__ = ["SOURCES", "Dataset", "import_events"]
