"""A data set's file as rows of named cells: tab, comma or semicolon, packed or not, or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.reading.loading.decoding import decode
from countermove.records.errors import ArticleError
from countermove.records.files import read_file

__all__ = ["EventFile", "FileRow", "fold", "open_table"]

MOST_BYTES = 500_000_000
"""Bytes of a file once unpacked; a day of GDELT has 50 to 100 million."""
MAX_FIELD = 10_000_000
DELIMITERS = "\t,;|"


@dataclass(frozen=True)
class FileRow:
    """The cells of a row and the line it ends on."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class EventFile:
    """A file's rows, the first of which may name its columns."""

    path: Path
    first: Sequence[str]
    rows: Iterator[FileRow]


def fold(name: str) -> str:
    """A column's name as names are compared: ``Event ID``, ``EVENT_ID`` and ``event.id`` alike."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def open_table(path: Path) -> EventFile:
    """The file's rows, told by its first line and by what it holds.

    Raises:
        ArticleError: it cannot be read, is no table, or is larger than is read.
    """
    text = decode(read_unpacked(path), str(path)).lstrip("\ufeff")
    if text.lstrip()[:1] in {"{", "["}:
        first, rows = list_json(text, path)
    else:
        first, rows = list_lines(text, path)
    return EventFile(path, first, rows)


def read_unpacked(path: Path) -> bytes:
    """The bytes of the file, or of the one table in its ZIP or gzip file."""
    try:
        data = read_file(path)
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", path=path) from error
    if not data:
        raise ArticleError("is empty", path=path)
    if data.startswith(b"PK\x03\x04"):
        data = unzip(data, path)
    elif data.startswith(b"\x1f\x8b"):
        data = gunzip(data, path)
    if len(data) > MOST_BYTES:
        raise ArticleError(f"is larger than {MOST_BYTES:,} bytes; split it", path=path)
    return data


def unzip(data: bytes, path: Path) -> bytes:
    """The one file in a ZIP file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            files = [
                x for x in packed.infolist() if not x.is_dir() and "__MACOSX" not in x.filename
            ]
            if len(files) != 1:
                raise ArticleError(
                    f"is a ZIP file of {len(files)} files where one is due; unpack it", path=path
                )
            if files[0].file_size > MOST_BYTES:
                raise ArticleError(f"unpacks to more than {MOST_BYTES:,} bytes", path=path)
            return packed.read(files[0])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
        raise ArticleError(
            f"is not a text but a binary file, or a damaged ZIP file: {error}", path=path
        ) from error


def gunzip(data: bytes, path: Path) -> bytes:
    """The file in a gzip file."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise ArticleError(f"is a damaged gzip file: {error}", path=path) from error


def list_json(text: str, path: Path) -> tuple[Sequence[str], Iterator[FileRow]]:
    """Objects in a list, or under ``data`` as interfaces answer, with their keys as columns."""
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ArticleError("is nested too deeply", path=path) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise ArticleError("is no JSON, and no table either", path=path, line=line) from error
    items = found.get("data") if isinstance(found, dict) else found
    if not isinstance(items, list) or not all(isinstance(x, dict) for x in items):
        raise ArticleError('is JSON without a list of events under "data"', path=path)
    columns = list(dict.fromkeys(key for item in items for key in item))
    rows = (
        FileRow(n, [say(item.get(x)) for x in columns]) for n, item in enumerate(items, start=1)
    )
    return columns, rows


def say(value: Any) -> str:
    """A value of JSON as a cell."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def list_lines(text: str, path: Path) -> tuple[Sequence[str], Iterator[FileRow]]:
    """Lines of cells, the first of them apart.

    In tab-separated files a quotation mark is one of the text (ICEWS, GDELT and POLECAT quote
    nothing) unless the first line itself is quoted.
    """
    end = text.find("\n")
    first = text[: end if end >= 0 else len(text)]
    delimiter = max(DELIMITERS, key=first.count)
    plain = delimiter == "\t" and not first.startswith('"')
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL,
    )
    head = next(iterate(reader, path), None)
    return ([cell.strip() for cell in head.cells] if head else []), iterate(reader, path)


def iterate(reader: Any, path: Path) -> Iterator[FileRow]:
    """The rows that are not empty.

    Raises:
        ArticleError: a row cannot be read; the message names the line.
    """
    try:
        for cells in reader:
            if cells:
                yield FileRow(reader.line_num, cells)
    except csv.Error as error:
        raise ArticleError(f"is no table: {error}", path=path, line=reader.line_num) from error
