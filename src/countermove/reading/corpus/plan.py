"""Which files are read together, and under which name; the same for any number of workers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from countermove.reading.loading.sources import list_sources
from countermove.records.errors import CaseError
from countermove.records.record import canonical_json

__all__ = ["Chunk", "Settings", "list_files", "make_plan"]

FILES = 32  # in a chunk: what a kill can cost is at most these, for each worker
FORM = 4  # raise it when the files that a chunk writes change


@dataclass(frozen=True)
class Settings:
    """What the events depend on beside the files."""

    pipeline: str | None = None
    actors: Path | None = None
    lexicon: Path | None = None
    published: date | None = None
    second: str = ""
    """The model that reads too, with its number of readings; empty for the rules alone."""

    def digest(self) -> str:
        """A hash over the settings, the files they name and this package's version."""
        tables = [path and hash_file(path) for path in (self.actors, self.lexicon)]
        day = self.published and self.published.isoformat()
        value = [FORM, version("countermove"), self.pipeline, *tables, day]
        value += [self.second] if self.second else []
        return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Chunk:
    """Files that are read and written together; `files` are paths within the folder."""

    name: str
    files: tuple[str, ...]


def hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise CaseError(f"cannot be read: {error.strerror}", path=path) from error


def hash_content(path: Path) -> str:
    """SHA-256 of a file; "" where it is no file that can be read, which its reader will say."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def list_files(folder: Path) -> dict[str, str]:
    """Every text in a folder with the hash of its content, by its path within the folder, sorted.

    Raises:
        CaseError: there is no such folder, or no text is in it.
    """
    if not folder.is_dir():
        raise CaseError("is no folder; a corpus is a folder of articles", path=folder)
    found = (Path(source) for source in list_sources(folder))
    files = {path.relative_to(folder).as_posix(): hash_content(path) for path in found}
    if not files:
        raise CaseError("holds no article (text, Markdown, HTML, PDF)", path=folder)
    return dict(sorted(files.items()))


def make_plan(
    files: dict[str, str], manifest: Path, settings: str
) -> tuple[tuple[Chunk, ...], str]:
    """The chunks of a corpus, and the manifest's text that fixes them for a run that goes on.

    Files that came since are put behind the others, so that what is done stays done. If
    files went or changed, everything is planned anew; chunks that stay the same keep
    their names.

    Raises:
        CaseError: the manifest is damaged, or was made with other settings.
    """
    before = read_manifest(manifest, settings)
    now = list(files.items())
    if all(files.get(path) == content for path, content in before):
        known = {path for path, _ in before}
        old, new = before, [entry for entry in now if entry[0] not in known]
    else:
        old, new = now, []
    text = canonical_json({"settings": settings, "files": old + new}) + "\n"
    return tuple(cut([*old, *new])), text


def read_manifest(manifest: Path, settings: str) -> list[tuple[str, str]]:
    """The files of an earlier run, in its order."""
    if not manifest.exists():
        return []
    try:
        value = json.loads(manifest.read_bytes().decode("utf-8", "surrogatepass"))
        made, entries = str(value["settings"]), [(str(p), str(s)) for p, s in value["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError("is damaged; choose another target", path=manifest) from error
    if made != settings:
        raise CaseError(
            "was made by another version or with another pipeline, actors, lexicon, date or model; "
            "choose another target",
            path=manifest,
        )
    return entries


def cut(entries: Sequence[tuple[str, str]]) -> Iterator[Chunk]:
    """Chunks named by their place and their files."""
    for number, start in enumerate(range(0, len(entries), FILES)):
        part = entries[start : start + FILES]
        mark = hashlib.sha256(canonical_json(part).encode("utf-8", "surrogatepass")).hexdigest()
        yield Chunk(f"part-{number:06d}-{mark[:8]}", tuple(path for path, _ in part))
