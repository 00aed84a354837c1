"""Events from the data sets of others: GDELT, ICEWS, POLECAT, ACLED, MIE, any table by a map."""

from __future__ import annotations

from countermove.reading.importing.dataset import Dataset
from countermove.reading.importing.import_events import SOURCES, import_events
from countermove.reading.importing.mapped import ColumnMap, parse_map

__all__ = ["SOURCES", "ColumnMap", "Dataset", "import_events", "parse_map"]
