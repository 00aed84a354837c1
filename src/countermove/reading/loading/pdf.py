"""The text of a PDF."""

from __future__ import annotations

import io
import logging
import re
import warnings

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from countermove.reading.loading.columns import order_columns
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.plain import date_of, first_heading
from countermove.records.errors import ArticleError

__all__ = ["join_lines", "open_pdf"]

MAX_PAGES = 3000
MAX_CHARACTERS = 20_000_000
ENCRYPTED = "is an encrypted PDF; save it without a password"
HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\n(?=[a-z])")
WRAPPED = re.compile(r"(?<![.!?:;\"”’\n])\n(?=[^\n])")


def open_pdf(data: bytes, stem: str, path: str) -> Draft:
    """The words of a PDF, page by page, with the lines of a paragraph joined.

    Raises:
        ArticleError: the file is damaged, encrypted, or holds no text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages, title = read_pages(data, path)
    except ArticleError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise ArticleError(ENCRYPTED, path=path) from error
    except Exception as error:  # damaged files fail in pypdf in ways that cannot be listed
        raise ArticleError(f"is a damaged PDF: {type(error).__name__}", path=path) from error
    text = "\n\n".join(pages)
    if not any(c.isalpha() for c in text):
        raise ArticleError("is a PDF without text; recognise its scanned pages first", path=path)
    day = date_of(text)
    return Draft(
        stem=stem,
        text=text,
        title=title or first_heading(text),
        published=day,
        dated="the text's head" if day else "",
    )


def read_pages(data: bytes, path: str) -> tuple[list[str], str]:
    """The text of every page, and the title in the document's information."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(ENCRYPTED, path=path)
    if len(reader.pages) > MAX_PAGES:
        raise ArticleError(f"has more than {MAX_PAGES:,} pages; split it", path=path)
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        pages.append(join_lines(order_columns(page, text) or text).strip())
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            raise ArticleError("holds more than 20 million characters; split it", path=path)
    title = reader.metadata.title if reader.metadata else None
    return [page for page in pages if page], str(title or "").strip()[:200]


def join_lines(text: str) -> str:
    """Lines that a page's width broke, joined again; NUL characters taken out."""
    text = text.replace("\x00", "").replace("\r\n", "\n")
    return WRAPPED.sub(" ", HYPHENATED.sub("", text))
