"""Events in the forms that other programs read."""

from __future__ import annotations

from countermove.reading.exporting.export import FORMS, Exported, export_events
from countermove.reading.exporting.parquet import parquet_schema, to_table
from countermove.reading.exporting.rows import COLUMNS, to_row

__all__ = [
    "COLUMNS",
    "FORMS",
    "Exported",
    "export_events",
    "parquet_schema",
    "to_row",
    "to_table",
]
