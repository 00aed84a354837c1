"""Which files and addresses a request names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from countermove.records.errors import ArticleError

__all__ = ["MAX_BYTES", "Source", "is_url", "list_sources", "printable", "read_bytes"]

Source = Path | str
"""A path, or the text of an ``http`` or ``https`` address."""

MAX_BYTES = 20 * 1024 * 1024
"""The largest file or page that is read: 20 MB."""

TEXT_ENDINGS = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".pdf", ".json"}
    | {".docx", ".odt", ".epub", ".rtf", ".eml", ".mht", ".mhtml", ".doc", ".rss", ".atom"}
)


def is_url(source: Source) -> bool:
    """Whether the source is an address rather than a path."""
    return isinstance(source, str) and "://" in source[:12]


def list_sources(sources: Source | Iterable[Source]) -> Iterator[Source]:
    """Every file and address named, folders opened, in a fixed order, none twice."""
    named = [sources] if isinstance(sources, str | Path) else list(sources)
    seen: set[str] = set()
    for source in named:
        for found in [source] if is_url(source) else open_folder(Path(source)):
            key = str(found) if is_url(found) else name_once(Path(found))
            if key not in seen:
                seen.add(key)
                yield found


def name_once(path: Path) -> str:
    """One name for a file however it is named; a name no file can have is left as it is."""
    try:
        return str(path.resolve())
    except (OSError, ValueError, RuntimeError):
        return str(path)


def open_folder(path: Path) -> Iterator[Path]:
    """The path itself, or the texts in it and its folders, sorted by name.

    Hidden files, endings that are no text, and links that lead out of the folder are
    passed over. A pipe or a device is named like a file, and refused when it is opened.
    """
    try:
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False
    if not folder:
        yield path
        return
    root = path.resolve()
    for inner in sorted(path.rglob("*"), key=lambda p: p.parts):
        hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
        if hidden or inner.suffix.lower() not in TEXT_ENDINGS or inner.is_dir():
            continue
        if inner.resolve().is_relative_to(root):
            yield inner


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`.

    Raises:
        ArticleError: there is no such file, it is empty, too large, or no regular file.
    """
    name = printable(path)
    try:
        if not path.exists():
            raise ArticleError("there is no such file", path=name)
        if not path.is_file():
            raise ArticleError("is not a file that can be read", path=name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ArticleError(f"cannot be read: {error}", path=name) from error
    if not data:
        raise ArticleError("is empty", path=name)
    if len(data) > MAX_BYTES:
        size = f"{MAX_BYTES // (1024 * 1024)} MB"
        raise ArticleError(f"is larger than {size}; split it into articles", path=name)
    return data


def printable(path: Path | str) -> str:
    """The path with control characters shown, so that a message stays one line."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(path))
