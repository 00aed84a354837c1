"""Events in the forms that other programs read."""

from __future__ import annotations

from countermove.reading.exporting.event_rows import COLUMNS, to_row
from countermove.reading.exporting.export import FORMS, Exported, export_events
from countermove.reading.exporting.parquet import parquet_schema, to_table

__all__ = [
    "COLUMNS",
    "FORMS",
    "Exported",
    "export_events",
    "parquet_schema",
    "to_row",
    "to_table",
]
