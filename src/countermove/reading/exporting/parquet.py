"""Events as Parquet, which DuckDB and Polars open directly. Needs `countermove[corpus]`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from countermove.reading.exporting.event_rows import COLUMNS, to_row
from countermove.records.articles import Article
from countermove.records.errors import SettingsError
from countermove.records.events import Event

__all__ = ["load_arrow", "parquet_schema", "to_table", "write_parquet"]

INTEGERS = frozenset({"order", "quad", "reports", "start", "end", "trigger_start", "trigger_end"})
NUMBERS = frozenset({"amount", "intensity"})
LISTS = frozenset({"contexts", "answers", "reasons", "flags", "inferred"})


def load_arrow() -> Any:
    """The module pyarrow.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415  # an extra: everything else works without it
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "Parquet needs pyarrow: pip install 'countermove[corpus]', or choose csv or jsonl"
        ) from error
    return pyarrow


def parquet_schema() -> Any:
    """The columns of `to_row` with their types, and every quote of an event in full."""
    arrow = load_arrow()
    quote = arrow.struct(
        [
            ("article_id", arrow.string()),
            ("start", arrow.int64()),
            ("end", arrow.int64()),
            ("text", arrow.string()),
        ]
    )
    fields = [(name, column_type(arrow, name)) for name in COLUMNS]
    return arrow.schema([*fields, ("quotes", arrow.list_(quote))])


def column_type(arrow: Any, name: str) -> Any:
    if name in INTEGERS:
        return arrow.int64()
    if name in NUMBERS:
        return arrow.float64()
    if name in LISTS:
        return arrow.list_(arrow.string())
    return {"date": arrow.date32(), "negated": arrow.bool_()}.get(name, arrow.string())


def to_table(events: Iterable[Event]) -> Any:
    """Events as an Arrow table."""
    arrow = load_arrow()
    rows = [to_row(e) | {"quotes": [q.model_dump() for q in e.quotes]} for e in events]
    return arrow.Table.from_pylist(writable(rows), schema=parquet_schema())


def writable(value: Any) -> Any:
    """The value with lone surrogates, which no file in UTF-8 can hold, replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8") if not is_plain(value) else value
    if isinstance(value, list):
        return [writable(v) for v in value]
    if isinstance(value, dict):
        return {k: writable(v) for k, v in value.items()}
    return value


def is_plain(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def write_parquet(events: Sequence[Event], path: Path, _: Sequence[Article]) -> int:
    """One Parquet file with every event."""
    arrow = load_arrow()
    arrow.parquet.write_table(to_table(events), path, compression="zstd")
    return len(events)
