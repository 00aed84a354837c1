"""What can be taken away from the workbench beside the whole case."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    """A form of the answer or its events: its name for a person, the file, its media type.

    `brief` is the one page alone.
    """

    name: str
    ending: str
    media: str
    brief: bool = False


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "brief": Format("the brief (PDF)", "pdf", "application/pdf", brief=True),
    "pdf": Format("all as PDF", "pdf", "application/pdf"),
    "html": Format("as HTML", "html", "text/html; charset=utf-8"),
    "docx": Format("Word", "docx", WORD),
    "md": Format("Markdown", "md", "text/markdown; charset=utf-8"),
    "csv": Format("events (CSV)", "csv", "text/csv; charset=utf-8"),
}
"""By the last part of the address."""
