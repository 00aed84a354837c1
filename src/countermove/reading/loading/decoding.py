"""From bytes to text, refusing what is not text."""

from __future__ import annotations

import codecs
import re

from countermove.records.errors import ArticleError

__all__ = ["decode"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
MAX_CONTROLS = 0.02  # a text may hold stray control characters; more is a binary file


def decode(data: bytes, path: str) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32 (marked), or Windows-1252.

    Line ends and stray control characters stay as they are.

    Raises:
        ArticleError: the bytes are not text.
    """
    text = decode_any(data, path)
    sample = text[:200_000]
    controls = len(CONTROLS.findall(sample))
    if "\x00" in text or controls > MAX_CONTROLS * max(len(sample), 50):
        raise ArticleError("is not a text but a binary file", path=path)
    if not any(c.isalpha() for c in text):
        kind = "is empty" if not text.strip() else "holds no words"
        raise ArticleError(kind, path=path)
    return text


def decode_any(data: bytes, path: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"begins as {encoding.removesuffix('-sig')} but is damaged at byte "
                    f"{error.start}",
                    path=path,
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_damaged(data, path)


def decode_damaged(data: bytes, path: str) -> str:
    """What is not valid UTF-8: UTF-8 with a few broken bytes, else Windows-1252."""
    if b"\x00" in data:
        raise ArticleError("is not a text but a binary file", path=path)
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") * 4 <= len(MULTIBYTE.findall(data)):
        return lenient
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ArticleError(
            "is neither UTF-8, marked UTF-16 nor Windows-1252; save it as UTF-8", path=path
        ) from error
