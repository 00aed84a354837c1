"""From bytes to text, refusing what is not text."""

from __future__ import annotations

import codecs
import re

from countermove.reading.loading.encodings import guess_encoding, guess_utf16
from countermove.records.errors import ArticleError

__all__ = ["declared_charset", "decode", "decode_declared"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([A-Za-z0-9_-]{2,30})", re.I)
XML_CHARSET = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,20}<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_-]{2,30})"
)
WINDOWS = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "ascii": "cp1252"}
NAMES = re.compile(
    r"utf-8|ascii|cp(125\d|866|874|93[26]|949|950)|iso8859-\d+|koi8-[ru]|mac-cyrillic"
    r"|gb(k|2312|18030)|big5(hkscs)?|shift_jis|euc_(jp|kr)|iso2022_jp$"
)
"""Encodings of the Encoding Standard, by Python's names for them."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
MAX_CONTROLS = 0.02  # a text may hold stray control characters; more is a binary file


def decode(data: bytes, path: str) -> str:
    """The text of a file in UTF-8, UTF-16, marked UTF-32, or a code page that is told clearly.

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
    wide = guess_utf16(data)
    try:
        return data.decode(wide or "utf-8")
    except UnicodeDecodeError:
        return decode_damaged(data, path)


def decode_damaged(data: bytes, path: str) -> str:
    """What is not valid UTF-8: UTF-8 with a few broken bytes, else an 8-bit code page."""
    if b"\x00" in data:
        raise ArticleError("is not a text but a binary file", path=path)
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") * 4 <= len(MULTIBYTE.findall(data)):
        return lenient
    try:
        return data.decode(guess_encoding(data) or "ascii")  # which it is not, or it were UTF-8
    except UnicodeDecodeError as error:
        message = "is in an encoding that cannot be told; save it as UTF-8"
        raise ArticleError(message, path=path) from error


def declared_charset(data: bytes) -> str:
    """The charset that a page's own head, or an XML declaration, names, if any."""
    match = XML_CHARSET.match(data) or CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def decode_declared(data: bytes, charset: str) -> str | None:
    """The text in the charset it claims, or None where that is unknown or untrue.

    A page that names ISO 8859-1 or -9 means the Windows code page that holds it, and one whose
    declaration can be read as ASCII is in no wide encoding (Encoding Standard, WHATWG).
    """
    try:
        name = codecs.lookup(charset).name
        text = data.decode(WINDOWS.get(name, name)) if NAMES.match(name) else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return None if text is None or "\x00" in text else text
