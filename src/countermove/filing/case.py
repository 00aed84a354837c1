"""A case folder: the readable files between the stages.

articles/ → events.jsonl → standoff.yaml → solution.json → stress.json → report.html
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from countermove.records.articles import Article
from countermove.records.errors import CaseError
from countermove.records.files import read_file
from countermove.records.record import digest
from countermove.records.writing import write_bytes, write_text

__all__ = ["Case", "hash_file"]

UNFINISHED = ".unfinished"
"""Lies in articles/ while they are written: a folder half of old texts is never read."""


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, or of a folder's files at any depth and their names.

    "" where there is nothing that can be read to its end: no file, a pipe, a device.
    """
    if path.is_dir():
        inner = sorted(p for p in path.rglob("*") if p.is_file())
        lines = [f"{p.relative_to(path).as_posix()} {hash_file(p)}\n" for p in inner]
        return digest("".join(lines))
    if not path.is_file():
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass(frozen=True)
class Case:
    """The places of the files of one case."""

    folder: Path

    @property
    def articles(self) -> Path:
        """The folder of texts, each with its metadata beside it."""
        return self.folder / "articles"

    @property
    def events(self) -> Path:
        """What happened, one event a line."""
        return self.folder / "events.jsonl"

    @property
    def appearances(self) -> Path:
        """Every place where a side is named, one a line: what the sides are judged by."""
        return self.folder / "appearances.jsonl"

    @property
    def sides(self) -> Path:
        """Who the two sides are, where a person has said so or the likeliest was taken."""
        return self.folder / "sides.json"

    @property
    def standoff(self) -> Path:
        """The model; a person edits here."""
        return self.folder / "standoff.yaml"

    @property
    def draft(self) -> Path:
        """The model as it was last drafted, before a person edited it."""
        return self.folder / ".draft.yaml"

    @property
    def solution(self) -> Path:
        """The stand-off solved at its likely values."""
        return self.folder / "solution.json"

    @property
    def stress(self) -> Path:
        """The stand-off solved again over its ranges."""
        return self.folder / "stress.json"

    @property
    def signals(self) -> Path:
        """What to make of the threats the sides can make."""
        return self.folder / "signals.json"

    @property
    def report(self) -> Path:
        """The page."""
        return self.folder / "report.html"

    @property
    def annex(self) -> Path:
        """What stands behind the page."""
        return self.folder / "report-annex.html"

    def inside(self, name: str) -> Path:
        """A path inside the case folder.

        Raises:
            CaseError: the name climbs out of the folder.
        """
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise CaseError(f"{name!r} is outside the case folder", path=self.folder)
        return path

    def save_articles(self, articles: tuple[Article, ...]) -> None:
        """Write every article as its exact text and a metadata file; drop others' files."""
        wanted = {f"{a.id}.txt" for a in articles} | {f"{a.id}.json" for a in articles}
        write_text(self.articles / UNFINISHED, "")
        for article in articles:
            for name, data in self.article_files(article).items():
                write_bytes(self.inside(name), data)
        for old in sorted(self.articles.glob("*")):
            if old.suffix in (".txt", ".json") and old.name not in wanted:
                old.unlink()
        (self.articles / UNFINISHED).unlink()

    def article_files(self, article: Article) -> dict[str, bytes]:
        """An article's two files by their names in the case: its exact text, and what is known."""
        meta = article.model_dump(mode="json", exclude={"text"})
        meta_text = json.dumps(meta, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
        place = f"articles/{article.id}"
        return {
            f"{place}.txt": article.text.encode("utf-8", "surrogatepass"),
            f"{place}.json": meta_text.encode("utf-8", "surrogatepass"),
        }

    def load_articles(self) -> tuple[Article, ...]:
        """Read back what `save_articles` wrote, in the order of ids.

        Raises:
            CaseError: a file is missing, a text is not the one its hash belongs to, or
                writing them was cut off.
        """
        if not self.articles.is_dir():
            raise CaseError(
                "holds no articles/ folder; run `countermove read` or `countermove answer` first",
                path=self.folder,
            )
        if (self.articles / UNFINISHED).exists():
            raise CaseError(
                "was cut off while it was filled; name its texts again", path=self.articles
            )
        return tuple(load_article(p) for p in sorted(self.articles.glob("*.json")) if p.is_file())


def load_article(meta_path: Path) -> Article:
    """One article from its metadata file and the text beside it."""
    text_path = meta_path.with_suffix(".txt")
    try:
        meta = json.loads(read_file(meta_path).decode("utf-8"))
        text = read_file(text_path).decode("utf-8", "surrogatepass")
        return Article.model_validate({**meta, "text": text})
    except (OSError, ValueError, TypeError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise CaseError(f"is not an article of this case: {reason}", path=text_path) from error
