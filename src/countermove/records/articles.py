"""Articles and the exact words quoted from them."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from countermove.records.record import Record, digest

__all__ = ["Article", "Quote"]


class Article(Record):
    """A text exactly as it was read; every offset refers to `text`."""

    id: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    dated: str = ""
    """Where the day of publication was found; empty where that is not known."""
    url: str = ""
    doubt: str = ""
    """Why the text may not be the article it was taken for; empty where nothing says so."""
    text: str
    sha256: str

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str,
        title: str = "",
        publisher: str = "",
        published: date | None = None,
        dated: str = "",
        url: str = "",
        doubt: str = "",
    ) -> Self:
        """An article made of a plain text."""
        return cls(
            id=id,
            title=title,
            publisher=publisher,
            published=published,
            dated=dated,
            url=url,
            doubt=doubt,
            text=text,
            sha256=digest(text),
        )

    @model_validator(mode="after")
    def _check_hash(self) -> Self:
        if self.sha256 != digest(self.text):
            raise ValueError(f"sha256 of article {self.id} does not belong to its text")
        return self

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end`, as a quote."""
        return Quote(article_id=self.id, start=start, end=end, text=self.text[start:end])


class Quote(Record):
    """Words with their place: ``article.text[start:end] == text``, always."""

    article_id: str
    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _check_span(self) -> Self:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError("a quote's span must be as long as its text")
        return self
