"""What every record has: frozen, strict about unknown fields, one canonical text form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from countermove.records.displaying import show
from countermove.records.errors import CaseError
from countermove.records.files import read_file
from countermove.records.writing import write_text

__all__ = ["Record", "canonical_json", "digest", "dump_lines", "load_lines"]


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and fixed separators: the same value gives the same bytes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Record(BaseModel):
    """A frozen value that can be written to and read from a file without loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def dump(self) -> str:
        """The canonical JSON text of this record, ending in a newline."""
        text = json.dumps(
            self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, indent=1
        )
        return text + "\n"

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the words and charts of the page."""
        return show(self)

    def save(self, path: Path | str) -> None:
        """Write `dump()` to `path`, whole or not at all."""
        write_text(Path(path), self.dump())

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read a record that `save` wrote.

        Raises:
            CaseError: the file is missing or does not hold such a record.
        """
        try:
            return cls.model_validate_json(read_file(path).decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CaseError(f"cannot be read: {error}", path=path) from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(x) for x in first["loc"])
            raise CaseError(
                f"does not hold a {cls.__name__.lower()}: {place}: {first['msg']}", path=path
            ) from error


Kind = TypeVar("Kind", bound=Record)


def dump_lines(records: Iterable[Record]) -> str:
    """Records as JSON lines, one canonical line each."""
    return "".join(canonical_json(r.model_dump(mode="json")) + "\n" for r in records)


def load_lines(kind: type[Kind], path: Path | str) -> tuple[Kind, ...]:
    """Read records that were written as JSON lines.

    Raises:
        CaseError: the file cannot be read, or a line is no such record; the message names it.
    """
    try:
        lines = (
            read_file(path).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", path=path) from error
    numbered = enumerate(lines, start=1)
    return tuple(read_line(kind, line, path, n) for n, line in numbered if line.strip())


def read_line(kind: type[Kind], line: str, path: Path | str, number: int) -> Kind:
    """One record of a file of JSON lines."""
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(x) for x in first["loc"])
        name = kind.__name__.lower()
        article = "an" if name[0] in "aeiou" else "a"
        said = f"is not {article} {name}: {place}: {first['msg']}"
        raise CaseError(said, path=path, line=number) from error
