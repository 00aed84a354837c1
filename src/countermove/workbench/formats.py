"""What can be taken away from the workbench beside the whole case."""

from __future__ import annotations

__all__ = ["FORMATS"]

FORMATS = {
    "html": ("The page", "text/html; charset=utf-8"),
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("Markdown", "text/markdown; charset=utf-8"),
    "csv": ("Events (CSV)", "text/csv; charset=utf-8"),
}
"""What can be taken away beside the whole case: by its ending, its name and media type."""
